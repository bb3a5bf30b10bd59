"""From a researched list of helplines to one file a country.

The list owns the facts (numbers, hours, sources, dates, confidence); the files own what editors decide about
a line (`EDITORS`), so importing again never undoes their work. A line that an editor has checked later than
the list, and a line the list does not have, stay as they are.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import yaml

from bot.content.helplines import ROUND_THE_CLOCK, CountryFile, Entry, SourceEntry, read_checked, read_hours
from bot.content.reader import ContentError, parse
from bot.domain.helpline import GLOBAL, Audience, Confidence, Kind, Service, Topic

EDITORS = frozenset(
    {
        "name",
        "kind",
        "audience",
        "cost",
        "region",
        "topic",
        "service",
        "dial",
        "press",
        "pair",
        "hold",
        "withheld",
    }
)
TRUSTED_YEARS = {Confidence.CONFIRMED: 2, Confidence.SINGLE: 1, Confidence.CONFLICT: 1}
LONGEST_ID = 20

_LANGUAGES = {
    name: code
    for code, names in {
        "am": "Amharic", "ar": "Arabic", "ay": "Aymara", "az": "Azerbaijani Azeri", "bem": "Bemba",
        "bg": "Bulgarian", "bi": "Bislama", "bn": "Bangla Bengali", "bs": "Bosnian", "cs": "Czech",
        "da": "Danish", "de": "German", "dv": "Dhivehi", "el": "Greek", "en": "English", "es": "Spanish",
        "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fil": "Filipino", "fr": "French",
        "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian",
        "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
        "kk": "Kazakh", "km": "Khmer", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz",
        "lt": "Lithuanian", "lv": "Latvian", "mi": "Māori", "mk": "Macedonian", "mn": "Mongolian",
        "ms": "Malay", "mt": "Maltese", "nd": "Ndebele", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian",
        "ny": "Nyanja", "pap": "Papiamento", "pl": "Polish", "pt": "Portuguese", "qu": "Quechua",
        "rn": "Kirundi", "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda", "si": "Sinhala",
        "sk": "Slovak", "sl": "Slovenian", "sn": "Shona", "sq": "Albanian", "sr": "Serbian",
        "st": "Sesotho", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "th": "Thai", "tr": "Turkish",
        "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "xh": "Xhosa", "zh": "Chinese", "zu": "Zulu",
    }.items()
    for name in names.split()
}  # fmt: skip
_NAMELESS = re.compile(r"^Helpline for children \(listed by")
_FREE = re.compile(r"^(free( call)?(,.*)?|toll-free\b.*)$")
_ONE_REGION = re.compile(r"^(?P<region>[A-Z][\w ]+?)( source)? only$")
_CHECK_FIRST = re.compile(r"check (the number|that it still works)\b")
_PRESS = re.compile(r"^press (?P<key>\d)$")
_SMS = re.compile(r"(?:(?P<word>[A-Z]+) to )?(?P<number>.+)")
_TRACKING = ("fbclid", "utm_")


@dataclass(kw_only=True, slots=True)
class Imported:
    """Count what an import did, and name what an editor should look at."""

    files: int = 0
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def import_helplines(source: Path, folder: Path) -> Imported:
    """Bring the list `source` into the country files of `folder`."""
    done = Imported()
    by_country: dict[str, list[dict[str, Any]]] = {}
    for found in _load(source):
        by_country.setdefault(found["country"], []).append(found)
    folder.mkdir(parents=True, exist_ok=True)
    for country, listed in sorted(by_country.items()):
        path = folder / f"{country}.yaml"
        before = parse(path, CountryFile).helplines if path.exists() else ()
        entries = _merge(before, _entries(source, country, listed), done)
        path.write_text(write_country(country, entries), encoding="utf-8")
        done.files += 1
    return done


def write_country(country: str, entries: Iterable[Entry]) -> str:
    """Write a country file: plain keys, every scalar in quotes."""
    lines = [f"country: {_quoted(country)}", "helplines:"]
    for entry in entries:
        lines += _block(entry.model_dump(mode="json", exclude_defaults=True), "  ")
    return "\n".join(lines) + "\n"


def _load(source: Path) -> list[dict[str, Any]]:
    try:
        listed = yaml.safe_load(source.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as fault:
        raise ContentError(source, 1, "The list cannot be read.", "Name a YAML list of helplines.") from fault
    if not isinstance(listed, list) or not all(
        isinstance(found, dict) and "country" in found for found in listed
    ):
        raise ContentError(source, 1, "This is no list of helplines.", "Name a YAML list of helplines.")
    return listed


def _merge(before: Iterable[Entry], listed: Iterable[Entry], done: Imported) -> list[Entry]:
    """Join the lines of the list with those of the file, which keeps its order."""
    entries = {entry.id: entry for entry in before}
    done.kept += sorted(entries.keys() - {entry.id for entry in listed})
    for new in listed:
        old = entries.get(new.id)
        if old is None:
            entries[new.id] = new
            done.added.append(new.id)
        elif _day(old) <= _day(new):
            entries[new.id] = new.model_copy(update={name: getattr(old, name) for name in EDITORS})
            done.changed += [new.id] if entries[new.id] != old else []
    return list(entries.values())


def _day(entry: Entry) -> date:
    return read_checked(entry.checked_on).on if entry.checked_on else date.min


def _entries(source: Path, country: str, listed: Iterable[Mapping[str, Any]]) -> list[Entry]:
    """Turn the list's lines of one country into entries, each with an id of its own."""
    entries: dict[str, Entry] = {}
    for found in listed:
        try:
            entry = _entry(country, found)
        except (KeyError, TypeError, ValueError) as fault:
            problem = f"A line of {country} ({found.get('name')}) cannot be read: {fault}."
            raise ContentError(source, 1, problem, "Mend it in the list.") from fault
        number = 2
        while entry.id in entries:
            entry = entry.model_copy(update={"id": f"{_id(country, entry)[: LONGEST_ID - 2]}-{number}"})
            number += 1
        entries[entry.id] = entry
    return list(entries.values())


def _entry(country: str, found: Mapping[str, Any]) -> Entry:
    notes = [clause.strip() for clause in str(found.get("note") or "").split(";")]
    fields = {
        **_described(found, notes),
        **_contacts(found, notes),
        "sources": tuple(_source(written) for written in found["source"]),
        "checked_on": str(found["source_date"]) if found.get("source_date") else None,
        "editor_note": found.get("note"),
    }
    entry = Entry.model_validate({"id": "xx", **{key: value for key, value in fields.items() if value}})
    return entry.model_copy(update={"id": _id(country, entry), "review_by": _review_by(entry)})


def _described(found: Mapping[str, Any], notes: list[str]) -> dict[str, Any]:
    """Read what the line is; the notes are for editors, so what readers need becomes a field."""
    name = str(found["name"])
    kind = Kind(found["kind"])
    is_for_missing = "missing child" in name.lower()
    return {
        "name": None if _NAMELESS.match(name) or name.startswith("Emergency") else name,
        "kind": Kind.REPORT_HOTLINE if is_for_missing else kind,
        "topic": Topic.MISSING_CHILD if is_for_missing else None,
        "service": _service(name) if kind is Kind.EMERGENCY else None,
        "audience": Audience.PARENTS if "for adults" in " ".join(notes) else Audience(found["audience"]),
        "confidence": Confidence(found["confidence"]),
        "languages": tuple(
            dict.fromkeys(_LANGUAGES[name] for name in found.get("languages") or () if name in _LANGUAGES)
        ),
        "hours": _hours(found.get("hours")),
        "cost": "free" if any(map(_FREE.match, notes)) else None,
        "region": next((match["region"] for match in map(_ONE_REGION.match, notes) if match), None),
        "press": next((match["key"] for match in map(_PRESS.match, notes) if match), None),
        "hold": next((clause for clause in notes if _CHECK_FIRST.search(clause)), None),
    }


def _contacts(found: Mapping[str, Any], notes: list[str]) -> dict[str, Any]:
    phones = (found.get("phone"), *(found.get("phone_alt") or ()))
    sms = _SMS.fullmatch(found["sms"]) if found.get("sms") else None
    is_whatsapp_open = not any("do not publish WhatsApp" in clause for clause in notes)
    return {
        "phones": tuple(str(phone).strip() for phone in phones if phone),
        "sms": sms and sms["number"],
        "sms_word": sms and sms["word"],
        "whatsapp": found.get("whatsapp") if is_whatsapp_open else None,
        "telegram": _telegram(found.get("telegram")),
        "chat": found.get("chat"),
        "url": _clean(found["url"]) if found.get("url") else None,
        "email": found.get("email"),
    }


def _service(name: str) -> Service | None:
    if "ambulance" in name:
        return Service.AMBULANCE
    return Service.POLICE if re.search(r"poli[ct]|constabulary", name, re.IGNORECASE) else None


def _hours(written: str | None) -> str | None:
    """Bring hours into our grammar; what does not fit is left out rather than shown half right."""
    if not written:
        return None
    if written.startswith(ROUND_THE_CLOCK):
        return ROUND_THE_CLOCK
    tidy = re.sub(r" \(.*\)", "", written).replace("weekdays", "Mon-Fri")
    try:
        read_hours(tidy)
    except ValueError:
        return None
    return tidy


def _telegram(written: str | None) -> str | None:
    if not written:
        return None
    if written.startswith("@"):
        return f"https://t.me/{written[1:]}"
    return written if written.startswith("https://") else None


def _clean(url: str) -> str:
    """Drop what only serves to follow readers."""
    parts = urlsplit(url)
    query = [(key, value) for key, value in parse_qsl(parts.query) if not key.startswith(_TRACKING)]
    return urlunsplit(parts._replace(query=urlencode(query)))


def _source(written: str) -> SourceEntry:
    ref, at, on = written.rpartition(" @ ")
    return SourceEntry(ref=ref, on=on) if at else SourceEntry(ref=written)


def _id(country: str, entry: Entry) -> str:
    """Make an id from the number, or from the name of the site: it stays when names and notes change."""
    prefix = "int" if country == GLOBAL else country.lower()
    digits = re.sub(r"\D", "", entry.phones[0] if entry.phones else entry.sms or "")
    host = urlsplit(entry.url or entry.chat or "").hostname or entry.kind.value
    site = re.sub(r"[^a-z0-9]+", "-", host.removeprefix("www.").rpartition(".")[0] or host).strip("-")
    return f"{prefix}-{digits or site}"[:LONGEST_ID].strip("-")


def _review_by(entry: Entry) -> date | None:
    if entry.checked_on is None:
        return None
    checked = read_checked(entry.checked_on).on
    if (checked.month, checked.day) == (2, 29):
        checked = checked.replace(day=28)
    return checked.replace(year=checked.year + TRUSTED_YEARS[entry.confidence])


def _block(value: Any, indent: str) -> Iterator[str]:
    """Write an entry as YAML, one thing a line."""
    for place, (key, content) in enumerate(value.items()):
        lead = f"{indent}{'- ' if place == 0 else '  '}{key}:"
        if not isinstance(content, list):
            yield f"{lead} {_quoted(content)}"
        elif content and isinstance(content[0], dict):
            yield lead
            for inner in content:
                yield from _block(inner, f"{indent}    ")
        else:
            yield f"{lead} [{', '.join(map(_quoted, content))}]"


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
