"""The template (`messages.pot`): every sentence there is to translate, and the files that follow it."""

from collections.abc import Iterable
from dataclasses import replace

from bot.i18n.extraction import LABEL_LIMIT, Found
from bot.i18n.parts import Part, part_of
from bot.i18n.po import FUZZY, Entry, Key, PoFile, new_header, plural_forms

POT = "messages.pot"


def template(found: Iterable[Found]) -> PoFile:
    """Return the template: files in order, each sentence once, no dates, no line numbers."""
    entries: dict[Key, Entry] = {}
    for sentence in sorted(found, key=lambda sentence: (sentence.file, sentence.line)):
        entry = _entry(sentence)
        entries[entry.key] = _joined(entries[entry.key], entry) if entry.key in entries else entry
    return PoFile(header=new_header(), entries=tuple(entries.values()))


def updated(pot: PoFile, po: PoFile | None, *, tag: str) -> PoFile:
    """Return a language's file in step with the template.

    Nothing is guessed: a translation moves to another sentence only where the content's context is the same,
    that is where an author changed the words of one place, and then it is marked as stale.
    """
    po = po or PoFile(header=new_header(tag))
    known = {entry.key: entry for entry in po.entries}
    wanted = {entry.key for entry in pot.entries}
    left_over = {entry.context: entry for entry in po.entries if entry.context and entry.key not in wanted}
    forms = form_count(tag)
    entries: list[Entry] = []
    for entry in pot.entries:
        old = known.get(entry.key) or (left_over.pop(entry.context, None) if entry.context else None)
        entries.append(_carried(entry, old, forms))
    return PoFile(header=po.header, entries=tuple(entries))


def interface_of(pot: PoFile) -> PoFile:
    """Return the template of a language whose teaching nobody has begun to translate."""
    return replace(
        pot, entries=tuple(entry for entry in pot.entries if part_of(entry.context) is Part.INTERFACE)
    )


def has_teaching(po: PoFile) -> bool:
    """Tell whether a file holds sentences of the teaching."""
    return any(part_of(entry.context) is Part.TEACHING for entry in po.entries)


def form_count(tag: str) -> int:
    """Return how many plural forms a language has."""
    return int(plural_forms(tag).split(";")[0].removeprefix("nplurals="))


def _entry(sentence: Found) -> Entry:
    room = f"At most {sentence.limit} characters." if sentence.limit == LABEL_LIMIT else ""
    is_said = room.lower() in sentence.comment.lower()
    return Entry(
        source=sentence.source,
        plural=sentence.plural,
        context=sentence.context,
        translations=("", "") if sentence.plural else ("",),
        files=(sentence.file,),
        comments=tuple(filter(None, (sentence.comment or sentence.where, "" if is_said else room))),
        flags=frozenset({f"max-length:{sentence.limit}"} if sentence.limit else ()),
    )


def _joined(first: Entry, second: Entry) -> Entry:
    """Return one entry for the same sentence in two places; the tighter one decides."""
    return replace(
        first,
        plural=first.plural or second.plural,
        translations=max(first.translations, second.translations, key=len),
        files=tuple(dict.fromkeys(first.files + second.files)),
        comments=tuple(dict.fromkeys(first.comments + second.comments)),
        flags=first.flags | second.flags,
    )


def _carried(new: Entry, old: Entry | None, forms: int) -> Entry:
    blank = ("",) * (forms if new.plural else 1)
    if old is None or not any(old.translations):
        return replace(new, translations=blank, notes=old.notes if old and old.key == new.key else ())
    if old.key == new.key and old.plural == new.plural and len(old.translations) == len(blank):
        flags = new.flags | (old.flags & {FUZZY})
        return replace(
            new, translations=old.translations, notes=old.notes, flags=flags, previous=old.previous
        )
    hint = old.translations if len(old.translations) == len(blank) else (old.translations[-1],) * len(blank)
    previous = old.previous or old.source
    return replace(new, translations=hint, notes=old.notes, flags=new.flags | {FUZZY}, previous=previous)
