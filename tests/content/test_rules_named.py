from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.cli.content import app
from bot.content.digests import add_digest, digest, find_names, is_name, load_digests
from bot.content.text_rules import METHODS, NAMED, check_text, load_rules
from bot.domain.broadcast import RemarkKind as Rule
from bot.folders import shared_folder

# All names here are invented.
NAMED_HERE = frozenset({digest("Purple Teapot challenge"), digest("zorbling"), digest("glimmer*")})


@pytest.mark.parametrize(
    "text",
    [
        "They did the Purple Teapot challenge.",
        "Purple-teapot challenges are everywhere.",
        "#PurpleTeapotChallenge",
        "#purpleteapot #challenge",
        "the PÚRPLE TEAPOT  CHALLENGE!",
        "El reto de Purple Teapot.",
        "O desafio do purple teapot",
        "تحدي purple teapot",
        "purple teapot च्यालेन्ज",
        "Zorbling again",
        "Somebody was glimmering.",
    ],
)
def test_a_name_is_found_however_it_is_spelled(text: str) -> None:
    assert list(find_names(text, NAMED_HERE))


@pytest.mark.parametrize(
    "text", ["A purple teapot.", "A challenge.", "The teapot challenge", "challenge challenge", "glim", ""]
)
def test_what_only_resembles_a_name_is_left_alone(text: str) -> None:
    assert list(find_names(text, NAMED_HERE)) == []


@given(st.text())
def test_nonsense_is_never_an_error(text: str) -> None:
    list(find_names(text, NAMED_HERE))
    is_name(text)


@pytest.mark.parametrize("kind", [NAMED, METHODS])
def test_the_lists_that_ship_hold_nothing_but_digests(kind: str) -> None:
    lines = (shared_folder("content") / "terms" / kind).read_text(encoding="utf-8").splitlines()
    digests = [line for line in lines if not line.startswith("#")]
    assert len(digests) > 50
    assert digests == sorted(set(digests))
    assert all(len(each) == 64 and int(each, 16) for each in digests)


def test_a_name_in_a_text_is_a_finding(tmp_path: Path) -> None:
    add_digest(tmp_path / "terms" / NAMED, "purple teapot challenge")
    add_digest(tmp_path / "terms" / METHODS, "wuggle the teapot")
    rules = load_rules(tmp_path, "en")
    text = "Look. It is the Purple Teapot Challenge, where they wuggle the teapot."
    assert {(each.rule, each.sentence) for each in check_text(text, rules=rules)} == {
        (Rule.NAMED, text.removeprefix("Look. ")),
        (Rule.METHODS, text.removeprefix("Look. ")),
    }


def test_forbidding_reads_standard_input_and_keeps_only_the_digest(tmp_path: Path) -> None:
    def forbid(name: str, *options: str) -> str:
        command = ["forbid", "--folder", str(tmp_path), *options]
        result = CliRunner().invoke(app, command, input=f"{name}\n")
        return f"{result.exit_code} {result.output}"

    assert forbid("Purple Teapot Challenge").startswith("0 Added")
    assert "known already" in forbid("the purple teapot challenges")
    assert forbid("wuggle*", "--method").startswith("0 Added")
    assert forbid("challenge").startswith("2")
    assert forbid("one two three four five").startswith("2")
    kept = (tmp_path / "terms" / NAMED).read_text(encoding="utf-8")
    assert kept.splitlines()[-1] == digest("purple teapot challenge")
    assert "teapot" not in kept
    assert load_digests(tmp_path / "terms" / METHODS) == {digest("wuggle*")}
