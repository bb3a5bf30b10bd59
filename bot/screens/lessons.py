"""Lessons on the screen: the course, a unit, one card at a time, and what comes after the last."""

from collections.abc import Iterator

from markupsafe import Markup

from bot.content.catalog import Catalog
from bot.domain.actions.lessons import (
    ContinueLesson,
    FinishLesson,
    ShowFinder,
    ShowLesson,
    ShowUnit,
    ShowUnits,
)
from bot.domain.actions.platforms import ShowPlatforms
from bot.domain.actions.quizzes import StartLessonQuestions, StartQuiz, StartReview
from bot.domain.guide import Guide
from bot.domain.learner import Role
from bot.domain.lesson import Audience, Dot, Lesson, LessonId, Unit, dots
from bot.domain.progress import Standing, card_at, closing_card
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, guide_button, ways_on

LABEL_SIGNS = 32
_AUDIENCE_ICONS = {Audience.TEEN: "🎒", Audience.PARENT: "👪", Audience.BOTH: "🤝"}
_DOTS = {Dot.DONE: "●", Dot.HERE: "●", Dot.AHEAD: "○"}
_RIGHT_TO_LEFT_MARK = "\u200f"


def units(t: Translator, catalog: Catalog, at: Standing, *, due: int) -> Screen:
    """Show the course: where to go on first, then its units. `due` counts the questions to go over."""
    own = [(unit, _of(unit, at)) for unit in catalog.units if _of(unit, at)]
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("Lessons"), _where(t, at), Markup("\n").join(_count(t, unit, at) for unit, _ in own)
    )
    rows: list[Row] = [_go_on(t, at)]
    for unit, lessons in own:
        is_done = all(lesson.id in at.finished for lesson in lessons)
        label, action = short(t.label_text(unit.title)), ShowUnit(unit=unit.id)
        rows.append((Button(label=label, action=action, icon="✅" if is_done else "📘"),))
    if due:
        label = t.plural_label("Go over {count} question", "Go over {count} questions", due)
        rows.append((Button(label=label, action=StartReview(), icon="🔁"),))
    finder = Button(label=t.label("Find a lesson"), action=ShowFinder(), icon="🔎")
    quiz = Button(label=t.label("Quiz"), action=StartQuiz(), icon="🎯")
    return Screen(text=text, buttons=(*rows, (finder, quiz), ways_on(t)), place=ShowUnits())


def unit(t: Translator, unit_: Unit, at: Standing, role: Role | None) -> Screen:
    """Show the lessons of a unit, those finished with a tick."""
    lessons = _of(unit_, at)
    is_mixed = role not in {Role.TEEN, Role.PARENT} and len({lesson.audience for lesson in lessons}) > 1
    paragraphs = [Markup("<b>{}</b>").format(t.text(unit_.title)), t.text(unit_.about)]
    if is_mixed:
        paragraphs.append(_legend(t))
    rows = [(lesson_button(t, lesson, at.finished, with_audience=is_mixed),) for lesson in lessons]
    back = Button(label=t.label("All units"), action=ShowUnits(), icon=back_icon(t))
    return Screen(
        text=Markup("\n\n").join(paragraphs),
        buttons=(*rows, (back,), ways_on(t)),
        place=ShowUnit(unit=unit_.id),
    )


def card(t: Translator, lesson: Lesson, number: int, *, guide: Guide | None = None) -> Screen:
    """Show a card, counted from 1; the closing one comes last, and leads to what to do where it happened."""
    number = card_at(lesson, number)
    is_last = number == closing_card(lesson)
    text = Markup("<b>{}</b>\n{}\n\n{}").format(
        t.text(lesson.title),
        progress(t, number, closing_card(lesson)),
        Markup("\n\n").join(_closing(t, lesson) if is_last else _card(t, lesson, number)),
    )
    rows = _leafing_at_the_end(t, lesson, guide) if is_last else _leafing(t, lesson, number)
    return Screen(text=text, buttons=(*rows, ways_on(t)), place=ShowLesson(lesson=lesson.id, card=number))


def finished(t: Translator, lesson: Lesson, at: Standing) -> Screen:
    """Thank the reader for a lesson, and offer the next one."""
    paragraphs = [
        Markup("✅ <b>{}</b>").format(t("You have finished “{lesson}”.", lesson=t.text(lesson.title))),
        t("Thank you for taking this time. For today, one thing is enough:"),
        Markup("<blockquote>{}</blockquote>").format(t.text(lesson.today)),
    ]
    rows: list[Row] = []
    if at.next:
        paragraphs.append(t("Next for you: “{lesson}”.", lesson=t.text(at.next.title)))
        action = ShowLesson(lesson=at.next.id)
        rows.append((Button(label=t.label("Next lesson"), action=action, icon="▶️"),))
    else:
        paragraphs.append(t("That was the last one: you have been through all your lessons."))
    quiz = Button(label=t.label("Quiz"), action=StartQuiz(), icon="🎯")
    course = Button(label=t.label("All lessons"), action=ShowUnits(), icon="📚")
    return Screen(
        text=Markup("\n\n").join(paragraphs),
        buttons=(*rows, (course, quiz), ways_on(t)),
        place=FinishLesson(lesson=lesson.id),
    )


def all_done(t: Translator) -> Screen:
    """Offer what is left once every lesson is finished."""
    text = Markup("<b>{}</b>\n\n{}").format(
        t("You have been through all your lessons."),
        t("A quiz keeps them fresh, and you can read each of them again whenever you like."),
    )
    rows = (
        (Button(label=t.label("Quiz"), action=StartQuiz(), icon="🎯"),),
        (
            Button(label=t.label("All lessons"), action=ShowUnits(), icon="📚"),
            Button(label=t.label("Find a lesson"), action=ShowFinder(), icon="🔎"),
        ),
        ways_on(t),
    )
    return Screen(text=text, buttons=rows, place=ContinueLesson())


def lesson_button(t: Translator, lesson: Lesson, done: frozenset[LessonId], *, with_audience: bool) -> Button:
    """Lead to a lesson; a tick says that it is finished."""
    icon = _AUDIENCE_ICONS[lesson.audience] if with_audience else "📄"
    return Button(
        label=short(t.label_text(lesson.title)),
        action=ShowLesson(lesson=lesson.id),
        icon="✅" if lesson.id in done else icon,
    )


def short(label: str) -> str:
    """Cut a label to what a button shows."""
    return label if len(label) <= LABEL_SIGNS else label[: LABEL_SIGNS - 1].rstrip() + "…"


def back_icon(t: Translator) -> str:
    """Point to where the reader came from, in reading direction."""
    return "▶️" if t.is_rtl else "◀️"


def next_icon(t: Translator) -> str:
    """Point to where reading goes."""
    return "◀️" if t.is_rtl else "▶️"


def progress(t: Translator, number: int, total: int) -> str:
    """Show the dots of `total` steps, in reading direction."""
    shown = "".join(_DOTS[dot] for dot in dots(here=number - 1, of=total))
    return _RIGHT_TO_LEFT_MARK + shown if t.is_rtl else shown


def _of(unit_: Unit, at: Standing) -> list[Lesson]:
    return [lesson for lesson in at.lessons if lesson.unit_id == unit_.id]


def _where(t: Translator, at: Standing) -> Markup:
    if at.next is None:
        return t("You have been through all your lessons.")
    title = t.text(at.next.title)
    if at.is_under_way:
        return t("You are in the middle of “{lesson}”.", lesson=title)
    return t("Next for you: “{lesson}”.", lesson=title)


def _go_on(t: Translator, at: Standing) -> Row:
    if at.next is None:
        return (Button(label=t.label("Keep it fresh with a quiz"), action=StartQuiz(), icon="🎯"),)
    if at.is_under_way:
        label = t.label("Go on where you left off")
    elif at.finished:
        label = t.label("Start the next lesson")
    else:
        label = t.label("Start the first lesson")
    return (Button(label=label, action=ContinueLesson(), icon="▶️"),)


def _count(t: Translator, unit_: Unit, at: Standing) -> Markup:
    lessons = _of(unit_, at)
    done = sum(lesson.id in at.finished for lesson in lessons)
    return t("{unit}: {done} of {total} finished", unit=t.text(unit_.title), done=done, total=len(lessons))


def _legend(t: Translator) -> Markup:
    meanings = {
        Audience.TEEN: t("for teens"),
        Audience.PARENT: t("for parents and carers"),
        Audience.BOTH: t("for both"),
    }
    return Markup("\n").join(
        Markup("{} {}").format(_AUDIENCE_ICONS[audience], words) for audience, words in meanings.items()
    )


def _card(t: Translator, lesson: Lesson, number: int) -> Iterator[Markup]:
    shown = lesson.cards[number - 1]
    if number == 1:
        minutes = t.plural("About {count} minute", "About {count} minutes", lesson.minutes)
        yield Markup("<i>{}</i>").format(minutes)
    yield Markup("<b>{}</b>").format(t.text(shown.title))
    yield t.text(shown.body)


def _closing(t: Translator, lesson: Lesson) -> Iterator[Markup]:
    yield Markup("<b>{}</b>\n{}").format(t("One thing to do today"), t.text(lesson.today))
    yield Markup("<b>{}</b>\n{}").format(t("Who to tell"), t.text(lesson.tell))
    yield t(
        "If something like this has happened to you, it is not your fault. “Help now” shows who can help."
    )
    yield Markup("<i>{}</i>").format(t("Checked on {date}", date=t.date(lesson.checked_on)))


def _leafing(t: Translator, lesson: Lesson, number: int) -> tuple[Row, ...]:
    before = ShowLesson(lesson=lesson.id, card=number - 1) if number > 1 else ShowUnit(unit=lesson.unit_id)
    after = ShowLesson(lesson=lesson.id, card=number + 1)
    return (
        (
            Button(label=t.label("Back"), action=before, icon=back_icon(t)),
            Button(label=t.label("Next"), action=after, icon=next_icon(t)),
        ),
    )


def _leafing_at_the_end(t: Translator, lesson: Lesson, guide: Guide | None) -> tuple[Row, ...]:
    before = ShowLesson(lesson=lesson.id, card=closing_card(lesson) - 1)
    questions, end = StartLessonQuestions(lesson=lesson.id), FinishLesson(lesson=lesson.id)
    apps = (
        ((Button(label=t.label("In your apps"), action=ShowPlatforms(), icon="📱"),),) if lesson.apps else ()
    )
    return (
        (Button(label=t.label("A few quick questions"), action=questions, icon="❓"),),
        *(((guide_button(t, guide),),) if guide else ()),
        *apps,
        (
            Button(label=t.label("Back"), action=before, icon=back_icon(t)),
            Button(label=t.label("Finish here"), action=end, icon="✅"),
        ),
    )
