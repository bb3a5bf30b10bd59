"""Names that must not be written, known by their digests only.

A list of dangerous challenges in the clear would be a menu. Here every line is the digest of one name, so
the list tells nobody anything, and still recognises the name however it is spelled: case, accents, spaces,
hyphens, hash signs, plurals, and the word for “challenge” in any of our languages make no difference.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from bot.content.words import plain, words_of

Digests = frozenset[str]

LONGEST_NAME = 4
SHORTEST_STEM = 4
STEM = "*"
"""At the end of a name it stands for any ending."""

_SALT = b"foursteps: no menu of dangerous ideas"
_CHALLENGE = "+"
_CHALLENGES = """
    challenge challenges game games trend reto retos desafío desafíos juego juegos jogo jogos défi défis jeu
    jeux tantangan changamoto चुनौती चुनौति च्यालेन्ज चैलेंज गेम खेल تحدي التحدي تحدى لعبة اللعبة لعبه
"""
_SMALL_WORDS = frozenset(
    {
        "a",
        "an",
        "the",
        "of",
        "de",
        "del",
        "la",
        "las",
        "el",
        "lo",
        "los",
        "le",
        "les",
        "du",
        "des",
        "do",
        "da",
    }
)
_REMEMBERED = 1 << 15
"""Sentences; the check meets most of them again in other files, and on every run of a watching editor."""
_JOINED = re.compile(r"^(.{3,}?)(challenges?)$")
_LATIN_ACCENTS = re.compile("[\u0300-\u036f]")


def digest(name: str) -> str:
    """Return what stands in a list for a name, or for a stem when it ends in an asterisk."""
    is_stem = name.rstrip().endswith(STEM)
    return _hashed(_key(_parts(name)) + (STEM if is_stem else ""))


def load_digests(path: Path) -> Digests:
    """Read a list: a digest a line, lines with `#` are for people. A missing list is empty."""
    if not path.is_file():
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def add_digest(path: Path, name: str) -> bool:
    """Put a name's digest in its place in a list; False when it is known already.

    The order is that of the digests, so that it does not tell what was added together.
    """
    new = digest(name)
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    known = {line for line in lines if line and not line.startswith("#")}
    if new in known:
        return False
    heading = [line for line in lines if line.startswith("#")]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*heading, *sorted({*known, new})]) + "\n", encoding="utf-8")
    return True


@lru_cache(maxsize=_REMEMBERED)
def find_names(text: str, digests: Digests) -> tuple[str, ...]:
    """Return what in a text has its digest in the list, longest first, as the text writes it."""
    return tuple(_found(_parts(text), digests)) if digests else ()


def _found(parts: list[str], digests: Digests) -> Iterator[str]:
    taken: set[int] = set()
    for length in range(LONGEST_NAME + 1, 0, -1):
        for start in range(len(parts) - length + 1):
            places = set(range(start, start + length))
            if not places & taken and _is_listed(parts[start : start + length], digests):
                taken |= places
                yield " ".join(parts[start : start + length]).replace(_CHALLENGE, "challenge")


def is_name(name: str) -> bool:
    """Tell whether a name is short enough to be found, and more than the word “challenge”."""
    parts = _parts(name)
    return 1 <= len([part for part in parts if part != _CHALLENGE]) <= LONGEST_NAME


def _is_listed(parts: list[str], digests: Digests) -> bool:
    key = _key(parts)
    if not key.strip(_CHALLENGE):
        return False
    if _hashed(key) in digests:
        return True
    ends = range(SHORTEST_STEM, len(key) + 1) if len(parts) == 1 else ()
    return any(_hashed(key[:end] + STEM) in digests for end in ends)


def _parts(text: str) -> list[str]:
    """Return the telling words of a text; every word for “challenge” is the same one."""
    parts: list[str] = []
    for word in words_of(_bare(text)):
        joined = _JOINED.match(word)
        parts += joined.groups() if joined else (word,)
    return [
        _CHALLENGE if part in _BARE_CHALLENGES else part
        for part in (each.replace("'", "") for each in parts)
        if part not in _SMALL_WORDS
    ]


def _bare(text: str) -> str:
    accented = unicodedata.normalize("NFD", plain(text))
    return unicodedata.normalize("NFC", _LATIN_ACCENTS.sub("", accented))


def _key(parts: list[str]) -> str:
    marker = _CHALLENGE if _CHALLENGE in parts else ""
    return "".join(part for part in parts if part != _CHALLENGE) + marker


def _hashed(key: str) -> str:
    return hashlib.sha256(_SALT + key.encode()).hexdigest()


_BARE_CHALLENGES = frozenset(words_of(_bare(_CHALLENGES)))
