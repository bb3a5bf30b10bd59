"""Before a yes nothing but the language is stored; help never waits for one; new words are shown again."""

import sqlite3
from contextlib import closing

import pytest

from bot.domain.consent import VERSION
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.tg.routes import BY_COMMAND
from tests.flows.looking import Ledger

pytestmark = [pytest.mark.usefixtures("service"), pytest.mark.strangers]
BARE = {"locale", "lesson_locale", "step", "place", "joined_at", "seen_at", "quiet_from", "quiet_until"}
OUR_OWN = {"id", "chat_key", "chat_sealed"}
NOT_ABOUT_PEOPLE = {"updates", "duties", "facts", "alembic_version", "heard", "learners", "messages"}
WAITING = {None, "m", "al", "ay", "v", "ar", "hc"}


@pytest.fixture
def mode() -> str:
    return "webhook"


def kept(ledger: Ledger) -> dict[str, object]:
    """Return what is stored of the only person besides language and bookkeeping."""
    with closing(sqlite3.connect(ledger.file)) as database:
        database.row_factory = sqlite3.Row
        (row,) = database.execute("SELECT * FROM learners").fetchall()
    assert row["place"] in WAITING
    return {name: row[name] for name in row.keys() if row[name] and name not in BARE | OUR_OWN}  # noqa: SIM118


def rows_of_others(ledger: Ledger) -> dict[str, object]:
    everything = ledger.everything()
    return {
        name: rows
        for name, rows in everything.items()
        if rows and name not in NOT_ABOUT_PEOPLE and not name.startswith("sqlite_")
    }


async def comes(sim: Simulator, *labels: str) -> Person:
    person = sim.person(name="Asha", language_code="en")
    await person.sends("/start")
    for label in labels:
        await person.taps(label)
    return person


async def test_the_notice_comes_right_after_the_language_and_both_answers_weigh_the_same(
    sim: Simulator,
) -> None:
    asha = await comes(sim, "English")
    assert "What I remember" in asha.screen.text
    (first, *_) = asha.screen.buttons
    assert [button.text for button in first] == ["I agree, go on", "Not now"]
    assert "💛 Help now" in asha.screen.labels


async def test_a_parent_agrees_and_goes_on(sim: Simulator, ledger: Ledger) -> None:
    await comes(sim, "English", "I agree, go on", "parent or carer", "Skip")
    assert ledger.rows("SELECT consent_version, consented_at > 0 FROM learners") == [
        (f"{VERSION}-learner", 1)
    ]


async def test_whoever_goes_on_without_a_yes_leaves_nothing_but_the_language(
    sim: Simulator, ledger: Ledger
) -> None:
    person = await comes(sim, "English", "Not now")
    assert "nothing but your language" in person.screen.text
    to_try = [f"/{name}" for name, route in BY_COMMAND.items() if route.deed is None]
    to_try.remove("/delete")
    seen = set(to_try)
    while to_try:
        wish = to_try.pop()
        await (person.sends(wish) if wish.startswith("/") else person.taps_data(wish))
        screen = next(message for message in reversed(person.messages) if message.buttons)
        for code in [button.data for row in screen.buttons for button in row if button.data]:
            kind = code.partition(":")[0]
            if (
                code not in seen
                and kind not in {"va", "tx", "as", "az"}
                and sum(each.startswith(f"{kind}:") for each in seen) < 6
            ):
                seen.add(code)
                to_try.append(code)
    await person.sends("Nepal")
    await person.sends("/start class-dhading-7b")
    await person.sends("somebody hits me every day and I am afraid")
    assert kept(ledger) == {}
    assert rows_of_others(ledger) == {}


async def test_help_for_a_typed_country_is_shown_and_the_country_not_kept(
    sim: Simulator, ledger: Ledger
) -> None:
    person = await comes(sim, "English", "Not now")
    await person.taps("Help now")
    await person.taps("country")
    await person.sends("Nepal")
    assert "1098" in person.screen.text
    assert kept(ledger) == {}


async def test_lessons_can_be_read_without_a_yes_and_a_quiz_asks_for_one(sim: Simulator) -> None:
    person = await comes(sim, "English", "Not now", "All lessons")
    await person.taps_data("ls:stop-first")
    assert "Stop" in person.screen.text
    await person.sends("/quiz")
    assert "What I remember" in person.screen.text
    await person.sends("/helpline")
    assert "What I remember" not in person.screen.text


async def test_a_class_link_is_followed_after_the_yes(sim: Simulator, ledger: Ledger) -> None:
    person = sim.person(name="Asha", language_code="en")
    await person.sends("/start class-dhading-7b")
    assert kept(ledger) == {}
    await person.taps("I agree, go on")
    assert ledger.one("SELECT cohort FROM learners") == "dhading-7b"


async def test_a_teen_below_the_countrys_age_is_asked_to_read_it_with_an_adult(
    sim: Simulator, ledger: Ledger
) -> None:
    asha = await comes(sim, "English", "I agree, go on", "I am a teen", "13 to 15", "Nepal")
    assert "with an adult" in asha.screen.text
    await asha.sends("/quiz")
    assert "with an adult" in asha.screen.text
    await asha.taps("An adult has read it with me")
    assert "Start the first lesson" in asha.screen.labels[0]
    assert ledger.one("SELECT consent_version FROM learners") == f"{VERSION}-adult"


async def test_where_the_country_trusts_the_teen_no_adult_is_asked_for(sim: Simulator) -> None:
    asha = await comes(sim, "English", "I agree, go on", "I am a teen", "13 to 15")
    await asha.sends("Malta")
    await asha.taps("Malta")
    assert "Start the first lesson" in asha.screen.labels[0]


async def test_not_now_instead_of_an_adult_takes_back_what_was_told(sim: Simulator, ledger: Ledger) -> None:
    asha = await comes(sim, "English", "I agree, go on", "I am a teen", "13 to 15", "Nepal", "Not now")
    assert "That is fine" in asha.screen.text
    assert kept(ledger) == {}


async def test_who_says_nothing_of_themselves_is_taken_for_a_child_and_can_still_say_it(
    sim: Simulator,
) -> None:
    person = await comes(sim, "English", "I agree, go on", "Skip", "Skip")
    assert "with an adult" in person.screen.text
    await person.taps("Who I am")
    await person.taps("teacher or trainer")
    assert "Start the first lesson" in person.screen.labels[0]


async def test_who_agreed_to_earlier_words_is_asked_at_the_next_visit_and_loses_nothing(
    sim: Simulator, ledger: Ledger
) -> None:
    person = await comes(sim, "English", "I agree, go on", "parent or carer", "Skip")
    await person.taps("Start the first lesson")
    _agreed_to_earlier_words(ledger)
    await person.sends("/menu")
    assert "have changed" in person.screen.text
    await person.taps("I agree, go on")
    assert "What would you like to do?" in person.screen.text
    assert ledger.one("SELECT count(*) FROM progress") == 1


async def test_a_no_to_new_words_keeps_what_was_kept_and_is_asked_once(
    sim: Simulator, ledger: Ledger
) -> None:
    person = await comes(sim, "English", "I agree, go on", "parent or carer", "Skip")
    await person.taps("Start the first lesson")
    _agreed_to_earlier_words(ledger)
    await person.sends("/menu")
    await person.taps("Not now")
    assert "stays until you erase it" in person.screen.text
    await person.sends("/menu")
    assert "What would you like to do?" in person.screen.text
    await person.sends("/quiz")
    assert "have changed" in person.screen.text
    assert ledger.one("SELECT role FROM learners") == "parent"


async def test_a_yes_below_words_of_another_day_counts_for_nothing(sim: Simulator, ledger: Ledger) -> None:
    person = await comes(sim, "English")
    await person.taps_data("va:0:1")
    assert "What I remember" in person.screen.text
    assert kept(ledger) == {}


async def test_distress_before_any_yes_is_answered_and_nothing_is_kept(
    sim: Simulator, ledger: Ledger
) -> None:
    person = sim.person(name="Asha", language_code="en")
    await person.sends("i want to kill myself")
    assert "not your fault" in person.screen.text
    assert kept(ledger) == {}


def _agreed_to_earlier_words(ledger: Ledger) -> None:
    with closing(sqlite3.connect(ledger.file)) as database, database:
        database.execute("UPDATE learners SET consent_version = '0'")
