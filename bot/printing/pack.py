"""A pack to print: cover, class, lessons with their questions, helplines, sources, and the answers last."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from bot.content.catalog import Catalog
from bot.content.messages import texts
from bot.domain.classroom import ClassPlan
from bot.domain.lesson import Lesson, Unit
from bot.i18n.marks import Mark, load_marks
from bot.i18n.translator import Translator
from bot.printing import classroom, helplines, lessons, sources

_STYLE = Path(__file__).with_name("print.css")
_COUNTERS = {"ne": "devanagari", "hi": "devanagari", "ar": "arabic-indic", "km": "khmer"}
_DOCUMENT = Markup("""<!doctype html>
<html lang="{locale}" dir="{direction}">
<head>
<meta charset="utf-8">
<title>foursteps · {title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
{style}
@page {{ @bottom-center {{ content: counter(page, {counter}); }} }}
</style>
</head>
<body>
{body}
</body>
</html>
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Hold what is printed: units in one language, a class to read aloud, whose helplines.

    `left` tells what is left to do for the translation: the cover says so.
    """

    catalog: Catalog
    t: Translator
    units: tuple[Unit, ...]
    today: dt.date
    class_plan: ClassPlan | None = None
    country: str | None = None
    left: frozenset[Mark] = frozenset()

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """Return the lessons, in the order of the course."""
        return tuple(self.catalog.lessons[lesson_id] for unit in self.units for lesson_id in unit.lesson_ids)


def left_to_do(folder: Path, pack: Pack) -> frozenset[Mark]:
    """Tell what is left to do for the translation of a pack, from the translators' files in `folder`."""
    known = load_marks(folder, pack.t.locale)
    found = {known.of(text) for _, text in texts((*pack.lessons, pack.class_plan), ())}
    return frozenset(mark for mark in found if mark is not None)


def document(pack: Pack) -> Markup:
    """Write the whole pack as one page of HTML that needs nothing else."""
    # Safe: our own style sheet.
    style = Markup(_STYLE.read_text(encoding="utf-8"))  # noqa: S704
    return _DOCUMENT.format(
        locale=pack.t.locale,
        direction="rtl" if pack.t.is_rtl else "ltr",
        title=_title(pack),
        style=style,
        counter=_COUNTERS.get(pack.t.locale, "decimal"),
        body=Markup("\n").join(_sections(pack)),
    )


def _sections(pack: Pack) -> Iterator[Markup]:
    t = pack.t
    yield _cover(pack)
    if pack.class_plan:
        yield classroom.page(t, pack.class_plan)
    for number, lesson in enumerate(pack.lessons, start=1):
        yield lessons.lesson_page(t, lesson, number)
        yield lessons.questions_page(t, lesson, number)
    yield helplines.page(t, pack.catalog.helplines, pack.country, today=pack.today)
    yield sources.page(t, _sourced(pack), today=pack.today)
    if pack.lessons:
        yield lessons.answers_page(t, pack.lessons)


def _sourced(pack: Pack) -> tuple[Lesson | ClassPlan, ...]:
    return (*((pack.class_plan,) if pack.class_plan else ()), *pack.lessons)


def _title(pack: Pack) -> Markup:
    if len(pack.units) > 1:
        return pack.t("All lessons")
    return pack.t.text(pack.units[0].title if pack.units else pack.catalog.class_plan.title)


def _cover(pack: Pack) -> Markup:
    t = pack.t
    how = Markup("<p>{}</p>\n").format(_how(t)) if pack.lessons else Markup()
    return Markup(
        '<section class="cover">\n<p class="brand">foursteps</p>\n<h1>{}</h1>\n{}\n{}{}</section>'
    ).format(
        _title(pack),
        Markup().join(_cautions(pack)),
        how,
        Markup().join(_unit(pack, unit) for unit in pack.units),
    )


def _how(t: Translator) -> Markup:
    return t(
        "Read a lesson aloud or hand it out. Let everybody answer the questions, then talk about every "
        "answer. The answers are on the last pages: leave them out when you hand this out."
    )


def _cautions(pack: Pack) -> Iterator[Markup]:
    t = pack.t
    if Mark.DRAFT in pack.left:
        yield Markup('<p class="caution">{}</p>').format(
            t(
                "A machine made this translation, and nobody who speaks the language has checked all of it "
                "yet. Please read it yourself before you hand it out."
            )
        )
    if pack.left & {Mark.MISSING, Mark.STALE}:
        yield Markup('<p class="caution">{}</p>').format(
            t("Some sentences are not translated yet and stand here in English.")
        )


def _unit(pack: Pack, unit: Unit) -> Markup:
    numbers = {lesson.id: number for number, lesson in enumerate(pack.lessons, start=1)}
    heading = Markup() if len(pack.units) == 1 else Markup("<h2>{}</h2>").format(pack.t.text(unit.title))
    rows = Markup().join(
        lessons.contents_row(pack.t, pack.catalog.lessons[lesson_id], numbers[lesson_id])
        for lesson_id in unit.lesson_ids
    )
    return Markup('{}<p>{}</p>\n<table class="contents">{}</table>\n').format(
        heading, pack.t.text(unit.about), rows
    )
