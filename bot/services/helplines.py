"""Use cases of the helplines."""

from datetime import datetime

from bot.content.helplines import Helplines
from bot.domain.errors import RefusalError
from bot.domain.helpline import Helpline
from bot.domain.learner import LearnerId
from bot.storage import helplines as storage
from bot.storage.engine import Transaction


class UnknownHelplineError(RefusalError):
    """Say that there is no such line, or no longer."""


async def report_fault(
    tx: Transaction, helplines: Helplines, learner_id: LearnerId | None, helpline_id: str, *, now: datetime
) -> Helpline:
    """Count that a line did not work, and return the line; not for somebody who agreed to nothing."""
    helpline = helplines.find(helpline_id)
    if helpline is None:
        raise UnknownHelplineError
    if learner_id is not None:
        await storage.add_fault(tx, learner_id, helpline.id, on=now.date())
    return helpline
