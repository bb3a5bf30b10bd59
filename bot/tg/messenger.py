"""The one place that shows things on Telegram. Every call's end is a value (`bot/domain/delivery.py`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from telegram.error import TelegramError

from bot.domain.action import Action, Copy, Link
from bot.domain.attachment import AttachmentKind
from bot.domain.delivery import Failed, Outcome, Sent
from bot.domain.stars import A_STAR
from bot.screens.base import Button, Document, Screen
from bot.tg.outcomes import outcome_of
from bot.tg.request import AiohttpRequest
from bot.tg.shown import Shown

Encode = Callable[[Action], str]
_BILLION = 10**9
_NO_PREVIEW = {"is_disabled": True}
_METHODS = {
    AttachmentKind.PICTURE: "sendPhoto",
    AttachmentKind.DOCUMENT: "sendDocument",
    AttachmentKind.VIDEO: "sendVideo",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Hold a method and its fields, to be made by us or within a webhook's answer."""

    method: str
    fields: dict[str, Any]

    def as_answer(self) -> dict[str, Any]:
        """Write it as the body of a webhook's answer."""
        return {"method": self.method, **self.fields}


class Messenger:
    """Send, edit and delete messages. `encode` packs actions into buttons."""

    def __init__(
        self,
        request: AiohttpRequest,
        *,
        root: str,
        encode: Encode,
        shown: Shown,
        on_message: Callable[[], None] = lambda: None,
        kept: int = 0,
    ) -> None:
        """Take the bot's address (`{API_URL}/bot{TOKEN}`), which holds the token: keep it out of sight.

        `on_message` is called for each message that leaves, so that it can be counted. How so many
        screens are written is `kept`: a broadcast is one screen, many times.
        """
        self._request = request
        self._root = root
        self._encode = encode
        self._shown = shown
        self._on_message = on_message
        self._kept = kept
        self._written: dict[int, tuple[Screen, dict[str, Any]]] = {}

    async def call(self, call: Call) -> Outcome:
        """Make a call and say what became of it."""
        try:
            result = await self.fetch(call)
        except TelegramError as error:
            return outcome_of(error)
        return Sent(result["message_id"] if isinstance(result, dict) and "message_id" in result else None)

    async def fetch(self, call: Call) -> Any:
        """Make a call and return its bare result; raise `telegram.error.TelegramError`."""
        return await self._request.call(f"{self._root}/{call.method}", call.fields)

    async def send(
        self, chat_id: int, screen: Screen, *, came: list[int] | None = None, **extra: Any
    ) -> Outcome:
        """Send a screen as a new message, its document after it; `came` takes the numbers of both."""
        self._on_message()
        outcome = await self.call(self.new_message(chat_id, screen, **extra))
        if isinstance(outcome, Sent) and outcome.message_id is not None:
            self._shown.note(chat_id, outcome.message_id, screen)
        _note(came, outcome)
        return await self._with_document(chat_id, screen, outcome, came)

    async def send_paid(self, chat_id: int, screen: Screen) -> Outcome:
        """Send a screen beyond the free pace, for Stars."""
        return await self.send(chat_id, screen, allow_paid_broadcast=True)

    async def balance(self) -> int | None:
        """Return how many messages the bot's Stars pay for; None where Telegram does not say."""
        try:
            stars = await self.fetch(Call(method="getMyStarBalance", fields={}))
        except TelegramError:
            return None
        billionths: int = stars["amount"] * _BILLION + stars.get("nanostar_amount", 0)
        return max(0, billionths * A_STAR // _BILLION)

    async def show(
        self, chat_id: int, message_id: int, screen: Screen, *, came: list[int] | None = None
    ) -> Outcome:
        """Show a screen in the place of an earlier one; send it anew where that message cannot be changed."""
        if screen.attachment is not None:
            return await self.send(chat_id, screen, came=came)
        if self._shown.is_same(chat_id, message_id, screen):
            return await self._with_document(chat_id, screen, Sent(message_id), came)
        fields = {"chat_id": chat_id, "message_id": message_id, **self._words(screen)}
        self._shown.forget(chat_id, message_id)
        outcome = await self._edit(fields)
        if isinstance(outcome, Failed):
            return await self.send(chat_id, screen, came=came)
        if isinstance(outcome, Sent):
            self._shown.note(chat_id, message_id, screen)
        return await self._with_document(chat_id, screen, outcome, came)

    def forget(self, chat_id: int) -> None:
        """Let go of what is kept in mind of a chat."""
        self._shown.forget_chat(chat_id)

    async def delete(self, chat_id: int, message_id: int) -> Outcome:
        """Delete a message, for everybody who sees the chat."""
        self._shown.forget(chat_id, message_id)
        fields = {"chat_id": chat_id, "message_id": message_id}
        return await self.call(Call(method="deleteMessage", fields=fields))

    async def delete_many(self, chat_id: int, message_ids: Sequence[int]) -> Outcome:
        """Delete up to 100 messages; those that are not there do not matter."""
        for message_id in message_ids:
            self._shown.forget(chat_id, message_id)
        fields = {"chat_id": chat_id, "message_ids": list(message_ids)}
        return await self.call(Call(method="deleteMessages", fields=fields))

    async def _edit(self, fields: dict[str, Any]) -> Outcome:
        """Change a message; Telegram's answer repeats all of it, and is left unread."""
        self._on_message()
        try:
            await self._request.tell(f"{self._root}/editMessageText", fields)
        except TelegramError as error:
            return outcome_of(error)
        return Sent(fields["message_id"])

    def new_message(self, chat_id: int, screen: Screen, **extra: Any) -> Call:
        """Write the call that sends a screen."""
        words = dict(self._words_of(screen))
        if screen.attachment is None:
            return Call(method="sendMessage", fields={"chat_id": chat_id, **words, **extra})
        words["caption"] = words.pop("text")
        words.pop("link_preview_options")
        kind = screen.attachment.kind
        held = {kind.value: screen.attachment.file_id}
        return Call(method=_METHODS[kind], fields={"chat_id": chat_id, **held, **words, **extra})

    async def _with_document(
        self, chat_id: int, screen: Screen, outcome: Outcome, came: list[int] | None
    ) -> Outcome:
        if screen.document is None or not isinstance(outcome, Sent):
            return outcome
        sent = await self._send_document(chat_id, screen.document)
        _note(came, sent)
        return sent

    async def _send_document(self, chat_id: int, document: Document) -> Outcome:
        """Send a file made in memory; nothing of it touches the disk."""
        form = aiohttp.FormData()
        form.add_field("chat_id", str(chat_id))
        form.add_field("document", document.content, filename=document.name, content_type=document.mime)
        try:
            result = await self._request.upload(f"{self._root}/sendDocument", form)
        except TelegramError as error:
            return outcome_of(error)
        return Sent(result["message_id"])

    def _words_of(self, screen: Screen) -> dict[str, Any]:
        """Look up how the very same screen was written; otherwise write it."""
        known = self._written.get(id(screen))
        if known is not None and known[0] is screen:
            return known[1]
        words = self._words(screen)
        if len(self._written) >= self._kept:
            self._written.clear()
        if self._kept:
            self._written[id(screen)] = (screen, words)
        return words

    def _words(self, screen: Screen) -> dict[str, Any]:
        words: dict[str, Any] = {
            "text": str(screen.text),
            "parse_mode": "HTML",
            "link_preview_options": _NO_PREVIEW,
        }
        if screen.buttons:
            keyboard = [[self._button(button) for button in row] for row in screen.buttons if row]
            words["reply_markup"] = {"inline_keyboard": keyboard}
        return words

    def _button(self, button: Button) -> dict[str, Any]:
        label = f"{button.icon} {button.label}" if button.icon else button.label
        match button.action:
            case Link(url=url):
                return {"text": label, "url": url}
            case Copy(text=text):
                return {"text": label, "copy_text": {"text": text[: Copy.LIMIT]}}
            case action:
                return {"text": label, "callback_data": self._encode(action)}


def _note(came: list[int] | None, outcome: Outcome) -> None:
    if came is not None and isinstance(outcome, Sent) and outcome.message_id is not None:
        came.append(outcome.message_id)


def toast(query_id: str, text: str | None) -> Call:
    """Write the call that ends the spinner on a button, with words or without."""
    fields: dict[str, Any] = {"callback_query_id": query_id}
    if text:
        fields["text"] = text[:200]
    return Call(method="answerCallbackQuery", fields=fields)
