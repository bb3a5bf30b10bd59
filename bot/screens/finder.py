"""The finder: lessons by topic, length, audience, and by what happened. Every filter stands in the button."""

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup, escape

from bot.content.catalog import Catalog
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.lessons import ChooseFilter, Filter, ShowFinder, ShowUnits
from bot.domain.learner import Role
from bot.domain.lesson import Audience, Happening, HappeningId, Lesson, LessonId, TopicId
from bot.domain.text import Text
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, guide_button, ways_on
from bot.screens.lessons import back_icon, lesson_button, next_icon, short

MOST_RESULTS = 10
MINUTES = (2, 3, 5)
_AUDIENCES = (Audience.TEEN, Audience.PARENT)


def results(
    t: Translator,
    catalog: Catalog,
    looked_for: ShowFinder,
    role: Role | None,
    found: tuple[Lesson, ...],
    done: frozenset[LessonId],
) -> Screen:
    """Show the lessons that fit, and the filters."""
    is_mixed = len({lesson.audience for lesson in found}) > 1 and role not in {Role.TEEN, Role.PARENT}
    pages = -(-len(found) // MOST_RESULTS) or 1
    page = min(max(looked_for.page or 1, 1), pages)
    listed = found[(page - 1) * MOST_RESULTS : page * MOST_RESULTS]
    rows = [(lesson_button(t, lesson, done, with_audience=is_mixed),) for lesson in listed]
    return Screen(
        text=Markup("\n\n").join(_paragraphs(t, catalog, looked_for, role, len(found))),
        buttons=(
            *_help(t, catalog, looked_for),
            *rows,
            *_turning(t, looked_for, page, pages),
            *_filters(t, looked_for, role),
            ways_on(t),
        ),
        place=replace(looked_for, happening=None),  # what happened to somebody is not kept
    )


def _turning(t: Translator, looked_for: ShowFinder, page: int, pages: int) -> tuple[Row, ...]:
    """Lead to the neighbouring pages."""
    row: Row = ()
    if page > 1:
        row = (
            Button(label=t.label("Previous"), action=replace(looked_for, page=page - 1), icon=back_icon(t)),
        )
    if page < pages:
        after = replace(looked_for, page=page + 1)
        row = (*row, Button(label=t.label("Next"), action=after, icon=next_icon(t)))
    return (row,) if row else ()


def choose(t: Translator, catalog: Catalog, asked: ChooseFilter, role: Role | None) -> Screen:
    """Offer the choices of one filter."""
    kept = ShowFinder(
        topic=asked.topic, happening=asked.happening, audience=asked.audience, minutes=asked.minutes
    )
    options = _options(t, catalog, asked.filter, kept, role)
    is_about_harm = asked.filter is Filter.HAPPENING
    rows: list[Row] = [(_talk(t),)] if is_about_harm else []
    rows += [(Button(label=short(label), action=action),) for label, action in options]
    rows.append((Button(label=t.label("Back"), action=kept, icon=back_icon(t)),))
    text = Markup("<b>{}</b>").format(_question(t, asked.filter))
    if is_about_harm:
        text = Markup("{}\n\n{}").format(text, _warm(t))
    return Screen(text=text, buttons=(*rows, ways_on(t)), place=asked)


def _paragraphs(
    t: Translator, catalog: Catalog, looked_for: ShowFinder, role: Role | None, found: int
) -> Iterator[Markup]:
    yield Markup("<b>{}</b>").format(t("Find a lesson"))
    if looked_for.happening:
        yield _warm(t)
    chosen = list(_chosen(t, catalog, looked_for, role))
    if chosen:
        yield Markup("\n").join(Markup("• {}").format(line) for line in chosen)
    if not found:
        yield t("No lesson fits all of this yet. You could take a filter away.")
    elif found > MOST_RESULTS and (looked_for.page or 1) == 1:
        yield t("Here are the first ones. A filter brings you closer to what you need.")
    else:
        yield t.plural("{count} lesson fits:", "{count} lessons fit:", found)


def _chosen(t: Translator, catalog: Catalog, looked_for: ShowFinder, role: Role | None) -> Iterator[Markup]:
    topic = catalog.topics.get(TopicId(looked_for.topic or ""))
    if topic:
        yield t("Topic: {topic}", topic=t.text(topic.label))
    happening = catalog.happenings.get(HappeningId(looked_for.happening or ""))
    if happening:
        yield t("What happened: {happening}", happening=t.text(_happened(happening, role)))
    if looked_for.audience:
        yield escape(_for(t, looked_for.audience))
    if looked_for.minutes is not None:
        yield escape(_at_most(t, looked_for.minutes))


def _filters(t: Translator, looked_for: ShowFinder, role: Role | None) -> tuple[Row, ...]:
    def by(which: Filter) -> ChooseFilter:
        return ChooseFilter(
            filter=which,
            topic=looked_for.topic,
            happening=looked_for.happening,
            audience=looked_for.audience,
            minutes=looked_for.minutes,
        )

    rows: tuple[Row, ...] = (
        (Button(label=_what_happened(t, role), action=by(Filter.HAPPENING), icon="💬"),),
        (
            Button(label=t.label("Topic"), action=by(Filter.TOPIC), icon="🏷"),
            Button(label=t.label("How long"), action=by(Filter.MINUTES), icon="⏱"),
            Button(label=t.label("For whom"), action=by(Filter.AUDIENCE), icon="👥"),
        ),
    )
    course = Button(label=t.label("All lessons"), action=ShowUnits(), icon="📚")
    if replace(looked_for, page=None) == ShowFinder():
        return (*rows, (course,))
    return (*rows, (Button(label=t.label("Clear filters"), action=ShowFinder(), icon="✖️"), course))


def _options(
    t: Translator, catalog: Catalog, which: Filter, kept: ShowFinder, role: Role | None
) -> list[tuple[str, ShowFinder]]:
    match which:
        case Filter.TOPIC:
            topics = catalog.topics.values()
            named = [(t.label_text(topic.label), replace(kept, topic=topic.id)) for topic in topics]
            return [*named, (t.label("Any topic"), replace(kept, topic=None))]
        case Filter.MINUTES:
            lengths = [(_at_most(t, minutes), replace(kept, minutes=minutes)) for minutes in MINUTES]
            return [*lengths, (t.label("Any length"), replace(kept, minutes=None))]
        case Filter.AUDIENCE:
            others = [(_for(t, audience), replace(kept, audience=audience)) for audience in _AUDIENCES]
            return [*others, (t.label("For me"), replace(kept, audience=None))]
        case Filter.HAPPENING:
            happenings = [
                (t.label_text(_happened(happening, role)), replace(kept, happening=happening.id))
                for happening in catalog.happenings.values()
            ]
            return [*happenings, (t.label("Something else"), replace(kept, happening=None))]


def _question(t: Translator, which: Filter) -> Markup:
    match which:
        case Filter.TOPIC:
            return t("What should it be about?")
        case Filter.MINUTES:
            return t("How much time do you have?")
        case Filter.AUDIENCE:
            return t("Who is the lesson for?")
        case Filter.HAPPENING:
            return t("What happened?")


def _warm(t: Translator) -> Markup:
    return t(
        "Whatever happened, it is not your fault, and you are not alone with it. "
        "It is good that you are looking for help."
    )


def _what_happened(t: Translator, role: Role | None) -> str:
    match role:
        case Role.PARENT:
            return t.label("What happened to my child")
        case Role.TEACHER:
            return t.label("What happened")
        case Role.TEEN | None:
            return t.label("What happened to me")


def _help(t: Translator, catalog: Catalog, looked_for: ShowFinder) -> tuple[Row, ...]:
    """Lead to what to do now, and to somebody to talk to, once it is known what happened."""
    if not looked_for.happening:
        return ()
    guide = catalog.guide_after.get(HappeningId(looked_for.happening))
    return ((guide_button(t, guide),), (_talk(t),)) if guide else ((_talk(t),),)


def _talk(t: Translator) -> Button:
    return Button(label=t.label("Talk to somebody now"), action=ShowHelp(), icon="💛")


def _happened(happening: Happening, role: Role | None) -> Text:
    return happening.parent_label if role is Role.PARENT else happening.label


def _for(t: Translator, audience: Audience) -> str:
    match audience:
        case Audience.TEEN:
            return t.label("For teens")
        case Audience.PARENT:
            return t.label("For parents and carers")
        case Audience.BOTH:
            return t.label("For both")


def _at_most(t: Translator, minutes: int) -> str:
    return t.plural_label("{count} minute at most", "{count} minutes at most", minutes)
