"""Boosters: the message that invites to look back."""

from bot.app import App
from bot.domain.booster import Booster
from bot.domain.delivery import Claimed
from bot.screens.base import Screen
from bot.screens.reminder_messages import look_back
from bot.services import lessons


async def render_booster(app: App, claimed: Claimed) -> Screen | None:
    """Write the message of a delivery; None for a booster that is no longer run."""
    if claimed.subject not in set(Booster):
        return None
    async with app.db.reading() as tx:
        unseen = await lessons.find_unseen(tx, app.catalog, claimed.learner)
    return look_back(app.translators.of(claimed.learner), Booster(claimed.subject), unseen=unseen)
