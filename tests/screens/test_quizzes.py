"""A question asks, its feedback teaches, and the end is kind whatever the score."""

from dataclasses import replace

import pytest
from markupsafe import Markup

from bot.content.catalog import load_catalog
from bot.domain.action import Action, ShowMenu
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.lessons import FinishLesson, ShowLesson
from bot.domain.actions.quizzes import AnswerQuestion, ShowMissed, ShowQuestion, ShowResult
from bot.domain.learner import LearnerId
from bot.domain.quiz import Attempt, AttemptId, AttemptKind, Choice, Question, QuestionId, choice_order
from bot.domain.text import Text
from bot.folders import shared_folder
from bot.i18n.translator import Translator
from bot.screens import quizzes as screens
from bot.screens.base import Button, Screen
from bot.screens.common import ways_on
from bot.tg.routes import CODEC

CATALOG = load_catalog(shared_folder("content"))
t = Translator("en")


def a_question(name: str) -> Question:
    return Question(
        id=QuestionId(name),
        stem=Text("stem", f"Is it {name}?"),
        choices=tuple(
            Choice(text=Text("c", words), is_right=words == "Yes", feedback=Text("f", f"Why {words}."))
            for words in ("Yes", "No", "Maybe")
        ),
        skill="pause",
    )


A, B = a_question("stop-first/a"), a_question("stop-first/b")
QUESTIONS = {A.id: A, B.id: B}
LESSONS = dict.fromkeys(QUESTIONS, next(iter(CATALOG.lessons)))


def an_attempt(*answers: int, kind: AttemptKind = AttemptKind.QUIZ) -> Attempt:
    return Attempt(
        id=AttemptId(10**12),
        learner_id=LearnerId(1),
        kind=kind,
        question_ids=(A.id, B.id),
        answers=answers,
    )


def where(attempt: Attempt, number: int) -> Screen:
    return screens.where(t, QUESTIONS, LESSONS, attempt, number)


def actions(screen: Screen) -> list[Action]:
    found = [button.action for row in screen.buttons for button in row]
    return [action for action in found if isinstance(action, Action)]


def test_a_question_offers_its_choices_in_the_order_of_the_attempt() -> None:
    attempt = an_attempt()
    order = choice_order(attempt.id, A)
    words = [A.choices[no].text.source for no in order]
    assert where(attempt, 0) == Screen(
        text=Markup(
            "❓ Question 1 of 2\n\n<b>Is it stop-first/a?</b>\n\n<b>1.</b> {}\n\n<b>2.</b> {}\n\n<b>3.</b> {}"
        ).format(*words),
        buttons=(
            tuple(
                Button(label=f"{place}", action=AnswerQuestion(attempt=10**12, question_no=0, choice_no=no))
                for place, no in enumerate(order, start=1)
            ),
            ways_on(t),
        ),
        place=ShowQuestion(attempt=10**12, question_no=0),
    )


def test_a_right_answer_gets_its_feedback() -> None:
    following = ShowQuestion(attempt=10**12, question_no=1)
    assert where(an_attempt(0), 0) == Screen(
        text=Markup("❓ Question 1 of 2\n\n<b>Is it stop-first/a?</b>\n\n✅ <i>Yes</i>\n\nWhy Yes."),
        buttons=((Button(label="Next question", action=following, icon="▶️"),), ways_on(t)),
        place=ShowQuestion(attempt=10**12, question_no=0),
    )


@pytest.mark.parametrize(("choice_no", "words"), [(1, "No"), (2, "Maybe")])
def test_any_other_answer_gets_its_own_feedback_and_the_one_that_fits(choice_no: int, words: str) -> None:
    text = where(an_attempt(choice_no), 0).text
    assert text.endswith(f"💡 <i>{words}</i>\n\nWhy {words}.\n\nThis answer fits best:\n✅ <i>Yes</i>")


def test_nobody_can_skip_ahead() -> None:
    assert where(an_attempt(), 1) == where(an_attempt(), 0)
    assert where(an_attempt(), -5) == where(an_attempt(), 0)
    assert where(an_attempt(0, 0), 99) == where(an_attempt(0, 0), 1)


def test_a_second_tap_sees_the_same_with_a_word() -> None:
    attempt = an_attempt(0)
    again = screens.stale(t, QUESTIONS, LESSONS, attempt, 0)
    assert again.toast == "You have answered this one already. Your first answer counts."
    assert replace(again, toast=None) == where(attempt, 0)
    ahead = screens.stale(t, QUESTIONS, LESSONS, attempt, 7)
    assert ahead.toast == "Here is where you are now."
    assert replace(ahead, toast=None) == where(attempt, 1)


def test_the_last_question_leads_to_the_end_of_what_it_belongs_to() -> None:
    assert actions(where(an_attempt(0, 0), 1))[0] == ShowResult(attempt=10**12)
    lesson = an_attempt(0, 0, kind=AttemptKind.LESSON)
    assert actions(where(lesson, 1))[0] == FinishLesson(lesson=LESSONS[B.id])


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ((0, 0), "You answered 2 questions, and all were right."),
        ((0, 1), "You got 1 answer right, of 2."),
        ((1, 1), "Thank you for staying with it."),
    ],
)
def test_the_end_is_kind_whatever_the_score(answers: tuple[int, int], words: str) -> None:
    screen = screens.result(t, QUESTIONS, an_attempt(*answers))
    assert words in screen.text
    assert "0" not in screen.text
    assert "wrong" not in screen.text
    assert (ShowMissed(attempt=10**12, missed_no=0) in actions(screen)) == (answers != (0, 0))


def test_what_was_missed_can_be_looked_at_with_its_lesson() -> None:
    attempt = an_attempt(1, 2)
    first = screens.review(t, QUESTIONS, LESSONS, attempt, 0)
    assert first.text == (
        "1 of 2 to look at again\n\n<b>Is it stop-first/a?</b>\n\n"
        "This answer fits best:\n✅ <i>Yes</i>\n\nWhy Yes."
    )
    assert actions(first)[:3] == [
        ShowLesson(lesson=LESSONS[A.id], card=1),
        ShowResult(attempt=10**12),
        ShowMissed(attempt=10**12, missed_no=1),
    ]
    assert screens.review(t, QUESTIONS, LESSONS, attempt, 9).place == ShowMissed(attempt=10**12, missed_no=1)
    nothing = an_attempt(0, 0)
    assert screens.review(t, QUESTIONS, LESSONS, nothing, 0) == screens.result(t, QUESTIONS, nothing)


def test_a_choice_the_authors_took_away_is_met_with_the_one_that_fits() -> None:
    assert "This answer fits best" in where(an_attempt(9), 0).text


@pytest.mark.parametrize("locale", ["en", "ar", "ne"])
def test_every_question_of_the_course_fits_and_has_a_way_on(locale: str) -> None:
    speaker = Translator(locale)
    for question in CATALOG.questions.values():
        asked = Attempt(
            id=AttemptId(10**12),
            learner_id=LearnerId(1),
            kind=AttemptKind.QUIZ,
            question_ids=(question.id,),
        )
        for attempt in (asked, *(replace(asked, answers=(no,)) for no in range(len(question.choices)))):
            screen = screens.where(speaker, CATALOG.questions, CATALOG.asked_in, attempt, 0)
            assert len(screen.text) < 2000
            assert {ShowMenu(), ShowHelp()} <= set(actions(screen))
            assert all(CODEC.encode(action) for action in actions(screen))
            assert all(len(button.label) <= 32 for row in screen.buttons for button in row)


@pytest.mark.parametrize("screen", [screens.none_seen(t), screens.none_due(t)])
def test_having_nothing_to_ask_leads_elsewhere(screen: Screen) -> None:
    found = actions(screen)
    assert {ShowMenu(), ShowHelp()} <= set(found)
    assert len(found) > 2
