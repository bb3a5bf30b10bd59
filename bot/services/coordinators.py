"""Use cases of mandates: inviting, joining, changing a rank, taking a mandate back. Each leaves a line."""

import secrets
from dataclasses import replace
from datetime import datetime

from bot.domain.audit import Entry, Line
from bot.domain.errors import RefusalError
from bot.domain.learner import Learner, LearnerId
from bot.domain.mandate import INVITATION_LIFE, Mandate, Rank, with_country
from bot.storage import audit, learners, mandates
from bot.storage.engine import Transaction

_TOKEN_BYTES = 12


async def list_all(tx: Transaction, mandate: Mandate) -> list[Learner]:
    """List the coordinators whose mandate lies within one's own."""
    return [each for each in await learners.list_mandated(tx) if _is_below(each, mandate)]


async def find(tx: Transaction, mandate: Mandate, learner_id: int) -> Learner:
    """Find a coordinator within one's own mandate, or refuse."""
    found = await learners.get(tx, LearnerId(learner_id))
    if found is None or not _is_below(found, mandate):
        raise RefusalError
    return found


async def change_rank(
    tx: Transaction, admin: Learner, mandate: Mandate, learner_id: int, rank: Rank, *, now: datetime
) -> Learner:
    """Give a coordinator another rank; nobody changes their own."""
    found = await find(tx, mandate, learner_id)
    assert found.mandate is not None, "whoever is below has one"
    changed = replace(found, mandate=replace(found.mandate, rank=rank))
    if found.id == admin.id or not _is_below(changed, mandate):
        raise RefusalError
    await learners.save(tx, changed)
    await note(tx, admin, Entry.RANKED, str(found.id), now=now, rank=rank)
    return changed


async def revoke(
    tx: Transaction, admin: Learner, mandate: Mandate, learner_id: int, *, now: datetime
) -> Learner:
    """Take a mandate back; from this transaction on it is worth nothing."""
    found = await find(tx, mandate, learner_id)
    if found.id == admin.id:
        raise RefusalError
    await learners.save(tx, replace(found, mandate=None))
    await note(tx, admin, Entry.REVOKED, str(found.id), now=now)
    return found


async def resign(tx: Transaction, learner: Learner, *, now: datetime) -> Learner:
    """Give one's own mandate back."""
    changed = replace(learner, mandate=None)
    await learners.save(tx, changed)
    await note(tx, learner, Entry.RESIGNED, str(learner.id), now=now)
    return changed


async def invite(
    tx: Transaction, admin: Learner, mandate: Mandate, rank: Rank, *, now: datetime
) -> tuple[int, Mandate]:
    """Begin an invitation with the scope of whoever invites."""
    offered = replace(mandate, rank=rank)
    return await mandates.draft(tx, admin.id, offered, until=now + INVITATION_LIFE), offered


async def draft_of(tx: Transaction, admin: Learner, invitation_id: int) -> Mandate:
    """Return what an own, unused invitation offers, or refuse."""
    offered = await mandates.find_draft(tx, admin.id, invitation_id)
    if offered is None:
        raise RefusalError
    return offered


async def scope_country(
    tx: Transaction, admin: Learner, mandate: Mandate, invitation_id: int, country: str, *, is_in: bool
) -> Mandate:
    """Take a country into an invitation's scope, or out of it, never beyond one's own."""
    offered = with_country(await draft_of(tx, admin, invitation_id), country, is_in=is_in)
    if not offered.countries:
        offered = replace(offered, countries=mandate.countries)
    if not mandate.covers_all_of(offered):
        raise RefusalError
    await mandates.scope(tx, admin.id, invitation_id, offered)
    return offered


async def make_link(
    tx: Transaction, admin: Learner, invitation_id: int, *, now: datetime
) -> tuple[Mandate, str]:
    """Return what is offered and the token of a link that works once, for two days."""
    offered = await draft_of(tx, admin, invitation_id)
    token = secrets.token_hex(_TOKEN_BYTES)
    await mandates.seal(tx, admin.id, invitation_id, token, until=now + INVITATION_LIFE)
    await note(tx, admin, Entry.INVITED, str(invitation_id), now=now, rank=offered.rank)
    return offered, token


async def withdraw(tx: Transaction, admin: Learner, invitation_id: int) -> None:
    """Let a link lead nowhere."""
    await mandates.withdraw(tx, admin.id, invitation_id)


async def offered(tx: Transaction, token: str, *, now: datetime) -> Mandate:
    """Return what a link offers, or refuse."""
    found = await mandates.offered(tx, token, now=now)
    if found is None:
        raise RefusalError
    return found[0]


async def accept(tx: Transaction, learner: Learner, token: str, *, now: datetime) -> Learner:
    """Take a mandate on, with whatever one has already staying where it is more; refuse a used link."""
    found = await mandates.offered(tx, token, now=now)
    if found is None or not await mandates.use(tx, token, now=now):
        raise RefusalError
    mandate, inviter = found
    if inviter == learner.id:
        raise RefusalError
    changed = replace(learner, mandate=mandate)
    await learners.save(tx, changed)
    await note(tx, learner, Entry.JOINED, str(inviter), now=now, rank=mandate.rank)
    return changed


async def note(
    tx: Transaction, actor: Learner, deed: Entry, subject: str, *, now: datetime, **facts: int | str
) -> None:
    """Write a line of the audit, in the transaction of the deed itself."""
    await audit.add(tx, Line(at=now, actor=actor.id, deed=deed, subject=subject, facts=facts))


def _is_below(coordinator: Learner, mandate: Mandate) -> bool:
    return coordinator.mandate is not None and mandate.covers_all_of(coordinator.mandate)
