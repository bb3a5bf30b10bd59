"""How to report and lock down, app by app."""

from bot.app import Turn
from bot.domain.actions.platforms import ShowPlatform, ShowPlatforms, ShowSection
from bot.domain.errors import RefusalError
from bot.domain.platform import PlatformId, section_of
from bot.screens import platforms as screens
from bot.screens.base import Screen


async def show_all(turn: Turn, _action: ShowPlatforms) -> Screen:
    """Show the apps."""
    return screens.platforms(turn.t, turn.app.catalog.platforms)


async def show(turn: Turn, action: ShowPlatform) -> Screen:
    """Show what can be done in an app."""
    return screens.platform(turn.t, turn.app.catalog.platform(PlatformId(action.platform)))


async def show_section(turn: Turn, action: ShowSection) -> Screen:
    """Show how one thing is done in an app."""
    platform = turn.app.catalog.platform(PlatformId(action.platform))
    section = section_of(platform, action.kind)
    if section is None:
        raise RefusalError
    return screens.section(turn.t, platform, section, today=turn.now.date())
