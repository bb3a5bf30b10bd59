"""Every lesson as the messages it is made of."""

from collections.abc import Callable, Iterator
from functools import partial

from bot.content.catalog import Catalog
from bot.domain.learner import AgeBand, LearnerId
from bot.domain.lesson import Lesson
from bot.domain.progress import closing_card, standing
from bot.domain.quiz import Attempt, AttemptId, AttemptKind, Question
from bot.domain.text import Text
from bot.i18n.locales import SOURCE
from bot.i18n.translator import Translator
from bot.screens import lessons, quizzes
from bot.screens.base import Screen
from bot.simulator.preview.entry import Entry, Shown


def lesson_entries(catalog: Catalog) -> Iterator[Entry]:
    """Yield the lessons, unit by unit."""
    for unit in catalog.units:
        for lesson in map(catalog.lesson, unit.lesson_ids):
            yield Entry(
                id=lesson.id,
                title=lesson.title,
                group=unit.title,
                about=f"{lesson.audience.value}, {lesson.minutes} min",
                value=lesson,
                sourced=lesson,
                file=f"content/lessons/{lesson.id}.yaml",
                show=partial(_shown, catalog=catalog, lesson=lesson),
                facts=partial(_facts, lesson),
            )


def words(read: Callable[[Text], str], lesson: Lesson) -> int:
    """Count the words of the cards, the closing one too."""
    texts = [text for card in lesson.cards for text in (card.title, card.body)]
    return sum(len(read(text).split()) for text in (*texts, lesson.today, lesson.tell))


def _facts(lesson: Lesson, t: Translator) -> dict[str, str]:
    count = f"{words(lambda text: text.source, lesson)} words"
    if t.locale != SOURCE:
        count += f", {words(t.label_text, lesson)} in this language"
    bands = ", ".join(band for band in AgeBand if band in lesson.age_bands)
    return {
        "For": f"{lesson.audience.value}, {bands}",
        "Length": f"{lesson.minutes} min, {count}",
        "Change": lesson.intended_change,
    }


def _shown(t: Translator, *, catalog: Catalog, lesson: Lesson) -> Iterator[Shown]:
    yield from _cards(t, lesson)
    for number, question in enumerate(lesson.questions):
        yield from _question(t, catalog, lesson, number, question)
    at = standing(tuple(catalog.lessons.values()), (), after=lesson.id)
    screen = lessons.finished(t, lesson, at)
    yield Shown(name="end", heading="After the last question", screen=screen, texts=(lesson.today,))


def _cards(t: Translator, lesson: Lesson) -> Iterator[Shown]:
    for number in range(1, closing_card(lesson) + 1):
        is_last = number == closing_card(lesson)
        card = None if is_last else lesson.cards[number - 1]
        yield Shown(
            name=f"card-{number}",
            heading="Closing card" if is_last else f"Card {number}",
            screen=lessons.card(t, lesson, number),
            texts=(card.title, card.body) if card else (lesson.today, lesson.tell),
        )


def _question(
    t: Translator, catalog: Catalog, lesson: Lesson, number: int, question: Question
) -> Iterator[Shown]:
    def screen(*answers: int) -> Screen:
        attempt = _attempt(lesson, (0,) * number + answers)
        return quizzes.where(t, catalog.questions, catalog.asked_in, attempt, number)

    name = question.id.rpartition("/")[2]
    yield Shown(
        name=name,
        heading=f"Question {number + 1}",
        screen=screen(),
        texts=(question.stem, *(choice.text for choice in question.choices)),
        right=next(choice.text for choice in question.choices if choice.is_right),
    )
    for choice_no, choice in enumerate(question.choices):
        yield Shown(
            name=f"{name}-{choice_no + 1}",
            heading=f"Question {number + 1}, after choice {choice_no + 1}",
            screen=screen(choice_no),
            texts=(choice.text, choice.feedback),
            right=choice.text if choice.is_right else None,
        )


def _attempt(lesson: Lesson, answers: tuple[int, ...]) -> Attempt:
    return Attempt(
        id=AttemptId(0),
        learner_id=LearnerId(0),
        kind=AttemptKind.LESSON,
        question_ids=tuple(question.id for question in lesson.questions),
        answers=answers,
    )
