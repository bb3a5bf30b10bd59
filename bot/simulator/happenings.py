"""What people do, as the updates Telegram makes of it."""

import re
from typing import Any

from bot.simulator import objects
from bot.simulator.faults import DoubleTap, FaultPlan
from bot.simulator.html import Entity, utf16_length
from bot.simulator.state import Account, Chat, Query, StoredMessage, World
from bot.simulator.updates import Update, UpdateQueue
from bot.simulator.views import announce

_COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w+)?")
_RIGHTS = [
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
]


class Happenings:
    """Turn what people do into updates; one chat's messages and one person's presses each have their lane."""

    def __init__(self, world: World, queue: UpdateQueue, faults: FaultPlan) -> None:
        self._world = world
        self._queue = queue
        self._faults = faults

    def message(self, account: Account, chat: Chat, text: str = "", **content: Any) -> Update:
        """Let a person write, or send something."""
        account.has_written = account.has_written or chat.kind == "private"
        stored = self._world.post(
            chat, sender_id=account.id, text=text, entities=commands_in(text), **content
        )
        announce(self._world, "message", stored)
        kind = "channel_post" if chat.kind == "channel" else "message"
        return self._queue.add(kind, objects.message(self._world, stored), lane=f"chat {chat.id}")

    def press(self, account: Account, message_id: int, pressed: str) -> list[tuple[Query, Update]]:
        """Let a person press an inline button, twice if a fault says so."""
        chat = self._world.chats[account.id]
        times = 2 if self._faults.take_update(DoubleTap) else 1
        return [self._press(account, chat, message_id, pressed) for _ in range(times)]

    def vote(self, account: Account, stored: StoredMessage, choices: list[int]) -> Update:
        """Let a person vote; an anonymous poll tells the bot only its counts."""
        poll = stored.attachment
        for choice in choices:
            poll["options"][choice]["voter_count"] += 1
        poll["total_voter_count"] += 1
        announce(self._world, "edit", stored)
        if poll["is_anonymous"]:
            return self._queue.add("poll", poll, lane=f"poll {poll['id']}")
        persistent = [poll["options"][choice]["persistent_id"] for choice in choices]
        answer = {
            "poll_id": poll["id"],
            "user": objects.user(account),
            "option_ids": choices,
            "option_persistent_ids": persistent,
        }
        return self._queue.add("poll_answer", answer, lane=f"poll {poll['id']}")

    def membership(self, account: Account, chat: Chat, old: str, new: str) -> Update:
        """Let a person block or unblock the bot, add it to a group or remove it."""
        changed = {
            "chat": objects.chat(self._world, chat),
            "from": objects.user(account),
            "date": self._world.clock.timestamp(),
            "old_chat_member": self._member(old),
            "new_chat_member": self._member(new),
        }
        return self._queue.add("my_chat_member", changed, lane=f"member {chat.id}")

    def _press(self, account: Account, chat: Chat, message_id: int, pressed: str) -> tuple[Query, Update]:
        query = self._world.ask(account.id)
        stored = chat.messages.get(message_id)
        message = (
            objects.message(self._world, stored)
            if stored
            else {"chat": objects.chat(self._world, chat), "message_id": message_id, "date": 0}
        )
        content = {
            "id": query.id,
            "from": objects.user(account),
            "message": message,
            "chat_instance": str(chat.id),
            "data": pressed,
        }
        return query, self._queue.add("callback_query", content, lane=f"press {account.id}")

    def _member(self, status: str) -> dict[str, Any]:
        member: dict[str, Any] = {"user": self._world.bot.user(), "status": status}
        if status == "kicked":
            member["until_date"] = 0
        if status == "administrator":
            member |= dict.fromkeys(_RIGHTS, False)
        return member


def commands_in(text: str) -> list[Entity]:
    """Find the commands Telegram would make tappable."""
    return [
        {"type": "bot_command", "offset": utf16_length(text[: found.start()]), "length": len(found.group())}
        for found in _COMMAND.finditer(text)
    ]
