from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attachment import Attachment, AttachmentKind
from bot.domain.audience import (
    Audience,
    Share,
    Trait,
    narrowed,
    text_locale,
    with_trait,
)
from bot.domain.broadcast import (
    LONGEST,
    LONGEST_CAPTION,
    Broadcast,
    BroadcastId,
    BroadcastState,
    Fault,
    Tally,
    body,
    body_for,
    came_from,
    faults,
    length,
    title,
    with_body,
    without_body,
)
from bot.domain.delivery import DeliveryState
from bot.domain.learner import LearnerId
from bot.domain.mandate import FOUNDER, Mandate, Rank
from bot.domain.reach import reckon

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PICTURE = Attachment(kind=AttachmentKind.PICTURE, file_id="file-1")
LOCALES = st.sampled_from(["en", "ne", "es", "ar"])


def a_broadcast(**changes: Any) -> Broadcast:
    fields: dict[str, Any] = {"bodies": {"en": "Hello"}, "audience": Audience(), **changes}
    return Broadcast(id=BroadcastId(1), author_id=LearnerId(1), created_at=NOON, **fields)


def a_share(count: int, locale: str = "en", zone: str | None = "Asia/Kathmandu") -> Share:
    return Share(locale=locale, zone=zone, quiet_from=20 * 60, quiet_until=8 * 60, count=count)


@given(st.text())
def test_a_text_is_taken_tidy_or_not_at_all(typed: str) -> None:
    taken = body(typed)
    if taken is None:
        assert not any(sign.isalnum() for sign in typed) or length(typed.strip()) > LONGEST
    else:
        assert taken == taken.strip()
        assert [sign for sign in taken if sign.isalnum()] == [sign for sign in typed if sign.isalnum()]
        assert 0 < length(taken) <= LONGEST


def test_length_counts_as_telegram_does() -> None:
    assert [length(sign) for sign in ("a", "न", "😀", "👨‍👩‍👧")] == [1, 1, 2, 8]
    assert body("😀" * 1750) is not None
    assert body("😀" * 1751) is None


@pytest.mark.parametrize(
    ("locale", "spare", "gets"),
    [
        ("ne", None, "ne"),
        ("ar", None, None),
        ("ar", "en", "en"),
        ("en", None, "en"),
    ],
)
def test_everyone_gets_their_language_or_english_or_nothing(
    locale: str, spare: str | None, gets: str | None
) -> None:
    broadcast = a_broadcast(bodies={"en": "Hello", "ne": "नमस्ते"}, audience=Audience(spare=spare))
    found = body_for(broadcast, locale)
    assert (found[0] if found else None) == gets == text_locale(locale, broadcast.bodies, spare)


def test_without_an_english_text_nobody_falls_back() -> None:
    broadcast = a_broadcast(bodies={"ne": "नमस्ते"}, audience=Audience(spare="en"))
    assert body_for(broadcast, "es") is None
    assert Fault.NO_SPARE in faults(broadcast, FOUNDER, recipients=5, least=1)


def test_a_text_is_written_replaced_and_removed() -> None:
    broadcast = with_body(with_body(a_broadcast(), "ne", "x"), "ne", "नमस्ते")
    assert broadcast.bodies == {"en": "Hello", "ne": "नमस्ते"}
    assert without_body(without_body(broadcast, "ne"), "ne") == a_broadcast()


def test_choosing_twice_is_choosing_once() -> None:
    nepal = with_trait(Audience(), Trait.COUNTRY, "NP", is_in=True)
    once = with_trait(nepal, Trait.ROLE, "teen", is_in=True)
    assert with_trait(once, Trait.COUNTRY, "NP", is_in=True) == once
    without = with_trait(once, Trait.COUNTRY, "NP", is_in=False)
    assert with_trait(without, Trait.ROLE, "teen", is_in=False) == Audience()


@pytest.mark.parametrize(
    ("changes", "recipients", "found"),
    [
        ({}, 1, ()),
        ({}, 0, (Fault.NOBODY,)),
        ({"bodies": {}}, 0, (Fault.NO_TEXT,)),
        ({"bodies": {"en": "x" * LONGEST_CAPTION}, "attachment": PICTURE}, 1, ()),
        (
            {"bodies": {"en": "x" * (LONGEST_CAPTION + 1)}, "attachment": PICTURE},
            1,
            (Fault.TOO_LONG_FOR_CAPTION,),
        ),
    ],
)
def test_what_must_be_mended_is_found(
    changes: dict[str, Any], recipients: int, found: tuple[Fault, ...]
) -> None:
    assert faults(a_broadcast(**changes), FOUNDER, recipients=recipients, least=1) == found


def test_nobody_writes_beyond_their_scope() -> None:
    nepal = Mandate(rank=Rank.SENDER, countries=frozenset({"NP"}))
    everybody, families = a_broadcast(), a_broadcast(audience=Audience(countries=frozenset({"NP"})))
    assert faults(everybody, nepal, recipients=1, least=1) == (Fault.OUT_OF_SCOPE,)
    assert faults(families, nepal, recipients=1, least=1) == ()
    assert faults(families, None, recipients=1, least=1) == (Fault.OUT_OF_SCOPE,)
    assert narrowed(Audience(), nepal).countries == {"NP"}
    assert narrowed(Audience(countries=frozenset({"IN"})), nepal).countries == {"NP"}


@given(
    st.lists(st.builds(a_share, st.integers(1, 500), LOCALES, st.sampled_from(["Asia/Tokyo", None]))),
    st.sets(LOCALES),
    st.sampled_from(["en", "ne", None]),
)
def test_everybody_meant_is_either_reached_or_left_out(
    shares: list[Share], written: set[str], spare: str | None
) -> None:
    reach = reckon(
        a_broadcast(bodies=dict.fromkeys(written, "x"), audience=Audience(spare=spare)),
        shares,
        now=NOON,
        per_second=25,
    )
    assert reach.recipients + sum(reach.left_out.values()) == sum(share.count for share in shares)
    assert set(reach.by_locale) <= written
    assert reach.spared <= reach.recipients
    assert reach.asleep <= reach.recipients
    assert reach.ends_at >= NOON + timedelta(seconds=(reach.recipients - reach.asleep) // 25)


def test_whoever_sleeps_gets_it_in_the_morning() -> None:
    by_day, by_night = a_share(100), a_share(50, zone="Asia/Tokyo")  # 17:45 and 21:00
    reach = reckon(a_broadcast(), [by_day, by_night], now=NOON, per_second=25)
    assert (reach.recipients, reach.asleep) == (150, 50)
    assert reach.ends_at == datetime(2026, 11, 22, 23, 0, 2, tzinfo=UTC)


def test_the_end_is_worked_out_from_what_is_left() -> None:
    tally = Tally(
        by_state={DeliveryState.PENDING: 100, DeliveryState.SENDING: 1, DeliveryState.SENT: 7},
        last_due_at=NOON - timedelta(hours=1),
    )
    assert (tally.total, tally.left) == (108, 101)
    assert tally.ends_at(NOON, 25) == NOON + timedelta(seconds=5)


def test_what_has_ended_never_begins_again() -> None:
    ends = {BroadcastState.CANCELLED, BroadcastState.FINISHED}
    assert not any(came_from(state) & ends for state in BroadcastState)
    assert came_from(BroadcastState.DRAFT) == {
        BroadcastState.WAITING,
        BroadcastState.SCHEDULED,
    }  # sent back, or taken back


@pytest.mark.parametrize("text", ["", " \n", "\u202e", "\u200b\u2060", "\u2800", "\x07\x00", "\u2028 \r"])
def test_of_signs_that_nobody_sees_there_is_no_message(text: str) -> None:
    assert body(text) is None
    assert title(text) is None


def test_what_telegram_takes_away_is_not_stored() -> None:
    assert body("School\r\nstarts\u202e \x07soon\u200b") == "School\nstarts  soon\u200b"
    assert title("School\r\nstarts\u202e") == "School starts"


@pytest.mark.parametrize(("recipients", "found"), [(0, (Fault.TOO_FEW,)), (9, (Fault.TOO_FEW,)), (10, ())])
def test_too_few_are_not_written_to_and_whether_there_is_anybody_is_not_told(
    recipients: int, found: tuple[Fault, ...]
) -> None:
    assert faults(a_broadcast(), FOUNDER, recipients=recipients, least=10) == found
