"""Names, numbers, days and times as the reader writes them (CLDR)."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

import nepali_datetime
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_decimal

# The regional flavour whose dates, times and numerals a locale uses. CLDR's bare `ar` writes Latin digits;
# Egypt's writes ٠١٢٣, the digits of the eastern half of the Arabic-speaking world.
_REGIONAL = {"en": "en_001", "es": "es_419", "ar": "ar_EG"}
_DIGITS = {"deva": "०१२३४५६७८९", "arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹", "beng": "০১২৩৪৫৬৭৮৯"}
_NEPALI_MONTHS = ["वैशाख", "जेठ", "असार", "साउन", "भदौ", "असोज", "कात्तिक", "मङ्सिर", "पुस", "माघ", "फागुन", "चैत"]
_GROUPED = 1000  # from here on numbers have separators
# Babel leaves out CLDR's short names; these are the ones people there use.
_SHORT_COUNTRY = {
    "HK": {"ne": "हङकङ", "ar": "هونغ كونغ", "hi": "हाँगकाँग", "de": "Hongkong", "vi": "Hồng Kông"},
    "MO": {"ne": "मकाउ", "ar": "ماكاو", "hi": "मकाऊ", "de": "Macau", "vi": "Ma Cao"},
    "PS": {
        "en": "Palestine", "ne": "प्यालेस्टाइन", "es": "Palestina", "ar": "فلسطين", "pt-BR": "Palestina",
        "fr": "Palestine", "hi": "फ़िलिस्तीन", "de": "Palästina", "vi": "Palestine", "id": "Palestina",
        "km": "ប៉ាឡេស្ទីន", "sw": "Palestina",
    },
}  # fmt: skip


class Formats:
    """Write values in one locale. Phone numbers never pass through here: they are dialled as they stand."""

    def __init__(self, tag: str) -> None:
        """Take a BCP 47 tag."""
        self._tag = tag
        self._locale = Locale.parse(_REGIONAL.get(tag, tag.replace("-", "_")))
        digits = _DIGITS.get(self._locale.default_numbering_system, "")
        self._numerals = str.maketrans("0123456789", digits) if digits else {}

    @property
    def is_rtl(self) -> bool:
        """Tell whether the script runs from right to left."""
        return self._locale.text_direction == "rtl"

    def numerals(self, written: str) -> str:
        """Turn Latin digits into the reader's."""
        return written.translate(self._numerals)

    def number(self, number: float) -> str:
        """Write a number with the reader's digits and separators."""
        if isinstance(number, int) and 0 <= number < _GROUPED:
            return self.numerals(str(number))
        return self.numerals(format_decimal(number, locale=self._locale, numbering_system="default"))

    def date(self, day: dt.date) -> str:
        """Write a day in full; in Nepali by the Bikram Sambat calendar, the Gregorian day in brackets."""
        gregorian = self.numerals(format_date(day, "long", locale=self._locale))
        if self._tag != "ne":
            return gregorian
        nepali = nepali_datetime.date.from_datetime_date(day)
        month = _NEPALI_MONTHS[nepali.month - 1]
        return f"{self.numerals(f'{nepali.year} {month} {nepali.day}')} गते ({gregorian})"

    def weekday(self, day: dt.date) -> str:
        """Name the day of the week."""
        return format_date(day, "cccc", locale=self._locale)

    def time(self, clock: dt.time) -> str:
        """Write a time of day."""
        return self.numerals(format_time(clock, "short", locale=self._locale))

    def moment(self, moment: dt.datetime, zone: str | ZoneInfo) -> str:
        """Write an instant as the weekday, day and time on the wall clock of a zone."""
        local = moment.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone)
        comma = "،" if self.is_rtl else ","
        return f"{self.weekday(local)}{comma} {self.date(local.date())}{comma} {self.time(local.time())}"

    def country(self, code: str) -> str:
        """Name a country by its ISO 3166-1 code; an unknown code stays as it is."""
        short = _SHORT_COUNTRY.get(code, {}).get(self._tag)
        return short or str(self._locale.territories.get(code, code))

    def language(self, tag: str) -> str:
        """Name a language; an unknown tag stays as it is."""
        try:
            named = Locale.parse(tag, sep="-").get_display_name(self._locale)
        except (UnknownLocaleError, ValueError):
            return tag
        return named or tag


@lru_cache(maxsize=64)
def formats(tag: str) -> Formats:
    """Return the formats of a locale, made once."""
    return Formats(tag)
