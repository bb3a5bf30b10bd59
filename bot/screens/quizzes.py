"""Questions on the screen: one at a time, feedback on every choice, and a kind word at the end."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from bot.domain.actions.lessons import ContinueLesson, FinishLesson, ShowLesson, ShowUnits
from bot.domain.actions.quizzes import (
    AnswerQuestion,
    ShowMissed,
    ShowQuestion,
    ShowResult,
    StartQuiz,
    StartReview,
)
from bot.domain.lesson import LessonId
from bot.domain.quiz import (
    Attempt,
    AttemptKind,
    Choice,
    Question,
    QuestionId,
    Score,
    choice_order,
    missed,
    score,
)
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on
from bot.screens.lessons import back_icon, next_icon

Questions = Mapping[QuestionId, Question]
Lessons = Mapping[QuestionId, LessonId]


def where(t: Translator, questions: Questions, lessons: Lessons, attempt: Attempt, number: int) -> Screen:
    """Show a question of an attempt, counted from 0: with its feedback, or with its choices.

    One further than the first open question is that question: nobody can skip ahead.
    """
    number = min(max(number, 0), len(attempt.answers), len(attempt.question_ids) - 1)
    question = questions[attempt.question_ids[number]]
    if number < len(attempt.answers):
        return _answered(t, attempt, number, question, lessons)
    return _asked(t, attempt, number, question)


def stale(t: Translator, questions: Questions, lessons: Lessons, attempt: Attempt, number: int) -> Screen:
    """Show the same again to somebody who tapped twice, or an old button."""
    screen = where(t, questions, lessons, attempt, number)
    if 0 <= number < len(attempt.answers):
        toast = t.label("You have answered this one already. Your first answer counts.")
    else:
        toast = t.label("Here is where you are now.")
    return Screen(text=screen.text, buttons=screen.buttons, toast=toast, place=screen.place)


def result(t: Translator, questions: Questions, attempt: Attempt) -> Screen:
    """Show how it went, never as a mark."""
    points = score(questions, attempt)
    paragraphs = [Markup("<b>{}</b>").format(t("That was the last question."))]
    if points.right:
        paragraphs.append(_points(t, points))
    paragraphs.append(_encouragement(t, points))
    rows: list[Row] = []
    if missed(questions, attempt):
        look = ShowMissed(attempt=attempt.id, missed_no=0)
        rows.append((Button(label=t.label("Look at the other ones"), action=look, icon="🔎"),))
    rows.append(
        (
            Button(label=t.label("Another quiz"), action=StartQuiz(), icon="🎯"),
            Button(label=t.label("Lessons"), action=ContinueLesson(), icon="📘"),
        )
    )
    return Screen(
        text=Markup("\n\n").join(paragraphs),
        buttons=(*rows, ways_on(t)),
        place=ShowResult(attempt=attempt.id),
    )


def review(t: Translator, questions: Questions, lessons: Lessons, attempt: Attempt, number: int) -> Screen:
    """Show a missed question, counted from 0, with the answer that fits best and the way to its lesson."""
    ids = missed(questions, attempt)
    if not ids:
        return result(t, questions, attempt)
    number = min(max(number, 0), len(ids) - 1)
    question = questions[ids[number]]
    text = Markup("{}\n\n<b>{}</b>\n\n{}").format(
        t("{number} of {total} to look at again", number=number + 1, total=len(ids)),
        t.text(question.stem),
        Markup("\n\n").join(_best(t, question)),
    )
    lesson = ShowLesson(lesson=lessons[question.id], card=1)
    return Screen(
        text=text,
        buttons=(
            (Button(label=t.label("Open the lesson"), action=lesson, icon="📘"),),
            _leafing(t, attempt, number, len(ids)),
            ways_on(t),
        ),
        place=ShowMissed(attempt=attempt.id, missed_no=number),
    )


def none_seen(t: Translator) -> Screen:
    """Lead whoever has read nothing yet to a lesson."""
    text = Markup("<b>{}</b>\n\n{}").format(
        t("A quiz is about lessons you know."),
        t("Read one first: it takes a few minutes, and then there will be questions about it here."),
    )
    rows = (
        (Button(label=t.label("Start with a lesson"), action=ContinueLesson(), icon="▶️"),),
        (Button(label=t.label("All lessons"), action=ShowUnits(), icon="📚"),),
        ways_on(t),
    )
    return Screen(text=text, buttons=rows, place=StartQuiz())


def none_due(t: Translator) -> Screen:
    """Tell that there is nothing to go over, and what else there is."""
    text = Markup("<b>{}</b>\n\n{}").format(
        t("Nothing needs going over today."), t("What you know is still fresh. How about something new?")
    )
    rows = (
        (
            Button(label=t.label("Lessons"), action=ContinueLesson(), icon="📘"),
            Button(label=t.label("Quiz"), action=StartQuiz(), icon="🎯"),
        ),
        ways_on(t),
    )
    return Screen(text=text, buttons=rows, place=StartReview())


def _asked(t: Translator, attempt: Attempt, number: int, question: Question) -> Screen:
    order = choice_order(attempt.id, question)
    choices = Markup("\n\n").join(
        Markup("<b>{}.</b> {}").format(t.number(place), t.text(question.choices[choice_no].text))
        for place, choice_no in enumerate(order, start=1)
    )
    text = Markup("{}\n\n<b>{}</b>\n\n{}").format(_head(t, attempt, number), t.text(question.stem), choices)
    row = tuple(
        Button(
            label=t.number(place),
            action=AnswerQuestion(attempt=attempt.id, question_no=number, choice_no=choice_no),
        )
        for place, choice_no in enumerate(order, start=1)
    )
    return Screen(
        text=text, buttons=(row, ways_on(t)), place=ShowQuestion(attempt=attempt.id, question_no=number)
    )


def _answered(t: Translator, attempt: Attempt, number: int, question: Question, lessons: Lessons) -> Screen:
    text = Markup("{}\n\n<b>{}</b>\n\n{}").format(
        _head(t, attempt, number),
        t.text(question.stem),
        Markup("\n\n").join(_feedback(t, question, attempt.answers[number])),
    )
    return Screen(
        text=text,
        buttons=((_onward(t, attempt, number, lessons),), ways_on(t)),
        place=ShowQuestion(attempt=attempt.id, question_no=number),
    )


def _head(t: Translator, attempt: Attempt, number: int) -> Markup:
    total = len(attempt.question_ids)
    return Markup("❓ {}").format(t("Question {number} of {total}", number=number + 1, total=total))


def _feedback(t: Translator, question: Question, choice_no: int) -> Iterator[Markup]:
    if choice_no >= len(question.choices):  # the authors have changed the choices since
        yield from _best(t, question)
        return
    choice = question.choices[choice_no]
    icon = "✅" if choice.is_right else "💡"
    yield Markup("{} <i>{}</i>").format(icon, t.text(choice.text))
    yield t.text(choice.feedback)
    if not choice.is_right:
        yield _fits_best(t, _right(question))


def _best(t: Translator, question: Question) -> Iterator[Markup]:
    right = _right(question)
    yield _fits_best(t, right)
    yield t.text(right.feedback)


def _fits_best(t: Translator, right: Choice) -> Markup:
    return Markup("{}\n✅ <i>{}</i>").format(t("This answer fits best:"), t.text(right.text))


def _right(question: Question) -> Choice:
    return next(choice for choice in question.choices if choice.is_right)


def _onward(t: Translator, attempt: Attempt, number: int, lessons: Lessons) -> Button:
    if number + 1 < len(attempt.question_ids):
        following = ShowQuestion(attempt=attempt.id, question_no=number + 1)
        return Button(label=t.label("Next question"), action=following, icon=next_icon(t))
    if attempt.kind is AttemptKind.LESSON:
        end = FinishLesson(lesson=lessons[attempt.question_ids[number]])
        return Button(label=t.label("Finish the lesson"), action=end, icon="✅")
    return Button(label=t.label("See how it went"), action=ShowResult(attempt=attempt.id), icon="🏁")


def _leafing(t: Translator, attempt: Attempt, number: int, total: int) -> Row:
    before = (
        ShowMissed(attempt=attempt.id, missed_no=number - 1) if number else ShowResult(attempt=attempt.id)
    )
    back = Button(label=t.label("Back"), action=before, icon=back_icon(t))
    if number + 1 < total:
        after = ShowMissed(attempt=attempt.id, missed_no=number + 1)
        return (back, Button(label=t.label("Next"), action=after, icon=next_icon(t)))
    return (back, Button(label=t.label("Another quiz"), action=StartQuiz(), icon="🎯"))


def _points(t: Translator, points: Score) -> Markup:
    if points.right == points.asked:
        return t.plural(
            "You answered {count} question, and it was right.",
            "You answered {count} questions, and all were right.",
            points.right,
        )
    if points.right == 0:
        return t("This time no answer fitted yet, and that is how learning begins.")
    return t.plural(
        "You got {count} answer right, of {total}.",
        "You got {count} answers right, of {total}.",
        points.right,
        total=points.asked,
    )


def _encouragement(t: Translator, points: Score) -> Markup:
    if points.right == points.asked:
        return t("Wonderful. You could explain this to somebody else now.")
    if points.right * 2 >= points.asked:
        return t("Well done. The others will come back in a later quiz, so that they stay with you.")
    return t(
        "Thank you for staying with it. These are hard questions, "
        "and looking at them again is how they stick."
    )
