"""A lesson on paper: its cards, its questions to tick, and the answers on a page of their own."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from bot.domain.lesson import Audience, Lesson
from bot.domain.quiz import Choice, Question
from bot.i18n.translator import Translator

_BOX = "☐"
_TICK = "✓"


def contents_row(t: Translator, lesson: Lesson, number: int) -> Markup:
    """Name a lesson on the cover."""
    return Markup("<tr><td>{}.</td><td>{}</td><td>{}</td><td>{}</td></tr>\n").format(
        t.number(number), t.text(lesson.title), _for_whom(t, lesson), _minutes(t, lesson)
    )


def lesson_page(t: Translator, lesson: Lesson, number: int) -> Markup:
    """Show all cards of a lesson, what to do today, and whom to tell."""
    cards = Markup().join(
        Markup('<section class="card"><h3>{}</h3><p>{}</p></section>\n').format(
            t.text(card.title), t.text(card.body)
        )
        for card in lesson.cards
    )
    return Markup(
        '<article class="lesson">\n<h2>{}. {}</h2>\n<p class="about">{} · {}</p>\n{}{}</article>'
    ).format(
        t.number(number),
        t.text(lesson.title),
        _for_whom(t, lesson),
        _minutes(t, lesson),
        cards,
        _closing(t, lesson),
    )


def questions_page(t: Translator, lesson: Lesson, number: int) -> Markup:
    """Ask the questions of a lesson; nothing here tells the answers."""
    asked = Markup().join(
        Markup('<section class="question"><h3>{}. {}</h3><ul>{}</ul></section>\n').format(
            t.number(place), t.text(question.stem), Markup().join(_boxes(t, question))
        )
        for place, question in enumerate(lesson.questions, start=1)
    )
    return Markup(
        '<article class="questions">\n<h2>{}. {}</h2>\n<p class="about">{}</p>\n{}</article>'
    ).format(
        t.number(number),
        t.text(lesson.title),
        t("Tick the answer that fits best. Nobody has to write their name here."),
        asked,
    )


def answers_page(t: Translator, lessons: Iterable[Lesson]) -> Markup:
    """Give the answers to whoever leads the group, with what to say to each."""
    keys = Markup().join(_key(t, lesson, number) for number, lesson in enumerate(lessons, start=1))
    return Markup('<article class="answers">\n<h2>{}</h2>\n<p class="about">{}</p>\n{}</article>').format(
        t("Answers"),
        t("For whoever leads the group. Every answer is worth talking about, and nobody gets a mark."),
        keys,
    )


def _closing(t: Translator, lesson: Lesson) -> Markup:
    return Markup(
        '<section class="closing"><h3>{}</h3><p>{}</p><h3>{}</h3><p>{}</p></section>\n'
        '<p class="fault">{}</p>\n'
    ).format(
        t("One thing to do today"),
        t.text(lesson.today),
        t("Who to tell"),
        t.text(lesson.tell),
        t("If something like this has happened to you, it is not your fault. Tell an adult you trust."),
    )


def _boxes(t: Translator, question: Question) -> Iterator[Markup]:
    for place, choice in enumerate(question.choices, start=1):
        yield Markup("<li><span>{} {}.</span> {}</li>").format(_BOX, t.number(place), t.text(choice.text))


def _key(t: Translator, lesson: Lesson, number: int) -> Markup:
    questions = Markup().join(
        Markup('<section class="key"><h4>{}. {}</h4><ul>{}</ul></section>\n').format(
            t.number(place), t.text(question.stem), Markup().join(_explained(t, question))
        )
        for place, question in enumerate(lesson.questions, start=1)
    )
    return Markup("<h3>{}. {}</h3>\n{}").format(t.number(number), t.text(lesson.title), questions)


def _explained(t: Translator, question: Question) -> Iterator[Markup]:
    for place, choice in enumerate(question.choices, start=1):
        yield Markup("<li{}><span>{} {}.</span> <b>{}</b><br>{}</li>").format(
            Markup(' class="fits"') if choice.is_right else "",
            _sign(choice),
            t.number(place),
            t.text(choice.text),
            t.text(choice.feedback),
        )


def _sign(choice: Choice) -> str:
    return _TICK if choice.is_right else ""


def _for_whom(t: Translator, lesson: Lesson) -> Markup:
    match lesson.audience:
        case Audience.TEEN:
            return t("for teens")
        case Audience.PARENT:
            return t("for parents and carers")
        case Audience.BOTH:
            return t("for both")


def _minutes(t: Translator, lesson: Lesson) -> Markup:
    return t.plural("About {count} minute", "About {count} minutes", lesson.minutes)
