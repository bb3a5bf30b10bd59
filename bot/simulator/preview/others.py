"""What is no lesson: worries about a friend, talks for two, apps."""

from collections.abc import Iterator
from functools import partial

from bot.content.catalog import Catalog
from bot.content.messages import texts
from bot.domain.friend import Worry
from bot.domain.pair import Pair, Side
from bot.domain.platform import Platform
from bot.domain.text import Text
from bot.i18n.translator import Translator
from bot.screens import friend, pairs, platforms
from bot.simulator.preview.entry import Entry, Shown

_BOT = "foursteps_bot"
_SIDES = {Side.TEEN: "The teen's half", Side.PARENT: "The adult's half"}


def worry_entries(catalog: Catalog) -> Iterator[Entry]:
    """Yield what helps a friend."""
    for worry in catalog.worries:
        file = f"content/friend/{worry.id}.yaml"
        show = partial(_worry, worry=worry)
        yield Entry(id=worry.id, title=worry.button, about="teen", value=worry, file=file, show=show)


def pair_entries(catalog: Catalog) -> Iterator[Entry]:
    """Yield the talks for two."""
    for pair in catalog.pairs:
        file, about = f"content/pairs/{pair.id}.yaml", f"both, {pair.minutes} min"
        show = partial(_pair, pair=pair)
        yield Entry(id=pair.id, title=pair.title, about=about, value=pair, file=file, show=show)


def platform_entries(catalog: Catalog) -> Iterator[Entry]:
    """Yield the apps."""
    for platform in catalog.platforms.values():
        file = f"content/platforms/{platform.id}.yaml"
        show = partial(_platform, platform=platform)
        yield Entry(id=platform.id, title=platform.name, about="both", value=platform, file=file, show=show)


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


def _all(value: object) -> tuple[Text, ...]:
    return tuple(text for _, text in texts(value, ()))
