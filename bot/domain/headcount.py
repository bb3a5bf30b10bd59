"""What a coordinator may know of an audience before a broadcast is sent to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.audience import Reach
from bot.domain.stats import table


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount:
    """Hold the counts that may be shown; None where there are too few to tell of, or none at all.

    `by_locale` names each text that was written, whether anybody reads it or not; `left_out` names only the
    languages whose readers are many.
    """

    recipients: int | None
    by_locale: Mapping[str, int | None]
    left_out: Mapping[str, int]
    without_text: int | None
    spared: int | None
    asleep: int | None
    served: int | None
    too_late: int | None


def rounded(count: int, least: int) -> int | None:
    """Round a count down to a multiple of the smallest audience; None below it.

    Who compares two audiences that differ by one person sees the same number, but where it is just passed.
    """
    return count - count % least if count and count >= least else None


def headcount(reach: Reach, texts: Iterable[str], least: int) -> Headcount:
    """Show of a reach what tells of nobody; `texts` are the languages there is a text in."""
    return Headcount(
        recipients=rounded(reach.recipients, least),
        by_locale=_by_locale({**dict.fromkeys(texts, 0), **reach.by_locale}, least),
        left_out={tag: count for tag, count in _by_locale(reach.left_out, least).items() if count},
        without_text=rounded(sum(reach.left_out.values()), least),
        spared=rounded(reach.spared, least),
        asleep=rounded(reach.asleep, least),
        served=rounded(reach.served, least),
        too_late=rounded(reach.too_late, least),
    )


def _by_locale(counts: Mapping[str, int], least: int) -> dict[str, int | None]:
    """Hide what is small, and what it could be worked out from."""
    if least == 1:
        return {tag: count for tag, count in counts.items() if count}
    shown = table(dict(sorted(counts.items())), least).shown
    return {tag: rounded(shown.get(tag, 0), least) for tag in counts}
