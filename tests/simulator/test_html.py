"""Telegram's HTML, read as Telegram reads it."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from bot.simulator.errors import ApiError
from bot.simulator.html import formatted, parse_html, tidy, utf16_length
from bot.simulator.rendering import to_html

WORDS = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>b</b>", "b", [{"type": "bold", "offset": 0, "length": 1}]),
        ("😀<i>i</i>", "😀i", [{"type": "italic", "offset": 2, "length": 1}]),
        ("&lt;&amp;&#65;&#x42;&nbsp;", "<&AB&nbsp;", []),
        ("<B>x</B>", "x", [{"type": "bold", "offset": 0, "length": 1}]),
        ("<b></b>x", "x", []),
        (
            '<a href="https://a.org/?a=1&amp;b=2">x</a>',
            "x",
            [{"type": "text_link", "offset": 0, "length": 1, "url": "https://a.org/?a=1&b=2"}],
        ),
        ('<a href="tel:116111">x</a>', "x", []),
        (
            "<blockquote expandable>q</blockquote>",
            "q",
            [{"type": "expandable_blockquote", "offset": 0, "length": 1}],
        ),
        ('<span class="tg-spoiler">s</span>', "s", [{"type": "spoiler", "offset": 0, "length": 1}]),
    ],
)
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("<3", "Unclosed start tag at byte offset 0"),
        ("ü<x>", 'Unsupported start tag "x" at byte offset 2'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b =x>", 'Empty attribute name in the tag "b" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(source: str, problem: str) -> None:
    with pytest.raises(ApiError) as refused:
        formatted(source, "HTML", None)
    assert refused.value.description == f"Bad Request: can't parse entities: {problem}"


@given(WORDS)
def test_escaped_text_survives(text: str) -> None:
    assert parse_html(str(escape(text))) == (text, [])


@given(st.lists(st.tuples(st.sampled_from(["b", "i", "u", "s", "code"]), WORDS, WORDS), max_size=4))
def test_text_in_tags_survives_and_is_written_the_same_again(pieces: list[tuple[str, str, str]]) -> None:
    source = "".join(f"<{tag}>{escape(inside)}</{tag}>{escape(after)}" for tag, inside, after in pieces)
    text, entities = parse_html(source)
    assert text == "".join(inside + after for _, inside, after in pieces)
    assert parse_html(to_html(text, entities)) == (text, entities)


@given(WORDS)
def test_nonsense_is_read_or_refused(source: str) -> None:
    with suppress(ApiError):
        text, entities = formatted(source, "HTML", None)
        assert all(entity["offset"] + entity["length"] <= utf16_length(text) for entity in entities)


def test_trimming_moves_the_entities() -> None:
    entities = [{"type": "bold", "offset": 0, "length": 4}]
    assert tidy("  ab  ", entities) == ("ab", [{"type": "bold", "offset": 0, "length": 2}])


def test_nested_tags_are_written_inside_each_other() -> None:
    source = "<b>a<i>b</i></b><u>c</u>"
    assert to_html(*parse_html(source)) == source


def test_old_direction_marks_go_and_isolates_stay() -> None:
    assert formatted("a\u202bb\u2067c\u2069", None, None)[0] == "ab\u2067c\u2069"
