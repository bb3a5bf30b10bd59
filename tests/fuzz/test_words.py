"""Whatever is typed wherever typing is possible, the answer is one that Telegram takes (RELIABILITY O19)."""

import re
import shutil
from dataclasses import fields, replace
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.app import Said, Turn
from bot.domain.action import Action
from bot.domain.learner import Learner
from bot.screens import common
from bot.screens.base import Screen
from bot.simulator.html import TEXT_LIMIT, parse_html
from bot.simulator.person import Person
from bot.storage import learners
from bot.tg.routes import CODEC, ROUTES
from tests.flows.conftest import COORDINATOR
from tests.fuzz.desk import Desk, Standing
from tests.fuzz.examples import LONG

_SIGNS = (
    "<b> </b> <a href=x> & &amp; &lt &#0; < > \" ' \u202e \u2066 \x00 \x07 \u2028"
    " {name} {0} %s \\ 👨\u200d👩\u200d👧 ﷽ \n"
)
_NASTY = _SIGNS.split(" ")
_BEYOND = "\U0001d54f"  # two units of UTF-16
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(_NASTY), max_size=60).map("".join),
    st.lists(st.sampled_from([*_NASTY, "Nepal", "18:30", "https://stopncii.org/x"]), max_size=8).map(
        " ".join
    ),
    st.sampled_from(["<", "&", _BEYOND, "a ", "\n", "\u0301", '"']).map(lambda sign: sign * TEXT_LIMIT),
).map(lambda text: text.encode("utf-16-le")[: 2 * TEXT_LIMIT].decode("utf-16-le", "ignore"))
_LEFT_OUT = re.compile("[\u2066-\u2069\u200e\u200f\r\u2028-\u202e\x00-\x08\x0b\x0c\x0e-\x1f ]")
LISTENING = [route.action for route in ROUTES if route.listen is not None]


def places(action: type[Action]) -> st.SearchStrategy[Action]:
    """Make the screens of a kind, about the first of everything there is."""
    hints = get_type_hints(action)
    return st.builds(action, **{field.name: _first(hints[field.name]) for field in fields(action)})  # type: ignore[arg-type]


def _first(hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) is UnionType:
        return st.none() | _first(next(part for part in get_args(hint) if part is not type(None)))
    hint = getattr(hint, "__supertype__", hint)
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.just(1)
    return st.sampled_from(list(hint)) if issubclass(hint, StrEnum) else st.sampled_from(["en", "NP", "1"])


@pytest.fixture(scope="module")
def coordinator(standing: Standing) -> Person:
    """Let a coordinator begin a broadcast and an invitation, number 1 each."""
    person = standing.desk.sim.person(name="Cora", id=COORDINATOR)

    async def begin(desk: Desk) -> None:
        await desk.says(person, "/broadcast")
        for data in ("bn", "bw:1:en"):
            await desk.taps(person, data)
        await desk.says(person, "School starts")
        await desk.says(person, "/coordinators")
        for data in ("ok", "oi:editor", "oi:sender", "oi:admin"):
            await desk.taps(person, data)

    standing.run(begin(standing.desk))
    return person


async def stands(desk: Desk, person: Person, place: Action) -> None:
    """Put somebody before a screen that listens; what was heard earlier does not matter any more."""
    async with desk.db.transaction() as tx:
        learner: Learner | None = await learners.find(tx, person.id)
        assert learner is not None
        await learners.move(tx, learner.id, place=CODEC.encode(place), now=desk.sim.clock.now())


@pytest.mark.parametrize("action", LISTENING, ids=lambda action: action.__name__)
@LONG
@given(data=st.data(), text=TEXTS)
def test_any_words_anywhere_are_answered_in_words_telegram_takes(
    standing: Standing, coordinator: Person, action: type[Action], data: st.DataObject, text: str
) -> None:
    place = data.draw(places(action))

    async def type_it(desk: Desk) -> None:
        await stands(desk, coordinator, place)
        await desk.says(coordinator, text)
        for shown in ("b", "bs:1", "bv:1:en", "bti:1", "bw:1:en", "bof:1", "m"):
            await desk.taps(coordinator, shown)
        desk.assert_well()

    standing.run(type_it(standing.desk))


@LONG
@given(TEXTS)
def test_a_value_in_a_sentence_comes_out_as_it_went_in(standing: Standing, text: str) -> None:
    for locale in ("en", "ar", "ne"):
        t = standing.desk._app.translators(locale)
        html = str(t("Your country: {country}", country=text))
        shown, entities = parse_html(html)
        assert entities == []
        assert _bare(text) in _bare(shown)


def _bare(text: str) -> str:
    """Take away marks of direction, which frame a value, and what Telegram takes away itself."""
    return _LEFT_OUT.sub("", text)


def test_a_text_that_is_not_escaped_would_be_found(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def said(turn: Turn, said: Said) -> Screen:
        return replace(common.said(turn.t, back=None), text=Markup(said.text))  # noqa: S704 (the leak)

    monkeypatch.setattr("bot.tg.handlers.anything.said", said)
    standing = Standing(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'leak.db')}")
    asha = standing.somebody()
    standing.run(standing.desk.says(asha, "/menu"))
    standing.run(standing.desk.says(asha, "1 < 2"))
    with pytest.raises(AssertionError, match="unsupported start tag"):
        standing.desk.assert_well()
    standing.close()
