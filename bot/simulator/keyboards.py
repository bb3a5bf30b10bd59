"""Keyboards: what Telegram asks of them beyond their types."""

from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.html import url_problem, utf16_length

Keyboard = list[list[dict[str, Any]]]

DATA_LIMIT = 64
BUTTONS_LIMIT = 100
COPY_LIMIT = 256
_APPEARANCE = {"text", "icon_custom_emoji_id", "style"}


def split_markup(markup: dict[str, Any] | None) -> tuple[Keyboard | None, dict[str, Any] | None]:
    """Check a reply markup; return the inline keyboard, or the other kind of markup."""
    if markup is None:
        return None, None
    if "inline_keyboard" in markup:
        return inline_keyboard(markup), None
    if "keyboard" in markup:
        _check_reply_keyboard(markup["keyboard"])
    return None, markup


def inline_keyboard(markup: dict[str, Any] | None) -> Keyboard | None:
    """Check an inline keyboard; an empty one is none."""
    rows = [row for row in markup["inline_keyboard"] if row] if markup else []
    if sum(len(row) for row in rows) > BUTTONS_LIMIT:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check_button(button)
    return rows or None


def _check_button(button: dict[str, Any]) -> None:
    if not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: text must not be empty")
    actions = set(button) - _APPEARANCE
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one optional field must be used")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    copied = button.get("copy_text")
    if copied is not None and not 1 <= utf16_length(copied["text"]) <= COPY_LIMIT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    url = button.get("url")
    problem = url_problem(url) if url is not None else None
    if problem:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {problem}")


def _check_reply_keyboard(rows: Keyboard) -> None:
    if not any(rows):
        raise bad_request("reply keyboard is empty")
    if any(not button["text"].strip() for row in rows for button in row):
        raise bad_request("keyboard button text must not be empty")
