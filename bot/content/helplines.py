"""Helplines from `content/helplines/<CC>.yaml`, read country by country when somebody asks for one."""

import re
from collections.abc import Iterator
from datetime import date, time
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from bot.content.reader import ContentError, Lines, Schema, parse_with_lines, raise_all
from bot.domain.helpline import (
    GLOBAL,
    Audience,
    Checked,
    Confidence,
    Dial,
    Helpline,
    Hours,
    Kind,
    Service,
    Source,
    Topic,
)

FOLDER = "helplines"
ROUND_THE_CLOCK = "24/7"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HOURS = re.compile(
    r"(?P<days>[A-Za-z,-]+) (?:24h|from (?P<since>\d\d:\d\d)|(?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d))"
)
_PARTIAL_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


def read_hours(written: str) -> tuple[Hours, ...]:
    """Read `24/7`, or `Mon-Fri 09:00-17:00; Sat,Sun 10:00-24:00`, `Daily from 08:00`, `Sat 24h`."""
    if written == ROUND_THE_CLOCK:
        return (Hours(days=tuple(range(7))),)
    return tuple(_read_span(span.strip()) for span in written.split(";"))


def read_checked(written: str) -> Checked:
    """Read a day, or a month or year that is taken at its first day."""
    if not _PARTIAL_DAY.fullmatch(written):
        raise ValueError("write a day as 2026-11-22")
    year, month, day = (*(int(part) for part in written.split("-")), 1, 1)[:3]
    return Checked(on=date(year, month, day), is_day=written.count("-") == 2)  # noqa: PLR2004 (year, month, day)


def _readable(read: object, written: str) -> str:
    read(written)  # type: ignore[operator]
    return written


Id = Annotated[str, StringConstraints(pattern=r"[a-z0-9-]{2,20}", max_length=20)]
Phone = Annotated[str, StringConstraints(pattern=r"^[+*#(]?[0-9][0-9 ()*#.-]{1,24}$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Press = Annotated[str, StringConstraints(pattern=r"^[0-9*#]$")]
HoursText = Annotated[str, AfterValidator(partial(_readable, read_hours))]
CheckedText = Annotated[str, AfterValidator(partial(_readable, read_checked))]


class SourceEntry(Schema):
    """Name a source, the date it bears, and the day an editor read it."""

    ref: str
    on: str | None = None
    read_on: date | None = None


class Entry(Schema):
    """Describe one line; the fields are those of `Helpline`. `withheld` numbers are not shown."""

    id: Id
    name: str | None = None
    kind: Kind
    phones: tuple[Phone, ...] = ()
    sms: str | None = None
    sms_word: str | None = None
    whatsapp: Annotated[str, StringConstraints(pattern=r"^\+\d{7,15}$")] | None = None
    telegram: Url | None = None
    chat: Url | None = None
    url: Url | None = None
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$")] | None = None
    hours: HoursText | None = None
    languages: tuple[Language, ...] = ()
    audience: Audience
    cost: Annotated[str, StringConstraints(pattern=r"^free$")] | None = None
    region: str | None = None
    topic: Topic | None = None
    service: Service | None = None
    dial: Dial | None = None
    press: Press | None = None
    pair: Id | None = None
    hold: str | None = None
    withheld: tuple[Phone, ...] = ()
    confidence: Confidence
    sources: tuple[SourceEntry, ...]
    checked_on: CheckedText | None = None
    review_by: date | None = None
    editor_note: str | None = None


class CountryFile(Schema):
    """Describe `content/helplines/<CC>.yaml`."""

    country: str
    helplines: tuple[Entry, ...]


class Helplines:
    """Give the helplines of a country, reading its file once."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the country files, and look at their names only."""
        self._files = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
        self._read: dict[str, tuple[Helpline, ...]] = {}

    @property
    def countries(self) -> tuple[str, ...]:
        """Return the codes of the countries that have a file."""
        return tuple(code for code in self._files if code != GLOBAL)

    @property
    def everywhere(self) -> tuple[Helpline, ...]:
        """Return the services for readers in any country."""
        return self.for_country(GLOBAL)

    def for_country(self, code: str | None) -> tuple[Helpline, ...]:
        """Return all lines of a country, fit to be shown or not; none for a country we know nothing about."""
        if code is None or code not in self._files:
            return ()
        if code not in self._read:
            self._read[code] = read_country(self._files[code])[0]
        return self._read[code]

    def find(self, helpline_id: str) -> Helpline | None:
        """Return a line by its id, which begins with its country."""
        prefix = helpline_id.partition("-")[0]
        lines = self.for_country(GLOBAL if prefix == "int" else prefix.upper())
        return next((line for line in lines if line.id == helpline_id), None)

    def __iter__(self) -> Iterator[Helpline]:
        """Go through the lines of every country."""
        for code in self._files:
            yield from self.for_country(code)


def read_country(path: Path) -> tuple[tuple[Helpline, ...], Lines]:
    """Read one file, or raise ContentError; with the line where each entry stands."""
    file, lines = parse_with_lines(path, CountryFile)
    raise_all(list(_misplaced(path, file, lines)))
    return tuple(_helpline(file.country, entry) for entry in file.helplines), lines


def _misplaced(path: Path, file: CountryFile, lines: Lines) -> Iterator[ContentError]:
    """Find what makes an entry impossible to look up."""
    if file.country != path.stem:
        yield ContentError(
            path, lines.at("country"), "The country is not the file's name.", "Make them agree."
        )
    prefix = "int-" if file.country == GLOBAL else f"{file.country.lower()}-"
    seen: set[str] = set()
    for place, entry in enumerate(file.helplines):
        line = lines.at("helplines", place, "id")
        if not entry.id.startswith(prefix):
            yield ContentError(path, line, f"`{entry.id}` does not begin with `{prefix}`.", "Rename it.")
        if entry.id in seen:
            yield ContentError(path, line, f"`{entry.id}` stands here twice.", "Rename one of them.")
        seen.add(entry.id)


def _helpline(country: str, entry: Entry) -> Helpline:
    plain = entry.model_dump(exclude={"cost", "hours", "sources", "checked_on", "phones", "withheld"})
    return Helpline(
        **plain,
        country=country,
        phones=tuple(phone for phone in entry.phones if phone not in entry.withheld),
        is_free=entry.cost == "free",
        hours=read_hours(entry.hours) if entry.hours else (),
        sources=tuple(
            Source(ref=source.ref, on=source.on, read_on=source.read_on) for source in entry.sources
        ),
        checked=read_checked(entry.checked_on) if entry.checked_on else None,
    )


def _read_span(span: str) -> Hours:
    match = _HOURS.fullmatch(span)
    if match is None:
        raise ValueError("write hours as `24/7` or `Mon-Fri 09:00-17:00; Sat 24h`")
    days = _read_days(match["days"])
    return Hours(
        days=days, opens=_read_time(match["since"] or match["opens"]), closes=_read_time(match["closes"])
    )


def _read_days(written: str) -> tuple[int, ...]:
    if written == "Daily":
        return tuple(range(7))
    days: list[int] = []
    for part in written.split(","):
        first, _, last = part.partition("-")
        start, end = _DAYS.index(first), _DAYS.index(last or first)
        days += range(start, end + 1) if start <= end else [*range(start, 7), *range(end + 1)]
    return tuple(sorted(days))


def _read_time(written: str | None) -> time | None:
    if written is None:
        return None
    hour, minute = map(int, written.split(":"))
    return time(hour % 24, minute)
