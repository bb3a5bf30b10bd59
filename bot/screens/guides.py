"""Guides on the screen: what to do now. One step is written out at a time; the ticks stand in the buttons."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.domain.action import Link
from bot.domain.actions.guides import ListGuides, ShowGuide
from bot.domain.actions.help import ShowHelp, ShowReporting
from bot.domain.actions.platforms import ShowPlatforms
from bot.domain.guide import Guide, Step, Version, current, ticked, toggled
from bot.domain.learner import Role
from bot.domain.lesson import Lesson, LessonId
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on
from bot.screens.helpline_card import Reader
from bot.screens.helplines import Place, emergency
from bot.screens.hiding import hide_row
from bot.screens.lessons import back_icon, lesson_button, short

PARAGRAPH = Markup("\n\n")
PER_ROW = 4
_SIGNS = {True: "☑", False: "☐"}


def list_guides(t: Translator, guides: Iterable[Guide], role: Role | None) -> Screen:
    """Show what there are guides for."""
    text = PARAGRAPH.join(
        (
            Markup("<b>{}</b>").format(t("What to do now")),
            t("Whatever happened, it is not your fault, and you are not alone with it."),
            t("Choose what fits best, and we go through it step by step. What you tick is not stored."),
        )
    )
    rows = [(_guide_button(t, guide, role),) for guide in guides]
    return Screen(text=text, buttons=((_talk(t),), *rows, hide_row(t), ways_on(t)), place=ListGuides())


def guide(
    reader: Reader, place: Place, shown: Guide, role: Role | None, at: ShowGuide, lessons: Sequence[Lesson]
) -> Screen:
    """Show a guide with the step that comes next in full, or all steps, or what comes after the last.

    Its place is the list of guides: what happened to somebody is not for the database.
    """
    version = shown.version_for(role)
    at = replace(at, ticks=at.ticks or 0)
    parts = (*_head(reader, place, shown, version), *_body(reader.t, shown, version, at))
    rows = (*_step_rows(reader.t, version, at), *_more_rows(reader, version, at, lessons))
    back = Button(
        label=reader.t.label("Something else happened"), action=ListGuides(), icon=back_icon(reader.t)
    )
    return Screen(
        text=PARAGRAPH.join(parts),
        buttons=((_talk(reader.t),), *rows, (back,), hide_row(reader.t), ways_on(reader.t)),
        place=ListGuides(),
    )


def _guide_button(t: Translator, guide_: Guide, role: Role | None) -> Button:
    label = short(t.label_text(guide_.version_for(role).button))
    return Button(label=label, action=ShowGuide(guide=guide_.id), icon=guide_.icon)


def _talk(t: Translator) -> Button:
    return Button(label=t.label("Talk to somebody now"), action=ShowHelp(), icon="💛")


def _head(reader: Reader, place: Place, shown: Guide, version: Version) -> Iterator[Markup]:
    t = reader.t
    yield Markup("{} <b>{}</b>").format(shown.icon, t.text(version.title))
    yield t.text(version.opening)
    if version.danger and place.country:
        yield emergency(reader, place)
    elif version.danger:
        number = t("In danger right now? Call the emergency number of the country you are in.")
        yield Markup("🆘 {}").format(number)


def _body(t: Translator, shown: Guide, version: Version, at: ShowGuide) -> Iterator[Markup]:
    is_done = current(at.ticks or 0, len(version.steps)) is None
    if at.in_full:
        yield from _all_in_full(t, version, at)
    else:
        yield from _list(t, version, at)
    if is_done:
        yield Markup("<b>{}</b>\n{}").format(
            t("You have done everything you can do now."),
            t("You do not have to carry the rest alone."),
        )
    if is_done or at.in_full:
        yield from _afterwards(t, shown, version)


def _list(t: Translator, version: Version, at: ShowGuide) -> Iterator[Markup]:
    """Name every step, and write the next one out below, where a phone shows it beside the buttons."""
    here = current(at.ticks or 0, len(version.steps))
    plain, bold = Markup("{} {}"), Markup("{} <b>{}</b>")
    yield Markup("\n").join(
        (bold if place == here else plain).format(_SIGNS[is_ticked], _numbered(t, place, step))
        for place, (step, is_ticked) in enumerate(_ticked(version, at))
    )
    if here is not None:
        step = version.steps[here]
        yield Markup("<blockquote><b>{}</b>\n{}</blockquote>").format(
            _numbered(t, here, step), t.text(step.body)
        )


def _all_in_full(t: Translator, version: Version, at: ShowGuide) -> Iterator[Markup]:
    for place, (step, is_ticked) in enumerate(_ticked(version, at)):
        yield Markup("{} <b>{}</b>\n{}").format(
            _SIGNS[is_ticked], _numbered(t, place, step), t.text(step.body)
        )


def _afterwards(t: Translator, shown: Guide, version: Version) -> Iterator[Markup]:
    yield Markup("<b>{}</b>\n{}").format(t("What may come now"), t.text(version.after))
    if version.tomorrow:
        yield Markup("<b>{}</b>\n{}").format(t("Tomorrow"), t.text(version.tomorrow))
    yield Markup("<i>{}</i>").format(t("Checked on {date}", date=t.date(shown.checked_on)))


def _ticked(version: Version, at: ShowGuide) -> Iterator[tuple[Step, bool]]:
    return zip(version.steps, ticked(at.ticks or 0, len(version.steps)), strict=True)


def _numbered(t: Translator, place: int, step: Step) -> Markup:
    return Markup("{}. {}").format(t.number(place + 1), t.text(step.title))


def _step_rows(t: Translator, version: Version, at: ShowGuide) -> Iterator[Row]:
    """Tick the next step with one large button, and any of them with a small one."""
    of = len(version.steps)
    here = current(at.ticks or 0, of)
    if here is not None:
        label = t.label("Step {number} is done", number=here + 1)
        yield (Button(label=label, action=_toggle(at, here, of), icon="☑"),)
    small = [
        Button(label=t.number(place + 1), action=_toggle(at, place, of), icon=_SIGNS[is_ticked])
        for place, (_, is_ticked) in enumerate(_ticked(version, at))
    ]
    for start in range(0, of, PER_ROW):
        yield tuple(small[start : start + PER_ROW])
    if at.in_full:
        yield (Button(label=t.label("One step at a time"), action=replace(at, in_full=None), icon="☝️"),)
    elif here is not None:
        yield (Button(label=t.label("Read all the steps"), action=replace(at, in_full=True), icon="📃"),)


def _toggle(at: ShowGuide, place: int, of: int) -> ShowGuide:
    return replace(at, ticks=toggled(at.ticks or 0, place, of))


def _more_rows(reader: Reader, version: Version, at: ShowGuide, lessons: Sequence[Lesson]) -> Iterator[Row]:
    """Lead to who takes reports and takes pictures down, and at the end to what goes deeper."""
    t = reader.t
    if version.reporting:
        action = ShowReporting(country=reader.country)
        yield (Button(label=t.label("Report pictures or content"), action=action, icon="🚩"),)
    if version.apps:
        yield (Button(label=t.label("In your apps"), action=ShowPlatforms(), icon="📱"),)
    for service in version.services:
        label = short(t.label_text(service.label))
        yield (Button(label=label, action=Link(url=service.url), icon="🌐"),)
    if at.in_full or current(at.ticks or 0, len(version.steps)) is None:
        for lesson in lessons:
            yield (lesson_button(t, lesson, frozenset[LessonId](), with_audience=False),)
