"""The numbers of a chat's messages of the last two days: what quick hide can take away."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from bot.domain.learner import LearnerId
from bot.storage.engine import Transaction
from bot.storage.instants import stamp
from bot.storage.statements import statement
from bot.storage.tables import deliveries, learners, messages

_ADD = statement(
    lambda insert: (
        insert(messages)
        .from_select(
            ["learner_id", "message_id", "at"],
            sa.select(
                learners.c.id,
                sa.cast(sa.bindparam("message_id"), sa.BigInteger),
                sa.cast(sa.bindparam("at"), sa.BigInteger),
            ).where(learners.c.chat_key == sa.bindparam("chat_key")),
        )
        .on_conflict_do_nothing()
    )
)
_OF_CHAT = sa.select(messages.c.message_id).where(
    messages.c.learner_id == sa.bindparam("of_learner"), messages.c.at > sa.bindparam("since")
)
_DELIVERED = sa.select(deliveries.c.message_id).where(
    deliveries.c.learner_id == sa.bindparam("of_learner"),
    deliveries.c.message_id.is_not(None),
    deliveries.c.finished_at > sa.bindparam("since"),
)
_LIST = statement(sa.union(_OF_CHAT, _DELIVERED))
_DROP = statement(
    sa.delete(messages).where(
        messages.c.learner_id
        == sa.select(learners.c.id).where(learners.c.chat_key == sa.bindparam("chat_key")).scalar_subquery(),
        messages.c.message_id == sa.bindparam("message_id"),
    )
)
_FORGET = statement(sa.delete(messages).where(messages.c.at < sa.bindparam("before")))


async def add(tx: Transaction, chat_id: int, message_ids: Iterable[int], *, now: datetime) -> None:
    """Note messages; nothing is noted of a chat whose learner is erased."""
    key = tx.vault.key(chat_id)
    rows = [{"chat_key": key, "message_id": message_id, "at": stamp(now)} for message_id in message_ids]
    if rows:
        await tx.many(_ADD, list(rows))


async def list_since(tx: Transaction, learner_id: LearnerId, *, since: datetime) -> tuple[int, ...]:
    """List what stands in a chat as far as we know, reminders and broadcasts too; the latest first."""
    rows = await tx.all(_LIST, of_learner=learner_id, since=stamp(since))
    return tuple(sorted((row["message_id"] for row in rows), reverse=True))


async def drop(tx: Transaction, chat_id: int, message_ids: Iterable[int]) -> None:
    """Forget messages that are gone."""
    key = tx.vault.key(chat_id)
    rows = [{"chat_key": key, "message_id": message_id} for message_id in message_ids]
    if rows:
        await tx.many(_DROP, list(rows))


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Forget what Telegram would not delete any more."""
    await tx.execute(_FORGET, before=stamp(before))
