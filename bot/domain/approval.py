"""Two people: a broadcast to many is started by another coordinator than the one who wrote it."""

from dataclasses import dataclass

from bot.domain.audience import is_covered
from bot.domain.broadcast import Broadcast, BroadcastState
from bot.domain.learner import Learner, LearnerId
from bot.domain.mandate import Deed, Mandate

PROGRAMME = "approval"
"""The message that asks a coordinator to look at a broadcast."""
SENT_BACK = "sent-back"
"""The message that tells an author that it was not approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Hold to how few people nothing is sent, and above how many it takes two coordinators."""

    least: int
    threshold: int


def needs_approval(recipients: int, *, threshold: int) -> bool:
    """Tell whether one person alone may not start it."""
    return recipients > threshold


def may_approve(learner_id: LearnerId, mandate: Mandate | None, broadcast: Broadcast) -> bool:
    """Tell whether this coordinator is the second person: never the author, and never beyond their scope."""
    return (
        broadcast.state is BroadcastState.WAITING
        and learner_id != broadcast.author_id
        and mandate is not None
        and mandate.may(Deed.SEND)
        and is_covered(broadcast.audience, mandate)
    )


def may_see(learner: Learner, mandate: Mandate | None, broadcast: Broadcast) -> bool:
    """Tell whether a broadcast is there for somebody: drafts are their author's, the rest lies in a scope."""
    if broadcast.author_id == learner.id:
        return True
    is_draft = broadcast.state is BroadcastState.DRAFT
    return not is_draft and mandate is not None and is_covered(broadcast.audience, mandate)
