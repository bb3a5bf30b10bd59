from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from bot.domain.action import Action
from bot.domain.actions.approvals import ApproveBroadcast
from bot.domain.actions.broadcast import (
    AskCancel,
    ChooseText,
    LeaveBroadcast,
    ListBroadcasts,
    NewBroadcast,
    PauseBroadcast,
    PreviewBroadcast,
    ResumeBroadcast,
    StartBroadcast,
    WayOn,
)
from bot.domain.actions.broadcast_audience import ChooseTrait
from bot.domain.actions.broadcast_reports import AskRecall, ShowReport
from bot.domain.actions.broadcast_when import AskHour
from bot.domain.attachment import Attachment, AttachmentKind
from bot.domain.audience import Audience, Reach, Trait
from bot.domain.broadcast import (
    LONGEST,
    Broadcast,
    BroadcastId,
    BroadcastState,
    Fault,
    Plan,
    Remark,
    RemarkKind,
    Run,
    Tally,
    length,
)
from bot.domain.delivery import DeliveryState
from bot.domain.learner import LearnerId
from bot.domain.outlook import Outlook
from bot.domain.stars import Fee
from bot.i18n.translator import Translator
from bot.screens import (
    approvals,
    broadcast_audience,
    broadcast_check,
    broadcast_parts,
    broadcast_run,
    broadcast_traits,
    broadcast_when,
)
from bot.screens import broadcasts as screens
from bot.screens.base import Screen
from bot.screens.broadcast_remarks import remark_lines
from bot.screens.desk import Desk

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
T = Translator("en")
PICTURE = Attachment(kind=AttachmentKind.PICTURE, file_id="file-1")
TAGS = ("en", "ne", "es", "ar")


DESK = Desk(catalog=cast("Any", None), tags=TAGS, zone="Asia/Kathmandu", units={})


def a_broadcast(**changes: Any) -> Broadcast:
    fields: dict[str, Any] = {"bodies": {"en": "Hello"}, "audience": Audience(), **changes}
    return Broadcast(id=BroadcastId(7), author_id=LearnerId(1), created_at=NOON, **fields)


def a_plan(broadcast: Broadcast, *faults: Fault, least: int = 1, **changes: Any) -> Plan:
    fields: dict[str, Any] = {
        "by_locale": {"en": 1200},
        "left_out": {},
        "spared": 0,
        "asleep": 0,
        "begins_at": NOON,
        "ends_at": NOON + timedelta(seconds=48),
        **changes,
    }
    return Plan(broadcast=broadcast, reach=Reach(**fields), least=least, faults=faults)


def a_run(state: BroadcastState, **counts: int) -> Run:
    by_state = {DeliveryState(name): count for name, count in counts.items()}
    return Run(broadcast=a_broadcast(state=state), tally=Tally(by_state=by_state))


def actions(screen: Screen) -> list[type]:
    return [type(button.action) for row in screen.buttons for button in row]


def shown(text: Markup) -> str:
    return text.striptags()


@given(st.text(min_size=1))
def test_signs_in_a_text_mean_nothing(body: str) -> None:
    screen = screens.message(T, a_broadcast(), body)
    assert screen.text == Markup.escape(body)
    assert screen.text.unescape() == body


def test_every_message_has_a_way_out_and_a_way_on() -> None:
    (row,) = screens.message(T, a_broadcast(), "Hello").buttons
    ways: list[Action] = [button.action for button in row if isinstance(button.action, Action)]
    assert ways == [LeaveBroadcast(to=way, broadcast_id=7) for way in (WayOn.STOP, WayOn.MENU)]


@settings(deadline=None)
@given(st.sampled_from(["x", "न", "😀", "<", "&"]), st.booleans())
def test_the_longest_text_fits_the_screen_that_asks_for_it(sign: str, has_picture: bool) -> None:  # noqa: FBT001
    body = sign * (LONGEST // length(sign))
    broadcast = a_broadcast(bodies={"en": body}, attachment=PICTURE if has_picture else None)
    screen = broadcast_parts.ask_body(T, broadcast, "en", refused=body + "x")
    assert length(screen.text.unescape()) <= 4096


def test_before_the_button_everything_is_said() -> None:
    plan = a_plan(
        a_broadcast(audience=Audience(spare="en")),
        by_locale={"en": 1200, "ne": 34},
        left_out={"ar": 1},
        spared=200,
        asleep=300,
    )
    screen = broadcast_check.ask_start(T, DESK, plan, Outlook())
    text = shown(screen.text)
    assert "English: 1,200" in text
    assert "1 person reads Arabic, which has no text, and is left out." in text
    assert "200 people get it in English" in text
    assert "For 300 of them it is night then" in text
    assert "5:45" in text
    assert screen.buttons[0][0].label == "Send to 1,234 people"
    assert screen.buttons[0][0].action == StartBroadcast(broadcast_id=7)


def test_what_it_has_to_wait_for_and_whom_it_misses_is_said_before_the_button() -> None:
    plan = a_plan(a_broadcast(), served=40, too_late=7, takes=timedelta(seconds=61))
    seen = Outlook(stopped=11, blocked=12, out_of_scope=13, waiting_before=14, halted_by="Conflict")
    text = shown(broadcast_check.ask_start(T, DESK, plan, seen).text)
    for words in (
        "People who stopped messages, left out: 11",
        "People who blocked the bot, left out: 12",
        "People outside your mandate, left out: 13",
        "14 messages of other broadcasts are sent before it.",
        "the sender is halted",
        "40 of them have had a message of ours that day",
        "For 7 of them it will have expired by then",
        "Sending takes 2 minutes at most.",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("balance", "words"),
    [
        (50_000, ["It costs 121 Stars at most. The bot has 5,000 Stars."]),
        (1_205, ["It costs 121 Stars at most. The bot has 120 Stars.", "⛔ Not enough Stars. Add Stars"]),
        (None, ["It costs 121 Stars at most.", "not known at this moment"]),
    ],
)
def test_what_it_costs_is_said_before_the_button_and_what_to_do_where_that_is_too_little(
    balance: int | None, words: list[str]
) -> None:
    fee = Fee(messages=1206, balance=balance, per_second=500)
    plan = replace(a_plan(a_broadcast()), fee=fee)
    text = shown(broadcast_check.ask_start(T, DESK, plan, Outlook()).text)
    for each in words:
        assert each in text
    assert ("⛔" in text) == (balance == 1_205)


def test_without_a_paid_pace_nobody_hears_of_stars() -> None:
    screen = broadcast_check.ask_start(T, DESK, a_plan(a_broadcast()), Outlook())
    assert "Star" not in screen.text


@pytest.mark.parametrize(("balance", "end"), [(3000, "12:00"), (2999, "12:02")])
def test_the_end_is_told_by_the_pace_that_is_paid_for_to_the_end(balance: int, end: str) -> None:
    fee = Fee(messages=3000, balance=balance, per_second=500)
    run = replace(a_run(BroadcastState.RUNNING, pending=3000), fee=fee)
    text = shown(broadcast_run.progress(T, run, now=NOON, per_second=25, zone="UTC").text)
    assert end in text
    assert ("There are not enough Stars" in text) == (balance < 3000)


@pytest.mark.parametrize("kind", RemarkKind)
def test_a_remark_shows_the_sentence_and_what_helps(kind: RemarkKind) -> None:
    remark = Remark(kind=kind, locale="ne", words="NOW", sentence="Do it <NOW>.", is_grave=True)
    (line,) = remark_lines(T, [remark])
    assert "Do it &lt;NOW&gt;." in line
    assert "Nepali" in line
    assert "“NOW”" in line.replace("\u2068", "").replace("\u2069", "")
    assert len(remark_lines(T, [remark] * 9)) == 6


@pytest.mark.parametrize(("size", "pages"), [(20, 1), (LONGEST, 2)])
def test_a_long_text_leaves_the_decision_to_a_page_of_its_own(size: int, pages: int) -> None:
    remark = Remark(kind=RemarkKind.ALARM, locale="en", words="x" * 30, sentence="x" * 400, is_grave=True)
    broadcast = a_broadcast(bodies={"en": "x" * size}, offers=())
    plan = replace(a_plan(broadcast), remarks=(remark,) * 9)
    shown_pages = [approvals.review(T, DESK, plan, number) for number in range(pages)]
    assert [ApproveBroadcast in actions(page) for page in shown_pages] == [False] * (pages - 1) + [True]
    assert all(length(page.text.striptags()) <= 4096 for page in shown_pages)
    assert all(PreviewBroadcast in actions(page) for page in shown_pages)


def test_a_warning_alone_keeps_nobody_from_sending() -> None:
    remark = Remark(kind=RemarkKind.CAUTIONED, locale=None, words="x", sentence="x", is_grave=False)
    screen = broadcast_check.ask_start(T, DESK, replace(a_plan(a_broadcast()), remarks=(remark,)), Outlook())
    assert StartBroadcast in actions(screen)
    assert "⚠️" in screen.text


@pytest.mark.parametrize("fault", Fault)
def test_a_fault_is_explained_and_there_is_no_button_to_send(fault: Fault) -> None:
    screen = broadcast_check.ask_start(T, DESK, a_plan(a_broadcast(), fault), Outlook())
    assert len(screen.text) > 40
    assert StartBroadcast not in actions(screen)


def test_progress_tells_the_numbers_that_matter() -> None:
    run = a_run(BroadcastState.RUNNING, sent=60, pending=30, uncertain=2, unreachable=8)
    screen = broadcast_run.progress(T, run, now=NOON, per_second=25, zone=None)
    text = shown(screen.text)
    assert "▰▰▰▰▰▰▰▰▱▱▱▱" in text
    assert "70 of 100" in text
    assert "Left: 30" in text
    assert "Blocked or gone: 8" in text
    assert "Uncertain: 2" in text
    assert "Refused" not in text
    assert "it may have arrived" in text


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (BroadcastState.RUNNING, [PauseBroadcast, AskCancel, ShowReport, ListBroadcasts]),
        (BroadcastState.PAUSED, [ResumeBroadcast, AskCancel, ShowReport, ListBroadcasts]),
        (BroadcastState.CANCELLED, [ShowReport, ListBroadcasts]),
        (BroadcastState.FINISHED, [ShowReport, ListBroadcasts]),
    ],
)
def test_each_state_offers_what_can_be_done(state: BroadcastState, offered: list[type]) -> None:
    screen = broadcast_run.progress(T, a_run(state, sent=1), now=NOON, per_second=25, zone=None)
    assert actions(screen) == offered


def test_what_was_sent_lately_can_be_taken_back() -> None:
    broadcast = a_broadcast(state=BroadcastState.FINISHED, started_at=NOON, finished_at=NOON)
    run = Run(broadcast=broadcast, tally=Tally(by_state={DeliveryState.SENT: 1}))
    for days, offered in ((1, [ShowReport, AskRecall]), (2, [ShowReport])):
        now = NOON + timedelta(days=days)
        screen = broadcast_run.progress(T, run, now=now, per_second=25, zone=None)
        assert actions(screen) == [*offered, ListBroadcasts]


def test_every_end_has_a_line_and_the_speed_is_told_while_it_runs() -> None:
    ends = {end.value: 2 for end in DeliveryState}
    run = replace(a_run(BroadcastState.RUNNING, **ends), rate=24.6)
    text = shown(broadcast_run.progress(T, run, now=NOON, per_second=25, zone=None).text)
    assert "Speed now: \u206825\u2069 a second" in text or "Speed now: 25 a second" in text
    for line in ("Sent", "Blocked or gone", "Refused by Telegram", "Uncertain", "Too late to be sent"):
        assert f"{line}: " in text
    assert "Not sent any more: " in text


def test_a_draft_shows_what_is_written_and_counts_the_rest_behind_one_button() -> None:
    plan = a_plan(a_broadcast(bodies={"ne": "x"}), by_locale={"ne": 5}, left_out={"ar": 3, "es": 4})
    screen = screens.draft(T, DESK, plan)
    labels = [button.label for row in screen.buttons for button in row]
    assert [label for label in labels if label in {"English", "Nepali", "Spanish", "Arabic"}] == [
        "English",
        "Nepali",
    ]
    assert "Other languages" in labels
    assert "7 people read a language without a text and are left out." in shown(screen.text)
    others = screens.other_languages(T, DESK, plan)
    assert [button.label for row in others.buttons for button in row] == [
        "English",
        "Spanish",
        "Arabic",
        "Back",
    ]
    assert "3 people read Arabic, which has no text, and are left out." in shown(others.text)


def test_with_every_text_there_are_no_other_languages() -> None:
    whole = a_plan(a_broadcast(bodies=dict.fromkeys(TAGS, "x")))
    assert ChooseText not in actions(screens.draft(T, DESK, whole))
    assert "without a text" not in screens.draft(T, DESK, a_plan(a_broadcast(bodies={}))).text


@pytest.mark.parametrize("state", [BroadcastState.RUNNING, BroadcastState.PAUSED])
def test_who_may_only_look_is_shown_no_button_that_would_be_refused(state: BroadcastState) -> None:
    run = a_run(state, sent=1, pending=1)
    screen = broadcast_run.progress(T, run, now=NOON, per_second=25, zone=None, may_send=False)
    assert actions(screen) == [ShowReport, ListBroadcasts]
    plan = a_plan(a_broadcast(state=BroadcastState.SCHEDULED))
    assert AskCancel not in actions(broadcast_check.scheduled(T, DESK, plan, is_mine=False, may_send=False))
    assert NewBroadcast not in actions(screens.listed(T, [], [], may_write=False))


def test_the_list_names_broadcasts_by_their_first_words() -> None:
    long = a_broadcast(bodies={"en": "School\nstarts on Monday and everybody comes"})
    screen = screens.listed(T, [long, a_broadcast(bodies={})], [])
    assert [row[0].label for row in screen.buttons[1:3]] == [
        "School starts on Monday a…",
        "Draft without a text",
    ]


@pytest.mark.parametrize("tag", TAGS)
def test_no_label_is_too_long(tag: str) -> None:
    t, broadcast = Translator(tag), a_broadcast(bodies=dict.fromkeys(TAGS, "x"), attachment=PICTURE)
    everything = [
        screens.listed(t, [broadcast], []),
        screens.draft(t, DESK, a_plan(broadcast)),
        broadcast_parts.ask_body(t, broadcast, "en"),
        broadcast_parts.ask_attachment(t, broadcast),
        screens.message(t, broadcast, "x"),
        screens.other_languages(t, DESK, a_plan(broadcast)),
        broadcast_audience.choose_audience(t, a_plan(broadcast), {}),
        broadcast_check.ask_start(t, DESK, a_plan(broadcast), Outlook()),
        broadcast_run.ask_cancel(t, a_run(BroadcastState.RUNNING)),
        broadcast_parts.ask_title(t, broadcast),
        broadcast_audience.choose_audience(t, a_plan(broadcast), {}, is_out=True),
        broadcast_audience.choose_spare(t, broadcast),
        broadcast_when.show_schedule(t, broadcast, "Asia/Kathmandu"),
        broadcast_when.ask_day(t, broadcast, "Asia/Kathmandu", NOON, is_local=True),
        broadcast_when.ask_hour(t, AskHour(broadcast_id=7, is_local=True), "Asia/Kathmandu"),
        broadcast_traits.choose_ages(
            t, a_plan(broadcast), ChooseTrait(broadcast_id=7, is_out=True, trait=Trait.AGE)
        ),
        broadcast_traits.choose_seen(
            t, a_plan(broadcast), ChooseTrait(broadcast_id=7, is_out=False, trait=Trait.SEEN)
        ),
        broadcast_traits.choose_progress(
            t,
            a_plan(broadcast),
            ChooseTrait(broadcast_id=7, is_out=False, trait=Trait.PROGRESS),
            {"u": "A long title of a part of the course"},
        ),
        broadcast_check.scheduled(t, DESK, a_plan(broadcast), is_mine=True),
        broadcast_check.ask_call_off(t, broadcast),
    ]
    labels = [button.label for screen in everything for row in screen.buttons for button in row]
    assert [label for label in labels if len(label) > 32] == []


def test_before_sending_no_count_is_exact_and_none_is_small() -> None:
    changes = {"by_locale": {"en": 137, "ne": 3}, "left_out": {"es": 4}, "asleep": 5, "served": 23}
    plan = a_plan(a_broadcast(bodies={"en": "Hello", "ne": "Hello"}), least=10, **changes)
    outlook = Outlook(stopped=2, blocked=31)
    waiting = a_broadcast(bodies={"en": "Hello", "ne": "Hello"}, state=BroadcastState.WAITING)
    seen = (
        screens.draft(T, DESK, plan),
        screens.other_languages(T, DESK, plan),
        broadcast_audience.choose_audience(T, plan, {}),
        broadcast_check.ask_start(T, DESK, plan, outlook),
        broadcast_check.scheduled(T, DESK, plan, is_mine=True),
        approvals.waiting(T, replace(plan, broadcast=waiting)),
        approvals.review(T, DESK, replace(plan, broadcast=waiting), 1),
    )
    words = " ".join(
        f"{screen.text} {' '.join(button.label for row in screen.buttons for button in row)}"
        for screen in seen
    )
    assert "Send to 140 people" in words
    assert "English: not shown" in words
    for exact in ("137", "23 of them", "31", "3 people", "4 people", "5 of them", "left out: 2"):
        assert exact not in words, exact
    assert "20 of them" in words
    assert "left out: 30" in words


def test_of_too_few_only_that_is_said() -> None:
    plan = a_plan(a_broadcast(), Fault.TOO_FEW, least=10, by_locale={"en": 4})
    assert "Fewer than 10 people would get it." in screens.draft(T, DESK, plan).text
    assert "one of them could be meant" in broadcast_check.ask_start(T, DESK, plan, Outlook()).text
    assert "4" not in approvals.review(T, DESK, plan, 0).text
