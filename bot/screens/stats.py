"""Numbers for coordinators."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from markupsafe import Markup

from bot.domain.actions.stats import ShowDistress, ShowDueHelplines, ShowResults, ShowStats
from bot.domain.challenge import Verdict
from bot.domain.helpline import Helpline
from bot.domain.learner import Role
from bot.domain.lesson import Lesson
from bot.domain.stats import Learners, Results, Table
from bot.i18n.translator import Translator
from bot.screens.audience_words import role_label
from bot.screens.base import Button, Screen
from bot.screens.common import ways_on
from bot.screens.helplines_due import due_helplines

_MOST_COUNTRIES = 25


def learners(t: Translator, counted: Learners, *, due: int) -> Screen:
    """Show who learns, and whether helplines are `due` to be checked."""
    parts = [
        Markup("<b>{}</b>\n{}").format(t("Learners"), _total(t, counted.by_role.total)),
        _part(t("By role"), _rows(t, counted.by_role, lambda role: _role(t, role))),
        _part(t("By language"), _rows(t, counted.by_locale, lambda tag: t.language(tag or ""))),
        _part(t("By country"), _countries(t, counted.by_country)),
        _note(t),
        *((due_helplines(t, due),) if due else ()),
    ]
    more = Button(icon="📊", label=t.label("Lessons and checks"), action=ShowResults())
    check = Button(icon="☎️", label=t.label("Helplines to check"), action=ShowDueHelplines())
    distress = Button(icon="💛", label=t.label("Distress, in numbers"), action=ShowDistress())
    rows = ((more,), (distress,), *(((check,),) if due else ()), ways_on(t))
    return Screen(text=Markup("\n\n").join(parts), buttons=rows)


def results(t: Translator, counted: Results, lessons: Sequence[Lesson], faulty: Iterable[Helpline]) -> Screen:
    """Show what was learned, checked and reported."""
    titles = {str(lesson.id): str(t.label_text(lesson.title)) for lesson in lessons}
    parts = [
        _part(t("People who finished a lesson"), [_row(t, titles[i], n) for i, n in counted.lessons.items()]),
        _part(t("Quizzes"), _quizzes(t, counted)),
        _part(t("People by what a challenge check came to"), _verdicts(t, counted.verdicts)),
        _part(t("People for whom a helpline did not work"), _faults(t, counted, faulty)),
        _note(t),
    ]
    back = (Button(icon="↩️", label=t.label("Back"), action=ShowStats()),)
    return Screen(text=Markup("\n\n").join(parts), buttons=(back, ways_on(t)))


def _part(heading: Markup, lines: Iterable[Markup]) -> Markup:
    return Markup("<b>{}</b>\n{}").format(heading, Markup("\n").join(lines))


def _total(t: Translator, total: int | None) -> Markup:
    return t("Under 10 in all.") if total is None else t("{count} in all.", count=total)


def _row(t: Translator, name: str, count: int | None) -> Markup:
    if count is None:
        return t("{name}: not shown", name=name)
    return t("{name}: {count}", name=name, count=count)


def _rows(
    t: Translator, table: Table[str | None] | Table[Role | None], name: Callable[[str | None], str]
) -> list[Markup]:
    """Write the large numbers first; what is hidden stands in no order of size."""
    shown = [_row(t, name(row), count) for row, count in _by_size(table.shown)]
    return shown + [_row(t, each, None) for each in sorted(name(row) for row in table.hidden)]


def _countries(t: Translator, table: Table[str | None]) -> list[Markup]:
    """Write countries with a number; the others are too telling by their names alone."""
    lines = [_row(t, _country(t, row), count) for row, count in _by_size(table.shown)[:_MOST_COUNTRIES]]
    return [*lines, t("Everywhere else: not shown")]


def _by_size(shown: Mapping[str | None, int] | Mapping[Role | None, int]) -> list[tuple[str | None, int]]:
    return sorted(shown.items(), key=lambda entry: -entry[1])


def _role(t: Translator, role: str | None) -> str:
    return t.label("Not said") if role is None else role_label(t, Role(role))


def _country(t: Translator, code: str | None) -> str:
    return t.label("Not said") if code is None else t.country(code)


def _quizzes(t: Translator, counted: Results) -> list[Markup]:
    lines = [_row(t, t.label("People who finished one"), counted.quizzes)]
    percent = counted.answers.percent_right
    if percent is not None:
        lines.append(t("Right answers, in all lessons and quizzes: {percent}%", percent=percent))
    return lines


def _verdicts(t: Translator, verdicts: Mapping[Verdict, int | None]) -> list[Markup]:
    names = {
        Verdict.LOOKS_FINE: t.label("It looks fine"),
        Verdict.NOT_SURE_MEANS_NO: t.label("Not sure means no"),
        Verdict.NO: t.label("No"),
    }
    return [_row(t, names[verdict], count) for verdict, count in verdicts.items()]


def _faults(t: Translator, counted: Results, faulty: Iterable[Helpline]) -> list[Markup]:
    lines = [
        _row(t, line.name or line.id, n) for line in faulty if (n := counted.faults.get(line.id)) is not None
    ]
    return [*lines, t("All others: not shown")]


def _note(t: Translator) -> Markup:
    return Markup("<i>{}</i>").format(
        t(
            "Numbers under 10 are never shown, to protect people. "
            "Where one would follow from the others, a larger one is hidden with it."
        )
    )
