"""Whatever a person sends that is no command and no answer to a question."""

from bot.app import Said, Turn
from bot.domain.safeguarding import Kind
from bot.screens import common
from bot.screens.base import Screen


async def said(turn: Turn, said: Said) -> Screen:
    """Answer kindly and lead on; what was sent is neither opened nor kept."""
    if not said.has_media:
        return common.said(turn.t, back=turn.place)
    guide = turn.app.catalog.guide_for(Kind.IMAGE_LEAK)
    return common.media(turn.t, turn.learner, back=turn.place, guide=guide)
