"""Find which time zone a reader means."""

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

from bot.domain.country import fold

MOST = 8
CLOSE_ENOUGH = 80
SHORTEST = 3


def search(query: str, names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return up to `MOST` zones, the likeliest first; a slip of the finger is forgiven.

    `names` holds what each zone may be called: its city, in the languages the reader may type in.
    """
    wanted = fold(query)
    if not wanted:
        return ()
    folded = {zone: [fold(name) for name in called] for zone, called in names.items()}
    ranked = {zone: rank for zone, called in folded.items() if (rank := _rank(wanted, called)) is not None}
    return tuple(sorted(ranked, key=lambda zone: ranked[zone]))[:MOST] or _close(wanted, folded)


def _rank(wanted: str, called: Sequence[str]) -> int | None:
    """Tell how well a query fits: 0 is exact, None not at all."""
    if wanted in called:
        return 0
    if any(name.startswith(wanted) for name in called):
        return 1
    return 2 if any(word.startswith(wanted) for name in called for word in name.split()) else None


def _close(wanted: str, folded: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the zones whose names look like what was typed."""
    if len(wanted) < SHORTEST:
        return ()
    named = [(zone, name) for zone, called in folded.items() for name in called]
    choices = [name for _, name in named]
    found = process.extract(wanted, choices, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=MOST)
    return tuple(dict.fromkeys(named[at][0] for _, _, at in found))
