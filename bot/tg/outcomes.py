"""From an exception of python-telegram-bot to what became of the message.

PTB's tree misleads twice: `BadRequest` and `TimedOut` are both `NetworkError`s, and a 404 from a proxy is an
`InvalidToken`. Hence the order of the cases.
"""

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.domain.delivery import (
    NOT_FOUND,
    Failed,
    Halted,
    Moved,
    NotSent,
    Outcome,
    Sent,
    Throttled,
    Uncertain,
    Unpaid,
    Unreachable,
)
from bot.tg.request import NotSentError

_NO_STARS = ("balance_too_low", "not enough stars")
_GONE = ("chat not found", "user not found", "peer_id_invalid", "chat_id is empty")


def outcome_of(error: TelegramError) -> Outcome:
    """Classify what a call ended in."""
    match error:
        case RetryAfter():
            outcome: Outcome = Throttled(wait_of(error))
        case ChatMigrated():
            outcome = Moved(error.new_chat_id)
        case Forbidden() | BadRequest() if _is_unpaid(error.message):
            outcome = Unpaid(error.message)
        case Forbidden():
            outcome = Unreachable()
        case InvalidToken() | Conflict():
            outcome = Halted(type(error).__name__)
        case BadRequest():
            outcome = _refused(error.message)
        case NotSentError():
            outcome = NotSent()
        case _:
            outcome = Uncertain()
    return outcome


def _is_unpaid(message: str) -> bool:
    """Tell whether Stars are missing; otherwise everybody would count as gone, or as refused."""
    said = message.lower()
    return any(words in said for words in _NO_STARS)


def wait_of(error: RetryAfter) -> timedelta:
    """Return how long Telegram asks us to wait: PTB tells seconds or a timedelta, by PTB_TIMEDELTA."""
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


def _refused(message: str) -> Outcome:
    said = message.lower()
    if "message is not modified" in said:
        return Sent()  # it already looks as it should
    if any(words in said for words in _GONE):
        return Unreachable()
    if "message to delete not found" in said:
        return Failed(NOT_FOUND)
    return Failed(message)
