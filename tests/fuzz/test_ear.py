"""Whatever is typed, the ear answers, and soon: no message holds up everybody else."""

import sys
import time
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.safeguarding import load_ear
from bot.content.safeguarding_check import BadLineError, answers
from bot.domain.safeguarding import Ear, Heard
from bot.domain.safeguarding_text import LONGEST
from bot.folders import shared_folder
from tests.fuzz.examples import LONG

_CALLS_A_CHARACTER = 150
_CALLS_ALWAYS = 2_000
_CPU_SECONDS = 0.25
_SAID = (
    "i want to die kill myself not never lol game cut he sent my picture nudes pay if you dont send more"
    " मर्न मन लाग्यो छैन quiero morir no voy a matar الموت اريد ان اموت لا मरना चाहता नहीं marna man lagyo chaina"
    " 1!1 a$ | h3lp \u200d e\u0301 ﷺ ក្ 😭 ... _ - * ' ?! \n"
)
_WORDS = _SAID.split(" ")
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(_WORDS), max_size=200).map(" ".join),
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map(lambda words: " ".join(words) * LONGEST),
    st.text(min_size=1, max_size=5).map(lambda text: text * LONGEST),
)
WORST = {
    "negations": "i do not want to die lol ",
    "signs": "|",
    "digits and signs": "1!",
    "letters and signs": "a!",
    "spaced": "a.b-",
    "one word": "abcdefghijklmnopqrstuvwxyz",
    "marks": "\u0301",
    "joiners": "\u200d",
    "long ligatures": "\ufdfa",
    "Khmer": "ក្",
    "Arabic prefixes": "وال",
    "Nepali": "म मर्न ",
    "emoji": "😭",
    "quotes": "'a",
}


@pytest.fixture(scope="module")
def ear() -> Ear:
    return load_ear(shared_folder("content"))


def calls_of(ear: Ear, text: str) -> int:
    """Count the functions that are called while a text is heard."""
    count = 0

    def note(_: FrameType, event: str, __: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        heard = ear.hear(text, "en")
    finally:
        sys.setprofile(None)
    assert isinstance(heard, Heard)
    return count


@LONG
@given(TEXTS)
def test_any_text_is_heard_with_bounded_work(ear: Ear, text: str) -> None:
    assert calls_of(ear, text) <= _CALLS_ALWAYS + _CALLS_A_CHARACTER * min(len(text), LONGEST)


@pytest.mark.parametrize("part", WORST.values(), ids=WORST)
def test_the_worst_that_anybody_can_type_takes_no_longer_than_it_is_long(ear: Ear, part: str) -> None:
    """Count the calls; a pattern's own work cannot be counted, so what the processor took stands for it."""
    text = part * LONGEST
    half, whole = calls_of(ear, text[: LONGEST // 2]), calls_of(ear, text[:LONGEST])
    assert whole <= 3 * half + _CALLS_ALWAYS
    started = time.thread_time()
    ear.hear(text, "en")
    assert time.thread_time() - started < _CPU_SECONDS


@LONG
@given(st.sampled_from(["en", "ne", "xx", ""]), TEXTS)
def test_what_is_heard_never_tells_the_words(ear: Ear, locale: str, text: str) -> None:
    heard = ear.hear(text, locale)
    assert heard == ear.hear(text, locale), "the same words are heard the same way"
    assert heard.matched.isascii()
    assert len(heard.matched) <= 80
    assert " " not in heard.matched


_LINES = st.one_of(
    st.text(max_size=80),
    st.from_regex(r'\{"id": ("a"|1|null|\[\]|1e400), "lang": ("en"|7|null), "text": ("hi"|false|\{\})\}'),
    st.sampled_from(
        ['{"id": 1}', "[" * 5000, "{}", "null", '{"id":1,"lang":"en","text":"\\ud800"}', '"text"']
    ),
)


@LONG
@given(st.lists(_LINES, max_size=5))
def test_a_line_is_answered_or_named_by_its_number(ear: Ear, lines: list[str]) -> None:
    refusal = ""
    try:
        answered = list(answers(ear, lines))
    except BadLineError as error:
        refusal = str(error)
    if refusal:
        assert refusal.startswith("Line ")
        assert len(refusal) < 120
    else:
        assert len(answered) == sum(bool(line.strip()) for line in lines)
