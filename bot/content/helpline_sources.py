"""Tell sources that stand on their own from those that copy the same list."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from bot.domain.helpline import FIRST_COUNTRIES, Helpline, Kind, Source

FIRST_KINDS = frozenset({Kind.CHILD_HELPLINE, Kind.EMERGENCY})
"""What a child needs first: in the first countries it stands in two independent sources."""
INDEPENDENT_SOURCES = 2

_LISTS = {
    "findahelpline": "findahelpline",
    "childhelplineinternational": "child helpline international",
    "child_helpline_international": "child helpline international",
    "wikipedia": "wikipedia",
    "aidlines": "wikipedia",
    "atlacord/naga": "wikipedia",
    "libphonenumber": "libphonenumber",
}
"""What part of a reference tells the list it comes from; aidlines and Naga took theirs from Wikipedia."""
_SHARED_ENDINGS = frozenset(
    {"com", "co", "org", "net", "edu", "ac", "gov", "go", "gob", "gub", "gouv", "govt", "mil", "or", "nic"}
)
_COUNTRY_LETTERS = 2


def is_short_of_sources(line: Helpline) -> bool:
    """Tell whether a line that readers see needs another source of its own."""
    return (
        line.is_fit
        and line.country in FIRST_COUNTRIES
        and line.kind in FIRST_KINDS
        and len(independent(line.sources)) < INDEPENDENT_SOURCES
    )


def independent(sources: Iterable[Source]) -> frozenset[str]:
    """Return who stands behind the sources, each once."""
    return frozenset(_publisher(source.ref) for source in sources)


def _publisher(ref: str) -> str:
    """Name the list a reference copies, or else the site, whatever page of it."""
    known = next((name for part, name in _LISTS.items() if part in ref.lower()), None)
    return known or _site(urlsplit(ref).hostname or ref.partition(":")[0])


def _site(host: str) -> str:
    """Leave out what comes before a site's own name: `news.example.co.uk` is `example.co.uk`."""
    parts = host.strip(".").split(".")
    is_shared = len(parts[-1]) == _COUNTRY_LETTERS and parts[-2:-1] and parts[-2] in _SHARED_ENDINGS
    return ".".join(parts[-3 if is_shared else -2 :])
