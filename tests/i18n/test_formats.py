# ruff: noqa: RUF001 - digits that look like letters are the point
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.i18n.checks import forms
from bot.i18n.locales import SERVED
from bot.i18n.translator import Translator
from bot.i18n.weeks import week

_NARROW = str.maketrans({"\u202f": " ", "\xa0": " "})
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


@pytest.mark.parametrize(
    ("tag", "number", "day", "clock"),
    [
        ("pt-BR", "1.234,5", "22 de novembro de 2025", "18:05"),
        ("fr", "1 234,5", "22 novembre 2025", "18:05"),
        ("hi", "1,234.5", "22 नवंबर 2025", "6:05 pm"),
        ("de", "1.234,5", "22. November 2025", "18:05"),
        ("vi", "1.234,5", "22 tháng 11, 2025", "18:05"),
        ("id", "1.234,5", "22 November 2025", "18.05"),
        ("km", "1,234.5", "22 វិច្ឆិកា 2025", "6:05 PM"),
        ("sw", "1,234.5", "22 Novemba 2025", "18:05"),
    ],
)
def test_the_other_languages_write_as_people_there_do(tag: str, number: str, day: str, clock: str) -> None:
    t = Translator(tag)
    written = [t.number(1234.5), t.date(date(2025, 11, 22)), t.time(time(18, 5))]
    assert [text.translate(_NARROW) for text in written] == [number, day, clock]


@pytest.mark.parametrize(
    ("tag", "count"), [(tag, 6 if tag == "ar" else 1) for tag in ("ar", "vi", "id", "km")]
)
def test_plural_forms_are_as_many_as_the_language_has(tag: str, count: int) -> None:
    assert len(forms(tag)) == count
    assert len(forms("sw")) == 2


@pytest.mark.parametrize("tag", SERVED)
def test_every_language_names_all_it_shows(tag: str) -> None:
    t = Translator(tag)
    assert all(t.language(other) != other for other in SERVED)
    assert len({t.weekday(date(2025, 11, day)) for day in range(17, 24)}) == 7
    assert week(None, tag).weekend
    assert max(len(t.country(code)) for code in ("HK", "MO", "PS", "NP")) <= 32
