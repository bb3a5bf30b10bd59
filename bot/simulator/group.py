"""A group, supergroup or channel somebody adds the bot to."""

from bot.simulator.happenings import Happenings
from bot.simulator.person import PATIENCE, Person, acknowledged
from bot.simulator.seen import ChatMessage, seen
from bot.simulator.state import Account, Chat, World
from bot.simulator.updates import Update


class Group:
    """A chat of several people."""

    def __init__(self, world: World, happenings: Happenings, chat: Chat) -> None:
        self.id = chat.id
        self.chat = chat
        self._world = world
        self._happenings = happenings

    @property
    def messages(self) -> list[ChatMessage]:
        """What was written in it."""
        return [seen(stored, bot_id=self._world.bot.id) for stored in self.chat.messages.values()]

    @property
    def has_bot(self) -> bool:
        """Say whether the bot is still there."""
        return self.chat.bot_is_member

    async def hears(self, person: Person, text: str) -> None:
        """Let a person write in it; return once the bot has acknowledged it."""
        update = self._happenings.message(person.account, self.chat, text)
        await acknowledged(update, PATIENCE)

    def starts_adding_bot(self, account: Account) -> list[Update]:
        """Add the bot; in a channel it becomes an administrator and nothing is posted."""
        if self.chat.kind == "channel":
            return [self._happenings.membership(account, self.chat, "left", "administrator")]
        added = self._happenings.membership(account, self.chat, "left", "member")
        bot = self._world.bot.user()
        told = self._happenings.message(account, self.chat, media="new_chat_members", attachment=[bot])
        return [added, told]
