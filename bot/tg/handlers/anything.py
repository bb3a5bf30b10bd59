"""Whatever a person sends that is no command and no answer to a question."""

from bot.app import Said, Turn
from bot.screens import common
from bot.screens.base import Screen


async def said(turn: Turn, said: Said) -> Screen:
    """Answer kindly and lead on; what was sent is neither opened nor kept."""
    show = common.media if said.has_media else common.said
    return show(turn.t, back=turn.place)
