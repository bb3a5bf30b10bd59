"""Check-ins: the message that asks how a talk went."""

from datetime import date

from bot.app import App
from bot.domain.delivery import Claimed
from bot.domain.situation import SituationId
from bot.domain.zones import local
from bot.screens.base import Screen
from bot.screens.situations import question


async def render_check_in(app: App, claimed: Claimed) -> Screen | None:
    """Write the message of a delivery; None where its situation is gone."""
    situation = app.catalog.situations.get(SituationId(claimed.subject or ""))
    if situation is None or claimed.local_day is None:
        return None
    learner = claimed.learner
    return question(
        app.translators.of(learner),
        situation,
        is_next_day=local(app.clock(), learner.zone).date() == date.fromisoformat(claimed.local_day),
        is_discreet=learner.is_discreet,
    )
