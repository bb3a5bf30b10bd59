"""Every button of the route table comes back as what it was, and nothing else comes back at all."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from types import UnionType
from typing import Any, NewType, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.action import Action, ShowMenu
from bot.domain.actions.arrival import SetAge, Start
from bot.domain.actions.challenge import AnswerChallenge
from bot.domain.actions.settings import SetDiscreet
from bot.domain.learner import AgeBand
from bot.tg.callback_data import LIMIT, Codec
from bot.tg.routes import BY_COMMAND, CODEC, ROUTES

_LARGEST_ID = 10**9
_WORDS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+-"


def _values(hint: Any, *, longest: int = 24) -> st.SearchStrategy[Any]:
    if get_origin(hint) is UnionType:
        (inner,) = (part for part in get_args(hint) if part is not type(None))
        return st.none() | _values(inner, longest=14)
    hint = getattr(hint, "__supertype__", hint)
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.integers(-_LARGEST_ID, _LARGEST_ID)
    if issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    return st.text(_WORDS, min_size=1, max_size=longest)


def _actions(action: type[Action]) -> st.SearchStrategy[Action]:
    hints = get_type_hints(action)
    names = [field.name for field in fields(action)]  # type: ignore[arg-type]  # all are dataclasses
    return st.builds(action, **{name: _values(hints[name]) for name in names})


ACTIONS = st.one_of([_actions(route.action) for route in ROUTES])


@given(ACTIONS)
def test_every_action_survives_the_round_trip(action: Action) -> None:
    packed = CODEC.encode(action)
    assert len(packed.encode()) <= LIMIT
    assert CODEC.decode(packed) == action


@given(st.text())
def test_nonsense_is_never_an_error(packed: str) -> None:
    CODEC.decode(packed)


@given(ACTIONS, st.data())
def test_a_button_that_was_tampered_with_is_no_error(action: Action, data: st.DataObject) -> None:
    packed = CODEC.encode(action)
    cut = data.draw(st.integers(0, len(packed)))
    forged = packed[:cut] + data.draw(st.text(max_size=8)) + packed[cut:]
    decoded = CODEC.decode(forged)
    assert decoded is None or len(CODEC.encode(decoded).encode()) <= LIMIT


@pytest.mark.parametrize(
    "forged",
    [
        "",
        ":",
        "nobody",
        "m:x",
        "m:",
        "td",
        "td:2",
        "td:True",
        "td:1:1",
        "ag:18-20",
        "ag:",
        "cw:",
        "cw:1.0",
        "cw:0x10",
        "cw:01",
        "cw:1e3",
        "cw:٣",
        "cw: 1",
        "cw:1234567890123456789",
        "ca:1:calm yes:no",
        "as:<b>",
        "as:ne\n",
        "s:" + "a" * 63,
        "s:ä",
    ],
)
def test_a_forged_field_is_nothing(forged: str) -> None:
    assert CODEC.decode(forged) is None


def test_what_is_left_out_at_the_end_is_none() -> None:
    assert CODEC.encode(Start()) == "s"
    assert CODEC.decode("s") == Start()
    assert CODEC.decode("s:challenge") == Start(payload="challenge")


def test_buttons_are_short_and_plain() -> None:
    assert CODEC.encode(ShowMenu()) == "m"
    assert CODEC.encode(SetDiscreet(is_on=True)) == "td:1"
    assert CODEC.encode(SetAge(age_band=AgeBand.FROM_13)) == "ag:13-15"
    assert CODEC.encode(AnswerChallenge(check_id=7, question="feel", answer="calm")) == "ca:7:feel:calm"


@pytest.mark.parametrize("word", ["a:b", "a b", "ä", "a\n"])
def test_a_word_that_fits_no_button_is_a_bug_of_ours(word: str) -> None:
    with pytest.raises(ValueError, match="do not fit a button"):
        CODEC.encode(Start(payload=word))


def test_too_long_is_a_bug_of_ours_and_tells_no_field() -> None:
    with pytest.raises(ValueError, match="Start takes more than 64 bytes") as raised:
        CODEC.encode(Start(payload="a" * 63))
    assert "aaa" not in str(raised.value)


Lamp = NewType("Lamp", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Light(Action):
    lamp: Lamp
    hue: Lamp | None = None


def test_ids_with_a_name_of_their_own_are_numbers() -> None:
    codec = Codec({"x": Light})
    assert codec.decode(codec.encode(Light(lamp=Lamp(3), hue=Lamp(4)))) == Light(lamp=Lamp(3), hue=Lamp(4))
    assert codec.decode("x:a") is None


def _is_unique(part: Callable[[Any], object]) -> bool:
    return len({part(route) for route in ROUTES}) == len(ROUTES)


def test_each_code_and_each_action_stands_once_in_the_table() -> None:
    assert _is_unique(lambda route: route.code)
    assert _is_unique(lambda route: route.action)
    names = [name for route in ROUTES for name in (route.command, route.also) if name]
    assert sorted(names) == sorted(BY_COMMAND)
