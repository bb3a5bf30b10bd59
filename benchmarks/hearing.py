"""What it costs to hear whether a message tells of distress."""

import gc
import time
import tracemalloc
from collections.abc import Sequence
from statistics import median

from bot.content.safeguarding import read_ear
from bot.domain.safeguarding import Ear
from bot.folders import shared_folder

TITLE = "Hearing distress"
_ROUNDS = 30
_SHORT = ("ok", "18:30", "next lesson please", "hola, gracias", "धन्यवाद")
_USUAL = (
    "hello, can you send me the next lesson after school? we have football until five and then dinner",
    "ayer fuimos al parque con mis primos y comimos helado, fue muy divertido, después vimos una película",
    "आज स्कुलमा साथीहरूसँग फुटबल खेल्यौं, धेरै रमाइलो भयो अनि घर आएर खाना खाएँ",
    "malai aaja school ma dherai ramailo lagyo, saathi haru sanga khaja khayera movie heryau",
)
_LONGEST = tuple((each + " ") * (4096 // len(each)) for each in _USUAL)
_EXPLAINED = """\
Every free text is heard before anything else is done with it: spelling made plain, rules, then the model. CPU
time of one thread, the median of {rounds} rounds. The ear is read in {seconds:.2f} s when the bot starts and
holds {megabytes:.1f} MB."""
_HEAD = """\
| messages | characters | µs a message |
|---|---:|---:|"""


def section() -> str:
    """Measure, and tell it."""
    seconds, megabytes, ear = _loaded()
    rows = "\n".join(
        _row(name, texts, ear)
        for name, texts in (("short", _SHORT), ("usual", _USUAL), ("longest", _LONGEST))
    )
    told = _EXPLAINED.format(rounds=_ROUNDS, seconds=seconds, megabytes=megabytes)
    return f"{told}\n\n{_HEAD}\n{rows}"


def _loaded() -> tuple[float, float, Ear]:
    folder = shared_folder("content")
    before = time.process_time()
    read_ear(folder)
    seconds = time.process_time() - before
    gc.collect()
    tracemalloc.start()
    ear = read_ear(folder)
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return seconds, held / 1e6, ear


def _row(name: str, texts: Sequence[str], ear: Ear) -> str:
    took = []
    for _ in range(_ROUNDS):
        before = time.process_time()
        for text in texts:
            ear.hear(text, "en")
        took.append((time.process_time() - before) / len(texts))
    characters = sum(map(len, texts)) / len(texts)
    return f"| {name} | {characters:,.0f} | {median(took) * 1e6:,.0f} |"
