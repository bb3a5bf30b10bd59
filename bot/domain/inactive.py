"""Who has not come for a year: told once, where they may be told, and erased a month later."""

from datetime import datetime, timedelta

from bot.domain.learner import Learner
from bot.domain.reminder import Occurrence
from bot.domain.zones import local

PROGRAMME = "inactive"
SUBJECT = "erasure"
_LIFE = timedelta(days=14)


def may_be_told(learner: Learner) -> bool:
    """Tell whether a message may come: who left, wants none or is a coordinator is erased without a word.

    So is who never agreed to anything: nothing comes to them unasked.
    """
    is_open = learner.unreachable_at is None and learner.stopped_at is None
    return is_open and learner.mandate is None and learner.consented_at is not None


def notice(learner: Learner, *, now: datetime) -> Occurrence:
    """Plan the message for as soon as it is not night."""
    return Occurrence(day=local(now, learner.zone).date(), due_at=now, expires_at=now + _LIFE)
