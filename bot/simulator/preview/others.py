"""What is no lesson: guides, situations at home, worries about a friend, talks for two, apps, a class."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from bot.content.catalog import Catalog
from bot.content.messages import texts
from bot.domain.actions.guides import ShowGuide
from bot.domain.classroom import ClassPlan
from bot.domain.friend import Worry
from bot.domain.guide import Guide, Version
from bot.domain.learner import Role
from bot.domain.pair import Pair, Side
from bot.domain.platform import Platform
from bot.domain.situation import Situation, Went
from bot.domain.text import Text
from bot.i18n.translator import Translator
from bot.screens import classroom, friend, guides, pairs, platforms, situations
from bot.screens.helpline_card import Reader
from bot.screens.helplines import Place
from bot.simulator.preview.entry import Entry, Shown

_BOT = "foursteps_bot"
_SIDES = {Side.TEEN: "The teen's half", Side.PARENT: "The adult's half"}


def guide_entries(catalog: Catalog) -> Iterator[Entry]:
    """Yield what to do now."""
    for guide in catalog.guides.values():
        file = f"content/guides/{guide.id}.yaml"
        show = partial(_guide, catalog=catalog, guide=guide)
        yield Entry(
            id=guide.id,
            title=guide.teen.title,
            about="both",
            value=guide,
            sourced=guide,
            file=file,
            show=show,
        )


def situation_entries(catalog: Catalog) -> Iterator[Entry]:
    """Yield what a parent may say."""
    for situation in catalog.situations.values():
        file = f"content/situations/{situation.id}.yaml"
        show = partial(_situation, catalog=catalog, situation=situation)
        title = situation.title
        yield Entry(id=situation.id, title=title, about="parent", value=situation, file=file, show=show)


def worry_entries(catalog: Catalog) -> Iterator[Entry]:
    """Yield what helps a friend."""
    for worry in catalog.worries:
        file = f"content/friend/{worry.id}.yaml"
        show = partial(_worry, worry=worry)
        yield Entry(
            id=worry.id, title=worry.button, about="teen", value=worry, sourced=worry, file=file, show=show
        )


def pair_entries(catalog: Catalog) -> Iterator[Entry]:
    """Yield the talks for two."""
    for pair in catalog.pairs:
        file, about = f"content/pairs/{pair.id}.yaml", f"both, {pair.minutes} min"
        show = partial(_pair, pair=pair)
        yield Entry(id=pair.id, title=pair.title, about=about, value=pair, sourced=pair, file=file, show=show)


def platform_entries(catalog: Catalog) -> Iterator[Entry]:
    """Yield the apps."""
    for platform in catalog.platforms.values():
        file = f"content/platforms/{platform.id}.yaml"
        show = partial(_platform, platform=platform)
        yield Entry(
            id=platform.id,
            title=platform.name,
            about="both",
            value=platform,
            sourced=platform,
            file=file,
            show=show,
        )


def class_entries(catalog: Catalog) -> Iterator[Entry]:
    """Yield the class that a trainer reads aloud."""
    plan = catalog.class_plan
    yield Entry(
        id="steps",
        title=plan.title,
        about=f"trainers, {plan.minutes} min",
        value=plan,
        sourced=plan,
        file="content/class.yaml",
        show=partial(_class, plan=plan),
    )


def _guide(t: Translator, *, catalog: Catalog, guide: Guide) -> Iterator[Shown]:
    reader = Reader(t=t, today=guide.checked_on)
    nowhere = Place.of(catalog.helplines, None)
    for role, version in {Role.TEEN: guide.teen, Role.PARENT: guide.parent}.items():
        lessons = [catalog.lesson(lesson_id) for lesson_id in version.lessons]
        listed = guides.list_guides(t, [guide], role)
        yield Shown(
            name=f"{role}-list", heading=f"In the list, {role}", screen=listed, texts=(version.button,)
        )
        for heading, in_full in {"First step": None, "In full": True}.items():
            at = ShowGuide(guide=guide.id, in_full=in_full)
            screen = guides.guide(reader, nowhere, guide, role, at, lessons)
            name = f"{role}-{'full' if in_full else 'first'}"
            said = _all(version)[1:] if in_full else _until_the_first_step(version)
            yield Shown(name=name, heading=f"{heading}, {role}", screen=screen, texts=said)


def _until_the_first_step(version: Version) -> tuple[Text, ...]:
    titles = (step.title for step in version.steps)
    return (version.title, version.opening, *titles, version.steps[0].body)


def _situation(t: Translator, *, catalog: Catalog, situation: Situation) -> Iterator[Shown]:
    alone = replace(catalog, situations={situation.id: situation})
    listed = situations.list_all(t, alone)
    yield Shown(name="list", heading="In the list", screen=listed, texts=(situation.button,))
    card = situations.card(t, catalog, situation, None)
    said = (situation.title, *situation.say, *_all(situation.avoid), situation.next)
    yield Shown(name="card", heading="Card", screen=card, texts=said)
    for went in Went:
        screen = situations.answered(t, catalog, situation, went)
        follow_up = situation.follow_up
        another = () if went is Went.WELL else (follow_up.another,)
        yield Shown(
            name=f"went-{went.value}",
            heading=f"The next day: {went.name.lower().replace('_', '-')}",
            screen=screen,
            texts=(follow_up.after(went), *another),
        )


def _worry(t: Translator, *, worry: Worry) -> Iterator[Shown]:
    yield Shown(name="card", heading="Card", screen=friend.worry(t, worry), texts=_all(worry))


def _pair(t: Translator, *, pair: Pair) -> Iterator[Shown]:
    for side, heading in _SIDES.items():
        screen = pairs.pair(t, pair, None, side=side, username=_BOT)
        yield Shown(name=f"side-{side.value}", heading=heading, screen=screen, texts=_all(pair.half(side)))


def _platform(t: Translator, *, platform: Platform) -> Iterator[Shown]:
    ages = (platform.ages,) if platform.ages else ()
    yield Shown(name="app", heading="App", screen=platforms.platform(t, platform), texts=ages)
    for section in platform.sections:
        screen = platforms.section(t, platform, section, today=platform.checked_on)
        yield Shown(name=section.kind, heading=section.kind.capitalize(), screen=screen, texts=section.steps)


def _class(t: Translator, *, plan: ClassPlan) -> Iterator[Shown]:
    for number, card in enumerate(plan.cards, start=1):
        intro = (plan.title, plan.about) if number == 1 else ()
        screen = classroom.card(t, plan, number)
        yield Shown(
            name=f"card-{number}", heading=f"Card {number}", screen=screen, texts=(*intro, *_all(card))
        )
    told = classroom.if_told(t, plan, 1)
    yield Shown(name="told", heading="If a pupil tells", screen=told, texts=plan.if_somebody_tells)


def _all(value: object) -> tuple[Text, ...]:
    return tuple(text for _, text in texts(value, ()))
