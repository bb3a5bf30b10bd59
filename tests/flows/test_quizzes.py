"""Quizzes, tapped through from the phone's side."""

import pytest

from bot.simulator.person import Person
from bot.simulator.server import Simulator

pytestmark = pytest.mark.usefixtures("service")


async def with_a_lesson_read(sim: Simulator, *lessons: str) -> Person:
    asha = sim.person(name="Asha", language_code="en")
    await asha.sends("/lesson")
    for lesson in lessons:
        await asha.taps_data(f"ld:{lesson}")
    return asha


async def answer_all(asha: Person) -> int:
    count = 0
    while asha.screen.labels[0] == "1":
        count += 1
        await asha.taps("1")
        if any(label.endswith("Next question") for label in asha.screen.labels):
            await asha.taps("Next question")
    return count


async def test_before_any_lesson_a_quiz_leads_to_one(sim: Simulator) -> None:
    asha = sim.person(name="Asha", language_code="en")
    await asha.sends("/quiz")
    assert "A quiz is about lessons you know." in asha.screen.text
    await asha.taps("Start with a lesson")
    assert "What is a challenge?" in asha.screen.text


async def test_a_quiz_asks_five_questions_and_ends_kindly(sim: Simulator) -> None:
    asha = await with_a_lesson_read(sim, "stop-first", "think-three", "my-three-people")
    await asha.sends("/quiz")
    assert "Question 1 of 5" in asha.screen.text
    assert await answer_all(asha) == 5
    await asha.taps("See how it went")
    assert "That was the last question." in asha.screen.text
    assert asha.unanswered_queries == []
    if any(label.endswith("Look at the other ones") for label in asha.screen.labels):
        await asha.taps("Look at the other ones")
        assert "This answer fits best" in asha.screen.text
        await asha.taps("Open the lesson")
        assert "●○" in asha.screen.text


async def test_fewer_lessons_mean_fewer_questions(sim: Simulator) -> None:
    asha = await with_a_lesson_read(sim, "stop-first")
    await asha.sends("/quiz")
    assert "Question 1 of 2" in asha.screen.text


async def test_a_second_tap_changes_nothing_and_says_so(sim: Simulator) -> None:
    asha = await with_a_lesson_read(sim, "stop-first")
    await asha.sends("/quiz")
    first, second = (button.data for row in asha.screen.buttons[:1] for button in row[:2])
    assert first
    assert second
    await asha.taps_data(first)
    answered, quiet = asha.screen, asha.toast
    assert not quiet
    await asha.taps_data(second)
    assert asha.screen.text == answered.text
    assert asha.toast == "You have answered this one already. Your first answer counts."


async def test_a_quiz_left_open_goes_on(sim: Simulator) -> None:
    asha = await with_a_lesson_read(sim, "stop-first")
    await asha.sends("/quiz")
    await asha.taps("1")
    await asha.sends("/quiz")
    assert "Question 2 of 2" in asha.screen.text


async def test_another_persons_quiz_is_refused_kindly(sim: Simulator) -> None:
    asha = await with_a_lesson_read(sim, "stop-first")
    await asha.sends("/quiz")
    data = asha.screen.buttons[0][0].data
    assert data
    bina = sim.person(name="Bina", language_code="en")
    await bina.sends("/quiz")
    for forged in (data, "qa:999999999999999999:0:0", "qs:77", "qm:77:0", "qw:77:0"):
        await bina.taps_data(forged)
        assert "I could not find that here" in bina.screen.text
    await asha.taps("1")
    assert "Question 1 of 2" in asha.screen.text


async def test_what_is_due_is_gone_over(sim: Simulator) -> None:
    asha = await with_a_lesson_read(sim, "stop-first")
    await asha.sends("/quiz")
    await answer_all(asha)
    await asha.sends("/lesson")
    assert not any("Go over" in label for label in asha.screen.labels)
    sim.clock.advance(seconds=5 * 24 * 3600)
    await asha.sends("/lesson")
    await asha.taps("Go over 2 questions")
    assert "Question 1 of 2" in asha.screen.text
    assert await answer_all(asha) == 2
    await asha.taps("See how it went")
    assert "That was the last question." in asha.screen.text
