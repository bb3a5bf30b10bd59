"""Messages in, what is heard out, a JSON object a line: for an organisation's own phrases."""

from collections.abc import Iterable, Iterator

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.domain.safeguarding import Ear


class BadLineError(Exception):
    """Say which line cannot be read and why, never what stands in it."""


class Message(BaseModel):
    """A message to be heard."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str | int
    lang: str
    text: str


def answers(ear: Ear, lines: Iterable[str]) -> Iterator[str]:
    """Yield what is heard in each message, or raise BadLineError; empty lines are passed over."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        message = _message(number, line)
        heard = ear.hear(message.text, message.lang)
        answer = {
            "id": message.id,
            "kind": heard.kind,
            "severity": heard.severity,
            "matched_rule": heard.matched,
        }
        yield orjson.dumps(answer).decode()


def _message(number: int, line: str) -> Message:
    try:
        return Message.model_validate(orjson.loads(line))
    except orjson.JSONDecodeError:
        raise BadLineError(f"Line {number} is not JSON: write an object with id, lang and text.") from None
    except ValidationError as faults:
        wrong = ", ".join(
            sorted({".".join(map(str, fault["loc"])) or "the object" for fault in faults.errors()})
        )
        raise BadLineError(f"Line {number}: {wrong} is missing or of the wrong type.") from None
