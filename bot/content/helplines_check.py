"""Look for what is wrong in the helpline files, and for what is due to be checked again."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from types import ModuleType

from bot.content.helpline_sources import INDEPENDENT_SOURCES, is_short_of_sources
from bot.content.helplines import read_country
from bot.content.reader import ContentError, Lines
from bot.domain.country import CODES
from bot.domain.helpline import GLOBAL, Confidence, Helpline, Kind, due, is_short_code

FAMILIES_FOR_CONFIRMED = 2
_CONTACTS_IN_CHAT = re.compile(r"https://t\.me/[A-Za-z0-9_]{4,32}")


class NoPhonenumbersError(Exception):
    """Say that the library which knows the formats is not there."""

    def __init__(self) -> None:
        super().__init__(
            "Checking the numbers needs the library phonenumbers, which only editors need: "
            "install the development dependencies (make install)."
        )


class Format(StrEnum):
    """What the library says about a number; it does not know every short code."""

    FINE = "fine"
    DOUBTFUL = "doubtful"
    IMPOSSIBLE = "impossible"


FormatOf = Callable[[str, str], Format]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Hold what must be mended, what is still to be found, and what somebody should look at."""

    faults: list[ContentError] = field(default_factory=list)
    warnings: list[ContentError] = field(default_factory=list)
    doubts: list[ContentError] = field(default_factory=list)


def check_helplines(folder: Path, *, today: date) -> Findings:
    """Return what is wrong in the files, in their order."""
    findings = Findings()
    format_of = _formats()
    for path in sorted(folder.glob("*.yaml")):
        _check_file(path, findings, format_of, today)
    return findings


def stale_helplines(folder: Path, *, today: date) -> list[Helpline]:
    """Return the lines shown to readers that are due to be checked again, the longest overdue first."""
    lines = (line for path in folder.glob("*.yaml") for line in read_country(path)[0])
    return sorted(due(lines, today), key=lambda line: (line.review_by or date.min, line.id))


def _check_file(path: Path, findings: Findings, format_of: FormatOf, today: date) -> None:
    try:
        helplines, lines = read_country(path)
    except ContentError as error:
        findings.faults.extend(error.errors)
        return
    if path.stem not in {*CODES, GLOBAL}:
        findings.faults.append(
            ContentError(path, 1, f"`{path.stem}` is no country code.", "Name it by ISO 3166-1.")
        )
    for place, helpline in enumerate(helplines):
        at = partial(_error, path, lines, place, helpline)
        wrong = (*_unsourced(helpline), *_misdated(helpline, today), *_unreachable(helpline))
        findings.faults.extend(map(at, wrong))
        findings.faults.extend(map(at, _misdialled(helpline, format_of, Format.IMPOSSIBLE)))
        findings.warnings.extend(map(at, _once_only(helpline)))
        findings.doubts.extend(map(at, _misdialled(helpline, format_of, Format.DOUBTFUL)))


def _error(path: Path, lines: Lines, place: int, helpline: Helpline, finding: "Finding") -> ContentError:
    key, problem, remedy = finding
    return ContentError(path, lines.at("helplines", place, key), f"{helpline.id}: {problem}", remedy)


Finding = tuple[str, str, str]


def _unsourced(helpline: Helpline) -> Iterator[Finding]:
    needed = FAMILIES_FOR_CONFIRMED if helpline.confidence is Confidence.CONFIRMED else 1
    if len({source.ref for source in helpline.sources}) < needed:
        yield "sources", f"{helpline.confidence.value} needs {needed} sources.", "Name them, or lower it."


def _once_only(helpline: Helpline) -> Iterator[Finding]:
    if is_short_of_sources(helpline):
        problem = f"fewer than {INDEPENDENT_SOURCES} independent sources for what children need first."
        yield "sources", problem, "Read another one that is no copy of the same list, and name it."


def _misdated(helpline: Helpline, today: date) -> Iterator[Finding]:
    checked = helpline.checked.on if helpline.checked else None
    if checked and checked > today:
        yield "checked_on", "this day has not come yet.", "Write the day it was checked."
    if helpline.review_by and (checked is None or helpline.review_by <= checked):
        yield "review_by", "this is not after the day it was checked.", "Write a later day."


def _unreachable(helpline: Helpline) -> Iterator[Finding]:
    is_empty_emergency = helpline.kind is Kind.EMERGENCY and not helpline.phones
    if (
        not helpline.is_reachable
        and helpline.confidence is not Confidence.CONFLICT
        and not is_empty_emergency
    ):
        yield "id", "there is no way to reach it.", "Add a number or an address, or remove it."
    if helpline.telegram and not _CONTACTS_IN_CHAT.fullmatch(helpline.telegram):
        yield "telegram", "this is no Telegram address.", "Write https://t.me/name."
    if helpline.sms_word and not helpline.sms:
        yield "sms_word", "there is a word to send but no number.", "Add `sms`."


def _misdialled(helpline: Helpline, format_of: FormatOf, verdict: Format) -> Iterator[Finding]:
    if not helpline.is_fit:
        return  # what nobody is shown may wait for its number
    numbers = {"phones": helpline.phones, "sms": (helpline.sms,), "whatsapp": (helpline.whatsapp,)}
    for key, written in numbers.items():
        for number in filter(None, written):
            if format_of(number, helpline.country) is verdict:
                yield key, f"{number} is {verdict.value} in {helpline.country}.", "Check it, or withhold it."


def _formats() -> FormatOf:
    """Return what tells whether a number can exist in a country."""
    try:
        import phonenumbers
    except ImportError as missing:
        raise NoPhonenumbersError from missing
    return lambda number, country: _format(phonenumbers, number, country)


def _format(library: ModuleType, number: str, country: str) -> Format:
    is_short = is_short_code(number)
    try:
        parsed = library.parse(re.sub(r"[^0-9+]", "", number), country)
    except library.NumberParseException:
        return Format.DOUBTFUL if is_short else Format.IMPOSSIBLE
    if is_short:
        return (
            Format.FINE if library.is_possible_short_number_for_region(parsed, country) else Format.DOUBTFUL
        )
    if library.is_valid_number(parsed):
        return Format.FINE
    return Format.DOUBTFUL if library.is_possible_number(parsed) else Format.IMPOSSIBLE
