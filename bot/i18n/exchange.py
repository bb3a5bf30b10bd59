"""Hand sentences to translators as JSON lines and take their work back."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.i18n.checks import forms, problems
from bot.i18n.parts import Part, part_of
from bot.i18n.po import DRAFT, FUZZY, Entry, Key, PoFile

_EXAMPLES = 4


def exported(
    po: PoFile, *, tag: str, only_missing: bool, part: Part | None = None, chunk: tuple[int, int] = (1, 1)
) -> Iterator[str]:
    """Yield one JSON object a sentence. Chunk (2, 4) is the second quarter of the sentences asked for."""
    wanted = [
        entry
        for entry in po.entries
        if not (only_missing and entry.is_translated) and part in {None, part_of(entry.context)}
    ]
    number, parts = chunk
    start, end = (len(wanted) * (number - 1) // parts, len(wanted) * number // parts)
    for entry in wanted[start:end]:
        yield json.dumps(_record(entry, tag), ensure_ascii=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Hold the new file, how many translations were taken, and what was refused, by line."""

    po: PoFile
    taken: int
    refused: tuple[tuple[int, str], ...]


def imported(po: PoFile, lines: Iterable[str], *, tag: str, is_draft: bool) -> Imported:
    """Merge translated lines into a file; a faulty one is refused and leaves the rest alone."""
    known = {entry.key: entry for entry in po.entries}
    taken: dict[Key, Entry] = {}
    refused: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        match _merged(known, line, tag=tag, is_draft=is_draft):
            case Entry() as entry:
                taken[entry.key] = entry
            case str() as problem:
                refused.append((number, problem))
            case None:
                pass
    entries = tuple(taken.get(entry.key, entry) for entry in po.entries)
    return Imported(po=replace(po, entries=entries), taken=len(taken), refused=tuple(refused))


def reviewed(po: PoFile, context: str = "") -> PoFile:
    """Take the draft mark off what a person has read: everything, or what stands under a context."""
    entries = (
        replace(entry, notes=tuple(note for note in entry.notes if note != DRAFT))
        if (entry.context or "").startswith(context)
        else entry
        for entry in po.entries
    )
    return replace(po, entries=tuple(entries))


def _record(entry: Entry, tag: str) -> dict[str, Any]:
    record: dict[str, Any] = {
        "context": entry.context,
        "source": entry.source,
        "plural": entry.plural,
        "files": entry.files,
        "comment": " ".join(entry.comments),
        "limit": entry.limit,
        "previous_source": entry.previous,
        "translation": list(entry.translations) if entry.plural else entry.translations[0],
    }
    if entry.plural:
        record["forms"] = [f"n = {', '.join(map(str, numbers[:_EXAMPLES]))}" for numbers in forms(tag)]
    return {name: value for name, value in record.items() if value or name == "translation"}


def _merged(known: Mapping[Key, Entry], line: str, *, tag: str, is_draft: bool) -> Entry | str | None:
    """Return the translated entry, what is wrong with the line, or None where nothing was filled in."""
    if not line.strip():
        return None
    try:
        record = json.loads(line)
        key = (record.get("context"), record["source"])
        translations = _translations(record["translation"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return 'not an object with "source" and "translation".'
    if not any(translations):
        return None
    if key not in known:
        return "no such sentence any more; export again."
    old = known[key]
    notes = (*(note for note in old.notes if note != DRAFT), *((DRAFT,) if is_draft else ()))
    entry = replace(old, translations=translations, notes=notes, flags=old.flags - {FUZZY}, previous=None)
    return " ".join(problems(entry, tag=tag)) or entry


def _translations(value: object) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else [value]
    if not texts or not all(isinstance(text, str) for text in texts):
        raise TypeError
    return tuple(texts)
