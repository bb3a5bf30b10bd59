"""A broadcast is composed step by step: what goes along, its buttons, its hour, its words."""

from datetime import datetime, timedelta

import pytest

from bot.run import Service
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.flows.conftest import COORDINATOR
from tests.flows.looking import Ledger
from tests.flows.test_broadcasts import a_draft, a_reader, received, service, sweep

__all__ = ["service"]
WORDS = "School starts"


@pytest.fixture
def mode() -> str:
    return "webhook"


async def sends_it(coordinator: Person, service: Service, people: str = "Send to 1 person") -> None:
    await coordinator.taps("Check and send")
    await coordinator.taps(people)
    await sweep(service)


async def pass_time(sim: Simulator, service: Service, until: datetime) -> None:
    sim.clock.advance((until - sim.clock.now()).total_seconds())
    assert service._worker is not None
    for _ in range(2):
        await sweep(service)
        async with service._worker._scheduler._turns["sender"]:  # one that was woken may be at work
            pass


@pytest.mark.parametrize("kind", ["photo", "document", "video"])
async def test_what_was_sent_once_goes_along(sim: Simulator, service: Service, kind: str) -> None:
    reader = await a_reader(sim, "Rita")
    coordinator = await a_draft(sim)
    await coordinator.taps("Picture or file")
    await getattr(coordinator, f"sends_{kind}")()
    await coordinator.taps("Try it: English")
    assert getattr(coordinator.screen, kind) is not None
    await sends_it(coordinator, service)
    assert getattr(reader.screen, kind) is not None
    assert reader.screen.text.startswith(WORDS)


async def test_what_goes_along_can_be_taken_away(sim: Simulator, service: Service) -> None:
    reader = await a_reader(sim, "Rita")
    coordinator = await a_draft(sim)
    await coordinator.taps("Picture or file")
    await coordinator.sends_voice()
    assert "I cannot open pictures" in coordinator.screen.text
    await coordinator.taps("Back to where I was")
    await coordinator.sends_video()
    assert "There is a video." in coordinator.screen.text
    await coordinator.taps("Picture or file")
    await coordinator.taps("Remove it")
    await sends_it(coordinator, service)
    assert reader.screen.video is None


async def test_buttons_lead_on_and_each_person_is_counted_once(
    sim: Simulator, service: Service, ledger: Ledger
) -> None:
    reader = await a_reader(sim, "Rita")
    coordinator = await a_draft(sim)
    await coordinator.taps("Buttons")
    await coordinator.taps("Add helplines")
    await coordinator.taps("Add a lesson")
    await coordinator.taps_data(_first(coordinator, "boc:"))
    await coordinator.taps_data(_first(coordinator, "boa:"))
    await coordinator.taps("Add a link")
    await coordinator.sends("https://evil.example/x")
    assert "not taken" in coordinator.screen.text
    await coordinator.sends("https://stopncii.org/help")
    assert "Add a link" not in " ".join(coordinator.screen.labels)
    await coordinator.taps("Back")
    await sends_it(coordinator, service)
    assert [reader.screen.labels[place] for place in (0, 2)] == ["💛 Help now", "🔗 stopncii.org"]
    for _ in range(2):
        await reader.taps_data("bu:1:0", reader.screen.message_id)
    assert received(reader, WORDS) == 1
    await reader.taps("stopncii.org")
    assert "outside Telegram: stopncii.org" in _plain(reader.screen.text)
    assert ledger.one("SELECT taps FROM deliveries WHERE broadcast_id = 1") == 0b101
    await _asks_for_what_is_not_theirs(sim.person(name="Nosy"))


async def _asks_for_what_is_not_theirs(stranger: Person) -> None:
    await stranger.sends("/start")
    await stranger.taps_data("bu:1:2")
    assert "could not find" in stranger.screen.text


async def test_guides_and_the_challenge_check_are_offered_too(sim: Simulator, service: Service) -> None:
    reader = await a_reader(sim, "Rita")
    coordinator = await a_draft(sim)
    await coordinator.taps("Buttons")
    await coordinator.taps("Add the challenge check")
    await coordinator.taps("Add a guide")
    await coordinator.taps_data(_first(coordinator, "boa:"))
    await coordinator.taps("Add a link")
    await coordinator.taps("Back")
    await coordinator.taps_data("bod:1:7")
    await coordinator.taps("Back")
    await sends_it(coordinator, service)
    assert len(reader.screen.labels) == 4
    await reader.taps_data("bu:1:0")
    await reader.taps_data("bu:1:1", reader.messages[-2].message_id)
    assert received(reader, WORDS) == 1
    await coordinator.taps_data("boa:1:link:x")
    assert "could not find" in coordinator.screen.text


async def test_it_starts_at_its_time_and_once(sim: Simulator, service: Service, ledger: Ledger) -> None:
    reader = await a_reader(sim, "Rita")
    coordinator = await a_draft(sim)
    await coordinator.taps("When")
    await coordinator.taps("At a day and time")
    await coordinator.taps("Today")
    await coordinator.sends("soon")
    assert "could not read that as a time" in coordinator.screen.text
    await coordinator.sends("00:05")
    assert "gone by" in coordinator.screen.text
    await coordinator.sends("08:00")  # in UTC, for the coordinator has chosen no country
    assert "It is sent at" in coordinator.screen.text
    await coordinator.taps("Back")
    await coordinator.taps("Check and send")
    await coordinator.taps("Send to 1 person")
    assert "It waits for its time" in coordinator.screen.text
    await sweep(service)
    assert received(reader, WORDS) == 0
    assert ledger.one("SELECT count(*) FROM deliveries") == 0
    late = await a_reader(sim, "Late")
    at = datetime.fromtimestamp(
        ledger.one("SELECT starts_at FROM broadcasts") / 1000, tz=sim.clock.now().tzinfo
    )
    await pass_time(sim, service, at)
    await sweep(service)
    assert [received(one, WORDS) for one in (reader, late)] == [1, 1]
    assert ledger.one("SELECT count(*) FROM audit WHERE deed = 'started'") == 1


async def test_what_is_scheduled_can_be_changed_or_called_off(
    sim: Simulator, service: Service, ledger: Ledger
) -> None:
    reader = await a_reader(sim, "Rita")
    coordinator = await a_draft(sim)
    await coordinator.taps("When")
    await coordinator.taps("At a day and time")
    await coordinator.taps("Tomorrow")
    await coordinator.sends("9:30")
    await coordinator.taps("Back")
    await coordinator.taps("Check and send")
    await coordinator.taps("Send to 1 person")
    await coordinator.taps("Take it back to change it")
    assert "Broadcast: draft" in coordinator.screen.text
    await coordinator.taps("Check and send")
    await coordinator.taps("Send to 1 person")
    await coordinator.taps("Call it off")
    await coordinator.taps("Yes, call it off")
    assert "cancelled" in coordinator.screen.text
    await pass_time(sim, service, sim.clock.now() + timedelta(days=2))
    assert received(reader, WORDS) == 0
    assert ledger.one("SELECT state FROM broadcasts") == "cancelled"


async def test_each_reader_gets_it_by_their_own_clock(sim: Simulator, service: Service) -> None:
    near = await a_reader(sim, "Nearby")
    far = await a_reader(sim, "Far")
    for label in ("/country", "Peru"):
        await far.sends(label)
    await far.taps("Peru")
    coordinator = await a_draft(sim)
    await coordinator.taps("When")
    await coordinator.taps("By each reader’s clock")
    await coordinator.taps("As soon as it is that time")
    await coordinator.sends("18:00")
    assert "their own clock shows" in coordinator.screen.text
    await coordinator.taps("Expires in 6 hours")
    await coordinator.taps("Back")
    await sends_it(coordinator, service, "Send to 2 people")
    assert [received(one, WORDS) for one in (near, far)] == [0, 0]
    start = sim.clock.now()
    await pass_time(sim, service, start.replace(hour=12, minute=15, second=1))  # 18:00 in Nepal
    assert [received(one, WORDS) for one in (near, far)] == [1, 0]
    await pass_time(sim, service, start.replace(hour=23, minute=0, second=1))  # 18:00 in Peru
    assert [received(one, WORDS) for one in (near, far)] == [1, 1]


@pytest.mark.usefixtures("service")
async def test_words_that_frighten_are_not_sent(sim: Simulator) -> None:
    await a_reader(sim, "Rita")
    coordinator = await a_draft(sim, "Send this to all parents NOW!!! See http://evil.example/x for more.")
    await coordinator.taps("Check and send")
    text = coordinator.screen.text
    assert "Not ready yet" in text
    assert "evil.example" in text
    assert not [label for label in coordinator.screen.labels if "Send to" in label]
    await coordinator.taps_data("bg:1")
    assert "Not ready yet" in coordinator.screen.text


@pytest.mark.usefixtures("service")
async def test_a_title_is_for_coordinators_and_is_read_too(sim: Simulator) -> None:
    reader = await a_reader(sim, "Rita")
    coordinator = await a_draft(sim)
    await coordinator.taps("Title")
    await coordinator.sends("x" * 61)
    assert "61 characters, and" in _plain(coordinator.screen.text)
    await coordinator.sends("  First   week ")
    assert "Title: First week" in _plain(coordinator.screen.text)
    await coordinator.sends("/broadcast")
    assert "📝 First week" in coordinator.screen.labels
    assert received(reader, "First week") == 0


@pytest.mark.usefixtures("service")
async def test_a_class_comes_by_its_link_and_is_written_to(sim: Simulator, ledger: Ledger) -> None:
    pupil, other = await a_reader(sim, "Pupil"), await a_reader(sim, "Other")
    await pupil.sends("/start class-7-b")
    assert ledger.rows("SELECT cohort FROM learners ORDER BY id") == [("7-b",), (None,)]
    coordinator = await a_draft(sim)
    await coordinator.taps("Audience")
    await coordinator.taps("Classes and groups")
    await coordinator.taps("7-b")
    assert "1 person would get it." in coordinator.screen.text
    await coordinator.sends("No such & class")
    assert "24 small letters" in coordinator.screen.text
    await coordinator.taps("Back")
    await coordinator.taps("Leave some out")
    await coordinator.taps("Parents and carers")
    assert "0 people would get it." in coordinator.screen.text
    assert "Without: Parents and carers" in _plain(coordinator.screen.text)
    await pupil.sends("/privacy")
    assert "class or group whose link you used" in pupil.screen.text
    await pupil.sends("/settings")
    await pupil.taps("Leave the class")
    assert ledger.one("SELECT count(*) FROM learners WHERE cohort IS NOT NULL") == 0
    assert other.id != COORDINATOR


@pytest.mark.usefixtures("service")
async def test_everything_there_is_to_choose_by_can_be_chosen(sim: Simulator) -> None:
    await a_reader(sim, "Rita")
    coordinator = await a_draft(sim)
    await coordinator.taps("Audience")
    for trait, choice in (
        ("Languages", "English"),
        ("Ages of teens", "13 to 15"),
        ("What they have done", "No lesson begun"),
        ("Last time here", "Here in the last 30 days"),
    ):
        await coordinator.taps(trait)
        await coordinator.taps(choice)
        await coordinator.taps("Back")
    text = _plain(coordinator.screen.text)
    for words in ("Languages: English", "Ages: 13 to 15", "No lesson begun", "Here in the last 30 days"):
        assert words in text
    assert "0 people would get it." in text
    await coordinator.taps_data("bas:1:0:done:no-such-unit:1")
    assert "could not find" in coordinator.screen.text


def _first(person: Person, prefix: str) -> str:
    codes = [button.data or "" for row in person.screen.buttons for button in row]
    return next(code for code in codes if code.startswith(prefix))


def _plain(text: str) -> str:
    return "".join(sign for sign in text if sign not in "\u2066\u2067\u2068\u2069")


@pytest.mark.usefixtures("service")
async def test_a_video_that_many_phones_could_not_load_is_refused_kindly(sim: Simulator) -> None:
    await a_reader(sim, "Rita")
    coordinator = await a_draft(sim)
    await coordinator.taps("Picture or file")
    await coordinator.sends_video(seconds=61)
    assert "It was not taken" in coordinator.screen.text
    assert "60" in coordinator.screen.text
    await coordinator.sends_video(seconds=60)
    assert "There is a video." in coordinator.screen.text


@pytest.mark.usefixtures("service")
async def test_a_text_in_another_language_is_one_tap_further(sim: Simulator) -> None:
    await a_reader(sim, "Rita")
    coordinator = await a_draft(sim)
    assert not any("Nepali" in label for label in coordinator.screen.labels)
    await coordinator.taps("Other languages")
    await coordinator.taps("Nepali")
    await coordinator.sends("नमस्ते")
    assert any("Nepali" in label for label in coordinator.screen.labels)
