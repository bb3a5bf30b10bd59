"""Updates of any form: a field that is missing, of another type or of next year breaks nothing."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import Said
from bot.simulator.person import Person
from bot.tg.incoming import Commanded, Incoming, Tapped
from bot.tg.routes import BY_COMMAND, CODEC
from tests.flows import canaries
from tests.fuzz.desk import Desk, Standing
from tests.fuzz.examples import LONG
from tests.tg.test_callback_data import ACTIONS

_LARGEST = 2**63 - 1
_AT = 1_800_000_000
_CHAT = {"id": 5, "type": "private", "first_name": "A", "username": "a"}
_PERSON = {"id": 5, "is_bot": False, "first_name": "A", "language_code": "ne"}
_BASE = {"message_id": 1, "date": _AT, "chat": _CHAT, "from": _PERSON}
_SHOWN = {**_BASE, "text": "Menu", "reply_to_message": {**_BASE, "text": "I want to die"}}
_MEMBER = {"user": {"id": 1, "is_bot": True, "first_name": "Bot"}, "status": "member"}
_TAP = {"id": "9", "from": _PERSON, "chat_instance": "1", "data": "m"}


def _templates() -> Iterator[dict[str, Any]]:
    for content in canaries.messages():
        yield {"message": {**_BASE, **content}}
        yield {"edited_message": {**_BASE, **content, "edit_date": _AT}}
    for data in ("m", "hn", "bs:1", "no such button", ""):
        yield {"callback_query": {**_TAP, "data": data, "message": _SHOWN}}
        yield {
            "callback_query": {**_TAP, "data": data, "message": {**_BASE, "text": "Menu", "edit_date": _AT}}
        }
    yield {"callback_query": {**_TAP, "message": {"message_id": 3, "date": 0, "chat": _CHAT}}}
    yield {"callback_query": {**_TAP, "inline_message_id": "7"}}
    change = {
        "chat": _CHAT,
        "from": _PERSON,
        "date": _AT,
        "old_chat_member": _MEMBER,
        "new_chat_member": _MEMBER,
    }
    yield {"my_chat_member": change}
    yield {"my_chat_member": {**change, "new_chat_member": {**_MEMBER, "status": "kicked", "until_date": 0}}}
    yield {
        "message": {
            **_BASE,
            "chat": {"id": -5, "type": "group", "title": "Us"},
            "new_chat_members": [_PERSON],
        }
    }
    yield {"channel_post": {**_BASE, "chat": {"id": -7, "type": "channel", "title": "Us"}, "text": "hi"}}
    yield {"inline_query": {"id": "1", "from": _PERSON, "query": "q", "offset": ""}}
    yield {"business_message": {**_BASE, "business_connection_id": "1", "text": "hi"}}
    yield {"kind_of_next_year": {"some": ["thing"]}}


TEMPLATES = list(_templates())
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, -1, 2**31, 2**63, -(2**63) - 1, 2**200, 1.5, 1e300]),
    st.sampled_from(["", "x", "\ud800", "\x00", "5", "x" * 5000]),
    st.sampled_from([{}, [], [[]], [{}], {"id": 5}, [None], {"a": {"a": {"a": {}}}}]),
)


def _spots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in a JSON value, as a container and the key in it."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield value, key
        yield from _spots(inner)


@st.composite
def updates(draw: st.DrawFn) -> Any:
    """Draw an update in which up to four things are missing, of another type, or somewhere else."""
    update = json.loads(json.dumps(draw(st.sampled_from(TEMPLATES)) | {"update_id": 7}))
    for _ in range(draw(st.integers(0, 4))):
        spots = list(_spots(update))
        if not spots:
            break
        inside, key = spots[draw(st.integers(0, len(spots) - 1))]
        if draw(st.booleans()):
            del inside[key]
        else:
            inside[key] = copy.deepcopy(draw(JUNK))
    return update


def is_sound(incoming: Incoming) -> bool:
    """Tell whether everything in it is of the type it says, and every number fits a database."""
    wish = incoming.wish
    numbers = [incoming.update_id, incoming.chat_id, incoming.message_id]
    words = [incoming.language_code]
    match wish:
        case Said(text=text):
            words.append(text)
        case Commanded(name=name, argument=argument):
            words += (name, argument)
        case Tapped():
            numbers.append(wish.message_id)
            words += (wish.data, wish.query_id, wish.answered.text if wish.answered else None)
        case _:
            pass
    are_numbers = all(type(each) is int and abs(each) <= _LARGEST for each in numbers if each is not None)
    return are_numbers and all(isinstance(each, str) and _is_text(each) for each in words if each is not None)


def _is_text(words: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in words)


@pytest.fixture
def asha(standing: Standing) -> Person:
    """Let the person that the templates are of know the bot."""
    person = standing.desk.sim.people.get(5) or standing.desk.sim.person(name="Asha", id=5)
    standing.run(standing.desk.says(person, "/menu"))
    return person


@LONG
@given(updates())
def test_whatever_comes_is_reduced_to_something_sound_or_let_go(standing: Standing, update: Any) -> None:
    incoming = standing.desk.read(update)
    assert incoming is None or is_sound(incoming)


@LONG
@given(updates(), st.integers(0, 10**15))
def test_whatever_comes_is_handled(standing: Standing, asha: Person, update: Any, number: int) -> None:
    if isinstance(update, dict) and update.get("update_id") == 7:
        update["update_id"] = number
    assert asha.id == 5

    async def handle(desk: Desk) -> None:
        await desk.take_raw(update)
        desk.sim.refusals.clear()  # chats and presses that the simulator has never heard of
        desk.assert_well()

    standing.run(handle(standing.desk))


@LONG
@given(
    st.recursive(
        JUNK, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner), max_leaves=20
    )
)
def test_what_is_no_update_at_all_is_let_go(standing: Standing, raw: Any) -> None:
    assert standing.desk.read(raw) is None


_PAYLOADS = st.one_of(
    st.text(max_size=70),
    st.from_regex(r"(class|quiz|lesson|help|challenge|join|c|b)?[-_]?[A-Za-z0-9_-]{0,64}", fullmatch=True),
    st.sampled_from(
        ["help-NP", "class-a", "challenge", "lesson-stop-first", "-", "a" * 64, "../..", "' OR 1=1"]
    ),
)
_COMMANDS = st.builds(
    lambda name, rest: f"/{name} {rest}", st.sampled_from(sorted(BY_COMMAND)), st.text(max_size=40)
)
_DEEDS = st.lists(
    st.one_of(
        ACTIONS.map(lambda action: ("tap", CODEC.encode(action))),
        st.text(max_size=64).map(lambda data: ("tap", data)),
        _PAYLOADS.map(lambda payload: ("say", f"/start {payload}")),
        _COMMANDS.map(lambda command: ("say", command)),
        st.text(min_size=1, max_size=60).map(lambda text: ("say", text)),
    ),
    min_size=1,
    max_size=8,
)


@LONG
@given(_DEEDS, st.sampled_from(["agreed", "stranger"]))
def test_whoever_does_anything_in_any_order_gets_answers(
    standing: Standing, deeds: list[tuple[str, str]], who: str
) -> None:
    person = standing.somebody()

    async def do_it(desk: Desk) -> None:
        await (desk.joins(person) if who == "agreed" else desk.says(person, "/start"))
        for how, what in deeds:
            if how == "tap":
                await desk.taps(person, what)
            elif what.strip():
                await desk.says(person, what)
        desk.assert_well()

    standing.run(do_it(standing.desk))


@pytest.mark.parametrize(
    "body",
    [
        '{"update_id": 7, "update_id": "x"}',
        '{"update_id": 7, "message": {"message_id": 1}, "message": 5}',
        '{"update_id": 7' + ', "a": {"b": ' * 2000 + "1" + "}" * 2001 + "}",
        '{"update_id": ' + "9" * 5000 + "}",
        '{"update_id": 7, "message": ' + "[" * 1000 + "]" * 1000 + "}",
        '{"update_id": 1e400}',
        '{"update_id": 7, "message": {"message_id": 1, "date": -9e15, "chat": {"id": 5, "type": "private"}}}',
    ],
    ids=["twice", "message twice", "deep", "long number", "deep list", "infinite", "before all time"],
)
def test_a_bomb_of_json_is_let_go(standing: Standing, body: str) -> None:
    try:
        raw = orjson.loads(body)
    except orjson.JSONDecodeError:
        return
    assert standing.desk.read(raw) is None
