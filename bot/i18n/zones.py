"""Which time zones a country has (tz database), and how readers call them (CLDR)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from importlib import resources

from babel import Locale
from babel.core import get_global

from bot.domain.learner import Learner
from bot.domain.zones import zone_info

# Where the table's first zone of a country is not where most people live.
_MAIN = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
    "XK": "Europe/Belgrade",
}
_WELL_KNOWN = {
    *_MAIN.values(),
    "America/Manaus",
    "America/Rio_Branco",
    "Australia/Adelaide",
    "Europe/Samara",
}
_LOOKED_AT = tuple(timedelta(weeks=weeks) for weeks in range(0, 54, 2))


@lru_cache(maxsize=1)
def _table() -> Mapping[str, tuple[str, ...]]:
    """Read the zones of every country."""
    zones: dict[str, tuple[str, ...]] = {}
    text = resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            zones[country] = (*zones.get(country, ()), zone)
    return zones


def default_zone(country: str | None) -> str | None:
    """Return the zone most people of a country live by; None for a country without one."""
    if country is None:
        return None
    return _MAIN.get(country) or next(iter(_table().get(country, ())), None)


def home_zone(learner: Learner) -> str | None:
    """Return the zone a learner lives by, as far as is known."""
    return learner.zone or default_zone(learner.country)


def all_zones() -> Mapping[str, str]:
    """Return every zone with its country."""
    return {zone: country for country, zones in _table().items() for zone in zones}


def zones_of(country: str | None, *, now: datetime) -> tuple[str, ...]:
    """Return the zones of a country that differ from now on, the main one first."""
    main = default_zone(country)
    if country is None or main is None:
        return ()
    alike: dict[tuple[timedelta | None, ...], str] = {}
    for zone in (main, *_table().get(country, ())):
        kind = tuple((now + later).astimezone(zone_info(zone)).utcoffset() for later in _LOOKED_AT)
        if kind not in alike or (zone in _WELL_KNOWN and alike[kind] not in _WELL_KNOWN):
            alike[kind] = zone
    return tuple(alike.values())


def is_only_zone(zone: str, country: str | None, *, now: datetime) -> bool:
    """Tell whether a country has one time everywhere, so that its own name says which."""
    return zones_of(country, now=now) == (zone,)


@lru_cache(maxsize=4096)
def city(zone: str, tag: str) -> str:
    """Name a zone by its city, as the reader's language has it, or else as the database does."""
    named = Locale.parse(tag, sep="-").time_zones
    for name in (zone, *_older_names().get(zone, ())):
        if "city" in (found := named.get(name, {})):
            return str(found["city"])
    return zone.rpartition("/")[2].replace("_", " ")


@lru_cache(maxsize=1)
def _older_names() -> Mapping[str, tuple[str, ...]]:
    """Map zones to their earlier names, under which CLDR keeps them."""
    older: dict[str, tuple[str, ...]] = {}
    for old, new in get_global("zone_aliases").items():
        older[new] = (*older.get(new, ()), old)
    return older
