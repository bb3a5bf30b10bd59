"""Mandates as they are stored, and the invitations that bring them."""

import hashlib
import json
from datetime import datetime

import sqlalchemy as sa

from bot.domain.learner import LearnerId
from bot.domain.mandate import Mandate, Rank
from bot.storage.engine import Transaction
from bot.storage.instants import stamp
from bot.storage.statements import statement, values
from bot.storage.tables import invitations

_this = invitations.c.id == sa.bindparam("invitation_id")
_own = sa.and_(_this, invitations.c.learner_id == sa.bindparam("inviter_id"), invitations.c.used_at.is_(None))
_open = sa.and_(
    invitations.c.token_key == sa.bindparam("of_token"),
    invitations.c.used_at.is_(None),
    invitations.c.expires_at > sa.bindparam("now"),
)
_DRAFT = statement(
    sa.insert(invitations).values(**values("learner_id", "mandate", "expires_at")).returning(invitations.c.id)
)
_FIND = statement(sa.select(invitations).where(_own).with_for_update())
_SCOPE = statement(sa.update(invitations).where(_own).values(**values("mandate")))
_SEAL = statement(sa.update(invitations).where(_own).values(**values("token_key", "expires_at")))
_WITHDRAW = statement(sa.delete(invitations).where(_own))
_OPEN = statement(sa.select(invitations).where(_open).with_for_update())
_USE = statement(
    sa.update(invitations).where(_open).values(used_at=sa.bindparam("now")).returning(invitations.c.id)
)
_FORGET = statement(sa.delete(invitations).where(invitations.c.expires_at < sa.bindparam("before")))


def pack_mandate(mandate: Mandate) -> str:
    """Write a mandate as JSON."""
    return json.dumps(
        {
            "rank": mandate.rank,
            "countries": sorted(mandate.countries),
            "cohorts": sorted(mandate.cohorts),
        }
    )


def unpack_mandate(packed: str) -> Mandate:
    """Read a mandate."""
    found = json.loads(packed)
    return Mandate(
        rank=Rank(found["rank"]),
        countries=frozenset(found["countries"]),
        cohorts=frozenset(found["cohorts"]),
    )


async def draft(tx: Transaction, inviter_id: LearnerId, mandate: Mandate, *, until: datetime) -> int:
    """Begin an invitation; nobody can use it yet."""
    row = await tx.one(_DRAFT, learner_id=inviter_id, mandate=pack_mandate(mandate), expires_at=stamp(until))
    assert row is not None, "INSERT … RETURNING gives the row"
    return int(row["id"])


async def find_draft(tx: Transaction, inviter_id: LearnerId, invitation_id: int) -> Mandate | None:
    """Find what an unused invitation of this admin offers."""
    row = await tx.one(_FIND, invitation_id=invitation_id, inviter_id=inviter_id)
    return unpack_mandate(row["mandate"]) if row else None


async def scope(tx: Transaction, inviter_id: LearnerId, invitation_id: int, mandate: Mandate) -> None:
    """Change what an invitation offers."""
    await tx.execute(
        _SCOPE, invitation_id=invitation_id, inviter_id=inviter_id, mandate=pack_mandate(mandate)
    )


async def seal(
    tx: Transaction, inviter_id: LearnerId, invitation_id: int, token: str, *, until: datetime
) -> None:
    """Let whoever has the token use the invitation once; the token itself is not kept."""
    await tx.execute(
        _SEAL,
        invitation_id=invitation_id,
        inviter_id=inviter_id,
        token_key=_key(token),
        expires_at=stamp(until),
    )


async def withdraw(tx: Transaction, inviter_id: LearnerId, invitation_id: int) -> None:
    """Let an unused invitation lead nowhere."""
    await tx.execute(_WITHDRAW, invitation_id=invitation_id, inviter_id=inviter_id)


async def offered(tx: Transaction, token: str, *, now: datetime) -> tuple[Mandate, LearnerId] | None:
    """Return what an open invitation offers, and who invited."""
    row = await tx.one(_OPEN, of_token=_key(token), now=stamp(now))
    return (unpack_mandate(row["mandate"]), LearnerId(row["learner_id"])) if row else None


async def use(tx: Transaction, token: str, *, now: datetime) -> bool:
    """Use an invitation up; False where somebody was faster."""
    return await tx.one(_USE, of_token=_key(token), now=stamp(now)) is not None


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Drop what expired."""
    await tx.execute(_FORGET, before=stamp(before))


def _key(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
