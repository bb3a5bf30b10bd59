"""Countries a reader can choose from, and finding the one they mean by typing.

Codes are ISO 3166-1 alpha-2 (and XK, which CLDR adds for Kosovo); naming a place follows the code only and
implies nothing else.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_ISO = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
CODES = tuple(_ISO.split())

UNINHABITED = frozenset({"AQ", "BV", "GS", "HM", "IO", "TF", "UM"})
"""Places where no family lives: found by typing, not offered in the list."""

_NICKNAMES = {"uk": "GB", "england": "GB", "usa": "US", "uae": "AE", "eeuu": "US", "rd": "DO", "drc": "CD"}
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "\N{LATIN SMALL LETTER DOTLESS I}": "i", "æ": "ae", "œ": "oe", "ð": "d"}
    | {"þ": "th", "\N{ARABIC TATWEEL}": "", "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER YEH}"}
    | {"\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}"}
)
_VIRAMA = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """Name a country in one language."""

    code: str
    name: str


def fold(text: str) -> str:
    """Return `text` as it is compared: no case, accents or punctuation.

    Signs that carry a vowel in Indic scripts have combining class 0 and stay; accents, points and nuktas go.
    """
    letters = (
        sign
        for sign in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        if unicodedata.combining(sign) in {0, _VIRAMA} and sign not in "'’ʼʻ."  # noqa: RUF001 (they are what people type)
    )
    words = "".join(letters).translate(_PLAIN)
    return " ".join("".join(sign if _is_letter(sign) else " " for sign in words).split())


def in_order(countries: Iterable[Country]) -> tuple[Country, ...]:
    """Sort by name, as readers look for it: accents and case do not matter."""
    return tuple(sorted(countries, key=lambda country: (fold(country.name), country.name)))


def initial(country: Country) -> str:
    """Return the letter a country is listed under."""
    return fold(country.name)[:1].upper()


def matches(query: str, countries: Iterable[Country]) -> tuple[str, ...]:
    """Return the codes of the countries meant by `query`, the likeliest first; none when nothing fits.

    A country may be given several times, in several languages.
    """
    wanted = fold(query)
    if not wanted:
        return ()
    ranked: dict[str, int] = {}
    if (nickname := _NICKNAMES.get(wanted.replace(" ", ""))) is not None:
        ranked[nickname] = 0
    for country in countries:
        if (rank := _rank(wanted, country)) is not None:
            ranked[country.code] = min(rank, ranked.get(country.code, rank))
    return tuple(sorted(ranked, key=lambda code: ranked[code]))


def _rank(wanted: str, country: Country) -> int | None:
    """Tell how well a folded query fits a country: 0 is exact, None not at all."""
    name = fold(country.name)
    if wanted in {name, country.code.lower()}:
        return 0
    if name.startswith(wanted):
        return 1
    if any(word.startswith(wanted) for word in name.split()):
        return 2
    return 3 if len(wanted) > 2 and wanted in name else None  # noqa: PLR2004 (two letters stand in every other name)


def _is_letter(sign: str) -> bool:
    """Tell letters, digits and vowel signs from punctuation."""
    return unicodedata.category(sign)[0] in "LMN"
