# ruff: noqa: RUF001 - digits that look like letters are the point
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.i18n.translator import Translator

EVENING = datetime(2025, 11, 22, 12, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tag", "written"),
    [("en", "1,234.5"), ("ne", "१,२३४.५"), ("es", "1,234.5"), ("ar", "١٬٢٣٤٫٥")],
)
def test_numbers(tag: str, written: str) -> None:
    assert Translator(tag).number(1234.5) == written


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "22 November 2025"),
        ("ne", "२०८२ मङ्सिर ६ गते (२०२५ नोभेम्बर २२)"),
        ("es", "22 de noviembre de 2025"),
        ("ar", "٢٢ نوفمبر ٢٠٢٥"),
    ],
)
def test_dates(tag: str, written: str) -> None:
    assert Translator(tag).date(date(2025, 11, 22)) == written


@pytest.mark.parametrize(
    ("gregorian", "nepali"),
    [
        (date(1990, 11, 9), "२०४७ कात्तिक २३"),  # the constitution of 2047
        (date(2015, 9, 20), "२०७२ असोज ३"),  # the constitution of 2072
        (date(2015, 4, 25), "२०७२ वैशाख १२"),  # the earthquake
        (date(2024, 4, 13), "२०८१ वैशाख १"),  # New Year
        (date(2025, 4, 14), "२०८२ वैशाख १"),  # New Year
    ],
)
def test_known_days_of_the_nepali_calendar(gregorian: date, nepali: str) -> None:
    assert Translator("ne").date(gregorian).startswith(f"{nepali} गते")


@pytest.mark.parametrize(
    ("tag", "written"), [("en", "Saturday"), ("ne", "शनिबार"), ("es", "sábado"), ("ar", "السبت")]
)
def test_weekdays(tag: str, written: str) -> None:
    assert Translator(tag).weekday(date(2025, 11, 22)) == written


@pytest.mark.parametrize(
    ("tag", "written"), [("en", "6:05 pm"), ("ne", "१८:०५"), ("es", "6:05 p.m."), ("ar", "٦:٠٥ م")]
)
def test_times(tag: str, written: str) -> None:
    assert Translator(tag).time(time(18, 5)).replace("\u202f", " ").replace("\xa0", " ") == written


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", ZoneInfo("Asia/Kathmandu")])
def test_a_moment_is_told_on_the_wall_clock_of_the_zone(zone: str | ZoneInfo) -> None:
    assert Translator("ne").moment(EVENING, zone) == "शनिबार, २०८२ मङ्सिर ६ गते (२०२५ नोभेम्बर २२), १८:०५"


def test_countries_go_by_the_name_used_there() -> None:
    assert [Translator(tag).country("NP") for tag in ("en", "ne", "es", "ar")] == [
        "Nepal",
        "नेपाल",
        "Nepal",
        "نيبال",
    ]
    assert [Translator(tag).country("PS") for tag in ("en", "ar")] == ["Palestine", "فلسطين"]
    assert Translator("en").country("XX") == "XX"


def test_languages() -> None:
    assert [Translator(tag).language("ne") for tag in ("en", "es", "ar")] == ["Nepali", "nepalí", "النيبالية"]
    assert Translator("en").language("xx-yy") == "xx-yy"
