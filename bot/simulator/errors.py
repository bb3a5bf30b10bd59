"""The errors a Bot API server answers with."""

from typing import Any


class ApiError(Exception):
    """An answer with `ok: false`.

    `scripted` marks what a test or a person's choice asked for (a fault, a block, a limit that was
    switched on): the bot has to cope with it, but it is no mistake and no refusal is recorded.
    """

    def __init__(
        self,
        code: int,
        description: str,
        *,
        parameters: dict[str, Any] | None = None,
        scripted: bool = False,
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters
        self.scripted = scripted


def bad_request(description: str) -> ApiError:
    """Make Telegram's answer to a request that makes no sense."""
    return ApiError(400, f"Bad Request: {description}")


def forbidden(description: str, *, scripted: bool = False) -> ApiError:
    """Make Telegram's answer to a bot that may not do this."""
    return ApiError(403, f"Forbidden: {description}", scripted=scripted)


def conflict(description: str) -> ApiError:
    """Make Telegram's answer to two ways of taking updates at once."""
    return ApiError(409, f"Conflict: {description}")


def no_stars() -> ApiError:
    """Make the answer to a bot that would pay for a message and cannot."""
    return ApiError(400, "Bad Request: BALANCE_TOO_LOW", scripted=True)


def migrated(chat_id: int) -> ApiError:
    """Make Telegram's answer to a bot that writes to a group which has another id now."""
    return ApiError(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        parameters={"migrate_to_chat_id": chat_id},
        scripted=True,
    )


def too_many(retry_after: int) -> ApiError:
    """Make Telegram's answer to a bot in a hurry."""
    return ApiError(
        429,
        f"Too Many Requests: retry after {retry_after}",
        parameters={"retry_after": retry_after},
        scripted=True,
    )
