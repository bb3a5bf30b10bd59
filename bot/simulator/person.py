"""People who talk to the bot, for tests and for the web page."""

import asyncio
from dataclasses import dataclass

from bot.simulator import objects
from bot.simulator.files import Upload
from bot.simulator.happenings import Happenings
from bot.simulator.seen import Button, ChatMessage, seen
from bot.simulator.state import Account, Chat, Query, StoredMessage, World
from bot.simulator.updates import Update

PATIENCE = 10.0
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@dataclass(frozen=True, slots=True)
class _Press:
    query: Query
    update: Update


class Person:
    """Somebody with a phone. What they do returns once the bot has acknowledged it."""

    def __init__(self, world: World, happenings: Happenings, account: Account) -> None:
        self.id = account.id
        self.name = account.name
        self.language_code = account.language_code
        self.patience = PATIENCE
        self.account = account
        self._world = world
        self._happenings = happenings
        self._presses: list[_Press] = []

    def __repr__(self) -> str:
        return f"Person({self.id})"

    @property
    def chat(self) -> Chat:
        """The private chat with the bot."""
        return self._world.chats[self.id]

    @property
    def messages(self) -> list[ChatMessage]:
        """The whole chat."""
        return [seen(stored, bot_id=self._world.bot.id) for stored in self.chat.messages.values()]

    @property
    def screen(self) -> ChatMessage:
        """The bot's last message."""
        for stored in reversed(self.chat.messages.values()):
            if stored.sender_id == self._world.bot.id:
                return seen(stored, bot_id=self._world.bot.id)
        raise AssertionError(f"the bot has not written to {self}")

    @property
    def toast(self) -> str | None:
        """What the bot said to the last press."""
        return self._presses[-1].query.answer if self._presses else None

    @property
    def unanswered_queries(self) -> list[str]:
        """Presses the bot acknowledged without answering them: their spinners turn for ever."""
        return [
            press.query.id
            for press in self._presses
            if press.update.acknowledged.is_set() and not press.query.answered
        ]

    async def sends(self, text: str) -> None:
        """Write something, a command or free text."""
        await self._acknowledged(self.starts_sending(text))

    async def taps(self, label: str) -> None:
        """Tap an inline button of the latest message that has it."""
        message_id, button = self._button(label)
        assert button.data is not None, f"{button.text!r} is a link to {button.url}"
        await self.taps_data(button.data, message_id)

    async def taps_data(self, data: str, message_id: int | None = None) -> None:
        """Press a button that may not be there any more, or never was."""
        pressed = self.starts_tapping(data, self.screen.message_id if message_id is None else message_id)
        await self._acknowledged(*pressed)

    async def sends_photo(self, caption: str = "", upload: Upload | None = None) -> None:
        """Send a picture."""
        picture = upload or Upload(name="photo.png", content=_PIXEL, mime="image/png")
        await self._acknowledged(self.starts_sending_file("photo", picture, caption))

    async def sends_voice(self) -> None:
        """Send a voice message."""
        upload = Upload(name="voice.ogg", content=b"OggS voice", mime="audio/ogg")
        await self._acknowledged(self.starts_sending_file("voice", upload))

    async def sends_document(self, name: str = "homework.pdf", caption: str = "") -> None:
        """Send a file."""
        upload = Upload(name=name, content=b"%PDF homework", mime="application/pdf")
        await self._acknowledged(self.starts_sending_file("document", upload, caption))

    async def sends_video(self, seconds: int = 1) -> None:
        """Send a video."""
        upload = Upload(name="video.mp4", content=b"ftyp video", mime="video/mp4", seconds=seconds)
        await self._acknowledged(self.starts_sending_file("video", upload))

    async def sends_sticker(self) -> None:
        """Send a sticker."""
        upload = Upload(name="sticker.webp", content=b"RIFF....WEBP", mime="image/webp")
        await self._acknowledged(self.starts_sending_file("sticker", upload))

    async def sends_location(self) -> None:
        """Send a place."""
        place = {"latitude": 27.7172, "longitude": 85.324}
        await self._acknowledged(self._writes("", media="location", attachment=place))

    async def sends_contact(self) -> None:
        """Send somebody's number (one that nobody has)."""
        contact = {"phone_number": "+12025550100", "first_name": "Nobody"}
        await self._acknowledged(self._writes("", media="contact", attachment=contact))

    async def forwards(self, text: str) -> None:
        """Forward what somebody else wrote."""
        origin = {
            "type": "hidden_user",
            "date": self._world.clock.timestamp(),
            "sender_user_name": "Somebody",
        }
        await self._acknowledged(self._writes(text, extra={"forward_origin": origin}))

    async def votes(self, *choices: int) -> None:
        """Vote in the latest poll."""
        polls = [stored for stored in self.chat.messages.values() if stored.media == "poll"]
        assert polls, f"{self} sees no poll"
        await self._acknowledged(self._happenings.vote(self.account, polls[-1], list(choices)))

    async def blocks(self) -> None:
        """Block the bot."""
        await self._acknowledged(self.starts_blocking())

    async def unblocks(self) -> None:
        """Let the bot write again."""
        await self._acknowledged(self.starts_unblocking())

    async def leaves_telegram(self) -> None:
        """Delete the account; nobody tells the bot."""
        self.account.deactivated = True

    def starts_sending(self, text: str) -> Update:
        """Write something without waiting for the bot."""
        return self._writes(text.strip())

    def starts_tapping(self, data: str, message_id: int) -> list[Update]:
        """Press a button without waiting for the bot."""
        pressed = [_Press(*pair) for pair in self._happenings.press(self.account, message_id, data)]
        self._presses += pressed
        return [press.update for press in pressed]

    def starts_sending_file(self, kind: str, upload: Upload, caption: str = "") -> Update:
        """Send a file without waiting for the bot."""
        stored = self._world.keep_file(kind, upload)
        return self._writes(caption, media=kind, file=stored, attachment=objects.attachment(stored))

    def starts_blocking(self) -> Update:
        """Block the bot without waiting for it to hear of it."""
        self.account.has_blocked = True
        return self._happenings.membership(self.account, self.chat, "member", "kicked")

    def starts_unblocking(self) -> Update:
        """Unblock the bot without waiting for it to hear of it."""
        self.account.has_blocked = False
        return self._happenings.membership(self.account, self.chat, "kicked", "member")

    def _writes(self, text: str, **content: object) -> Update:
        assert not self.account.has_blocked, f"{self} has blocked the bot: unblock it first"
        return self._happenings.message(self.account, self.chat, text, **content)

    def _button(self, label: str) -> tuple[int, Button]:
        visible: list[str] = []
        for stored in reversed(self.chat.messages.values()):
            shown = self._shown(stored)
            found = shown.find(label) if shown else []
            if shown and len(found) == 1:
                return shown.message_id, found[0]
            assert not found, f"{label!r} could be any of {[button.text for button in found]}"
            visible += shown.labels if shown else []
        raise AssertionError(f"{self} sees no button {label!r}, but {visible}")

    def _shown(self, stored: StoredMessage) -> ChatMessage | None:
        return seen(stored, bot_id=self._world.bot.id) if stored.inline_keyboard else None

    async def _acknowledged(self, *updates: Update) -> None:
        for update in updates:
            await acknowledged(update, self.patience)


async def acknowledged(update: Update, patience: float) -> None:
    """Wait until the bot has dealt with an update."""
    try:
        async with asyncio.timeout(patience):
            await update.acknowledged.wait()
    except TimeoutError:
        raise AssertionError(
            f"update {update.id} ({update.kind}, {update.lane}) was not acknowledged within {patience:g} s; "
            f"it was posted {update.attempts} times to a webhook"
        ) from None
