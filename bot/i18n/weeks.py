"""How a week runs where the reader lives (CLDR): which day comes first, and which are the weekend."""

from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.lists import format_list

DAYS = range(7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Hold the days in their order (0 is Monday) and the set of weekend days (bit 0 is Monday)."""

    order: tuple[int, ...]
    weekend: int


def week(country: str | None, tag: str) -> Week:
    """Return the week of a country, or of the language where the country is not known."""
    locale = _locale_in(country) or Locale.parse(tag, sep="-")
    first = locale.first_week_day
    length = (locale.weekend_end - locale.weekend_start) % 7 + 1
    weekend = sum(1 << (locale.weekend_start + number) % 7 for number in range(length))
    return Week(order=tuple((first + number) % 7 for number in DAYS), weekend=weekend)


def listed(names: Iterable[str], tag: str) -> str:
    """Write several names as one list."""
    return format_list(list(names), locale=tag.replace("-", "_"))


def _locale_in(country: str | None) -> Locale | None:
    """Return a locale of the country: in CLDR the week belongs to the place, not to the language."""
    if country is None:
        return None
    likely = get_global("likely_subtags").get(f"und_{country}") or f"en_{country}"
    try:
        return Locale.parse(likely)
    except UnknownLocaleError:
        return None
