"""Every way a call can end has its value."""

from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.domain.delivery import (
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
from bot.tg.outcomes import outcome_of
from bot.tg.request import NotSentError

_SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)


@pytest.fixture(autouse=True)
def _timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # as bot/run.py does, before anything is received


TABLE: list[tuple[TelegramError, Outcome]] = [
    (Forbidden("Forbidden: bot was blocked by the user"), Unreachable()),
    (Forbidden("Forbidden: user is deactivated"), Unreachable()),
    (Forbidden("Forbidden: bot can't initiate conversation with a user"), Unreachable()),
    (BadRequest("Bad Request: chat not found"), Unreachable()),
    (BadRequest("Bad Request: user not found"), Unreachable()),
    (BadRequest("Bad Request: PEER_ID_INVALID"), Unreachable()),
    (BadRequest("Bad Request: message text is empty"), Failed("Message text is empty")),
    (BadRequest("Bad Request: can't parse entities"), Failed("Can't parse entities")),
    (
        BadRequest("Bad Request: message to edit not found"),
        Failed("Message to edit not found"),
    ),
    (BadRequest("Bad Request: BALANCE_TOO_LOW"), Unpaid("Balance_too_low")),
    (Forbidden("Forbidden: not enough Stars"), Unpaid("Forbidden: not enough Stars")),
    (BadRequest(_SAME), Sent()),
    (ChatMigrated(-1001), Moved(-1001)),
    (InvalidToken("Unauthorized"), Halted("InvalidToken")),
    (Conflict("Conflict: terminated by other getUpdates request"), Halted("Conflict")),
    (NotSentError("no connection to the Bot API"), NotSent()),
    (TimedOut(), Uncertain()),
    (NetworkError("Bad Gateway (502)"), Uncertain()),
    (TelegramError("Invalid server response"), Uncertain()),
    (EndPointNotFound("Endpoint 'x' not found"), Uncertain()),
]


@pytest.mark.parametrize(("error", "outcome"), TABLE, ids=lambda part: type(part).__name__)
def test_an_error_becomes_what_became_of_the_message(error: TelegramError, outcome: Outcome) -> None:
    assert outcome_of(error) == outcome


@pytest.mark.parametrize("wait", [1, 3600])
def test_telegram_tells_how_long_to_wait(wait: int) -> None:
    assert outcome_of(RetryAfter(wait)) == Throttled(timedelta(seconds=wait))


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
def test_seconds_are_understood_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PTB_TIMEDELTA")
    assert outcome_of(RetryAfter(5)) == Throttled(timedelta(seconds=5))


def test_no_error_of_the_library_is_left_out() -> None:
    known = {type(error) for error, _ in TABLE} | {RetryAfter}
    errors = {TelegramError}
    while (deeper := errors | {child for error in errors for child in error.__subclasses__()}) != errors:
        errors = deeper
    shipped = {error for error in errors if error.__module__ == "telegram.error"}
    assert {error.__name__ for error in shipped - known} <= {"PassportDecryptionError"}
