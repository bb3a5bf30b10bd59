"""Words in capitals and rows of exclamation marks."""

import re
from collections.abc import Container, Iterator

from bot.content.words import words_of

LONGEST_QUIET = 4
"""Letters of a word in capitals that may be an abbreviation nobody has listed."""

_EXCLAIMED = re.compile(r"[!¡\uff01](?:\s*[!\uff01])+|[!?؟]*![?؟!]+|[?؟]+!")


def shouted(text: str, capitals: Container[str] = ()) -> Iterator[str]:
    """Yield what a text shouts; `capitals` are words that are always written so."""
    for word in words_of(text):
        letters = [each for each in word if each.isalpha()]
        if len(letters) > LONGEST_QUIET and word.isupper() and word not in capitals:
            yield word
    yield from (found[0] for found in _EXCLAIMED.finditer(text))
