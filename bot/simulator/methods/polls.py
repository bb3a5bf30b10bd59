"""Polls and quizzes of Telegram's own."""

from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.html import formatted, utf16_length
from bot.simulator.keyboards import inline_keyboard
from bot.simulator.methods.messages import editable, post, save_edit
from bot.simulator.request import Method, Request
from bot.simulator.state import World

QUESTION_LIMIT = 300
OPTION_LIMIT = 100
OPTIONS_LIMIT = 12
EXPLANATION_LIMIT = 200
_EXPLANATION_LINES = 3
_OPEN_PERIOD = range(5, 2_628_001)


def _send_poll(world: World, request: Request) -> Any:
    world.chat_to_write_in(request["chat_id"])
    poll = _poll(request, poll_id=str(next(world.poll_ids)))
    return post(world, request, media="poll", attachment=poll)


def _stop_poll(world: World, request: Request) -> Any:
    stored = editable(world, request)
    if stored.media != "poll":
        raise bad_request("message with poll to stop not found")
    if stored.attachment["is_closed"]:
        raise bad_request("poll has already been closed")
    closed = {**stored.attachment, "is_closed": True}
    save_edit(world, stored, attachment=closed, inline_keyboard=inline_keyboard(request.get("reply_markup")))
    return closed


def _poll(request: Request, *, poll_id: str) -> dict[str, Any]:
    question, entities = _short(
        request["question"], request.get("question_parse_mode"), QUESTION_LIMIT, "poll question"
    )
    options = request["options"]
    if not 1 <= len(options) <= OPTIONS_LIMIT:
        raise bad_request(
            f"poll can't have more than {OPTIONS_LIMIT} options"
            if options
            else "poll must have at least 1 option"
        )
    poll = {
        "id": poll_id,
        "question": question,
        "question_entities": entities,
        "options": [_option(number, option) for number, option in enumerate(options)],
        "total_voter_count": 0,
        "is_closed": request.get("is_closed", False),
        "is_anonymous": request.get("is_anonymous", True),
        "type": request.get("type", "regular"),
        "allows_multiple_answers": request.get("allows_multiple_answers", False),
        "allows_revoting": request.get("allows_revoting", True),
        "members_only": request.get("members_only", False),
    }
    period = request.get("open_period")
    if period is not None and period not in _OPEN_PERIOD:
        raise bad_request("poll open period is invalid")
    return poll | (_quiz(request, len(options)) if poll["type"] == "quiz" else {})


def _option(number: int, option: dict[str, Any]) -> dict[str, Any]:
    text, entities = _short(option["text"], option.get("text_parse_mode"), OPTION_LIMIT, "poll option")
    return {"persistent_id": str(number), "text": text, "text_entities": entities, "voter_count": 0}


def _quiz(request: Request, options: int) -> dict[str, Any]:
    right = request.get("correct_option_ids")
    if not right or any(not 0 <= number < options for number in right):
        raise bad_request("wrong correct option ID specified")
    explanation, entities = formatted(
        request.get("explanation", ""),
        request.get("explanation_parse_mode"),
        request.get("explanation_entities"),
    )
    if utf16_length(explanation) > EXPLANATION_LIMIT or len(explanation.split("\n")) > _EXPLANATION_LINES:
        raise bad_request("message is too long")
    quiz = {"correct_option_ids": right}
    return quiz | ({"explanation": explanation, "explanation_entities": entities} if explanation else {})


def _short(source: str, mode: str | None, limit: int, what: str) -> tuple[str, list[dict[str, Any]]]:
    text, entities = formatted(source, mode, None)
    if not text:
        raise bad_request(f"{what} must be non-empty")
    if utf16_length(text) > limit:
        raise bad_request(f"{what} length must not exceed {limit}")
    return text, entities


METHODS: dict[str, Method] = {"sendPoll": _send_poll, "stopPoll": _stop_poll}
