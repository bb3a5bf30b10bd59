from datetime import UTC, datetime

import pytest

from bot.domain.country import CODES, UNINHABITED
from bot.domain.zones import is_zone
from bot.i18n.weeks import listed, week
from bot.i18n.zones import all_zones, city, default_zone, is_only_zone, zones_of

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SUNDAY, SATURDAY = 6, 5


@pytest.mark.parametrize("country", sorted(set(CODES) - UNINHABITED))
def test_every_inhabited_country_has_a_zone(country: str) -> None:
    zones = zones_of(country, now=NOW)
    assert zones[0] == default_zone(country)
    assert all(is_zone(zone) for zone in zones)


def test_zones_that_show_the_same_time_stand_once() -> None:
    cities = [city(zone, "en") for zone in zones_of("US", now=NOW)]
    assert cities == [
        "New York",
        "Chicago",
        "Denver",
        "Phoenix",
        "Los Angeles",
        "Anchorage",
        "Adak",
        "Honolulu",
    ]


def test_the_main_zone_is_where_most_people_live() -> None:
    assert default_zone("BR") == "America/Sao_Paulo"
    assert default_zone("NP") == "Asia/Kathmandu"
    assert default_zone("BV") is None
    assert default_zone(None) is None


def test_one_time_everywhere_is_known_as_such() -> None:
    assert is_only_zone("Asia/Kathmandu", "NP", now=NOW)
    assert not is_only_zone("Europe/Madrid", "ES", now=NOW)


def test_cities_speak_the_readers_language() -> None:
    assert city("Asia/Kathmandu", "ne") == "काठमाण्डौं"
    assert city("Africa/Cairo", "ar") == "القاهرة"
    assert city("America/Argentina/Buenos_Aires", "es") == "Buenos Aires"


def test_every_zone_is_a_zone() -> None:
    assert len(all_zones()) > 400
    assert all(is_zone(zone) for zone in all_zones())


def test_the_week_is_the_countrys() -> None:
    assert week("NP", "en").order[0] == SUNDAY
    assert week("EG", "en").order[0] == SATURDAY
    assert week("US", "es").order[0] == SUNDAY
    assert week("EG", "ar").weekend == 0b0110000
    assert week("BV", "es").order[0] == 0
    assert week(None, "es").weekend == 0b1100000


def test_names_stand_as_one_list() -> None:
    assert listed(["lunes", "martes", "jueves"], "es") == "lunes, martes y jueves"
