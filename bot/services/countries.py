"""Find which country a reader means."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from bot.domain.country import Country, fold, matches

MOST = 8
CLOSE_ENOUGH = 70
SHORTEST = 3


def search(query: str, countries: Sequence[Country]) -> tuple[str, ...]:
    """Return up to `MOST` codes, the likeliest first; a slip of the finger is forgiven.

    Give each country once per language the reader may type in.
    """
    return matches(query, countries)[:MOST] or _close(fold(query), countries)


def _close(wanted: str, countries: Sequence[Country]) -> tuple[str, ...]:
    """Return the countries whose names look like what was typed."""
    if len(wanted) < SHORTEST:
        return ()
    names = [fold(country.name) for country in countries]
    found = process.extract(wanted, names, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=MOST)
    return tuple(dict.fromkeys(countries[place].code for _, _, place in found))
