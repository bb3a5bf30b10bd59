"""How a word sounds, roughly: one spelling for Devanagari, its many romanisations, and slips in vowels.

मलाई, malai and mlai are all `mli`. Young people type Nepali and Hindi in Latin letters as they hear them.
"""

import re

_DEVANAGARI = {
    **dict(zip("कखगघङ", "kkggn", strict=True)),
    **dict(zip("चछजझञ", "ccjjn", strict=True)),
    **dict(zip("टठडढण", "ttddn", strict=True)),
    **dict(zip("तथदधन", "ttddn", strict=True)),
    **dict(zip("पफबभम", "ppbbm", strict=True)),
    **dict(zip("यरलवशषसह", "irlbsssh", strict=True)),
    **dict(zip("िीेैइईएऐ", "iiiiiiii", strict=True)),
    **dict(zip("ुूोौउऊओऔ", "uuuuuuuu", strict=True)),
    **dict.fromkeys("ृऋ", "ri"),
    **dict.fromkeys("ंँ", "n"),
    **dict.fromkeys("ा्अआः", ""),
}
_LATIN = {
    **dict(zip("eyoqzfvwx6", "iiukjpbbcc", strict=True)),
    "a": "",
}
_LETTERS = str.maketrans({**_DEVANAGARI, **_LATIN})
_LATER_H = re.compile(r"(?<!^)h")
_REPEATED = re.compile(r"(.)\1+")
_SOUNDING = re.compile(r"[a-z6\u0900-\u097f]+")


def sound_of(word: str) -> str:
    """Return how a folded word sounds; what is neither Latin nor Devanagari has no sound here."""
    if not _SOUNDING.fullmatch(word):
        return ""
    return _REPEATED.sub(r"\1", _LATER_H.sub("", word.translate(_LETTERS)))
