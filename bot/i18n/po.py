"""PO files as values: read with Babel, written by us so that the same content gives the same bytes.

Babel's writer wraps `#| msgid` in the middle of a string and rewrites headers that Poedit or Weblate put
there; ours keeps a header as it stands and never wraps.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import denormalize, normalize, read_po

# Babel's order of the Arabic forms is its own; every editor and the GNU manual use this one. Babel gives
# Indonesian two forms where CLDR and the editors know one.
_PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
    "n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "id": "nplurals=1; plural=0;",
}
DRAFT = "machine-draft"
"""A translator's comment of this one word marks what no person has read yet; every editor keeps it."""
FUZZY = "fuzzy"
_BRACES = "python-brace-format"  # tells editors to guard the placeholders
_PLACEHOLDER = re.compile(r"\{[a-z]")

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Hold one sentence: where it stands, what it says, and how it reads in the other language.

    `comments` come from the source (`#.`), `notes` from translators (`#`); `previous` is the source sentence
    that the translation still belongs to; `line` is where it stands in the file it was read from.
    """

    source: str
    plural: str | None = None
    context: str | None = None
    translations: tuple[str, ...] = ("",)
    files: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()
    previous: str | None = None
    line: int = field(default=1, compare=False)

    @property
    def key(self) -> Key:
        """Return what identifies the sentence."""
        return self.context, self.source

    @property
    def is_translated(self) -> bool:
        """Tell whether the translation is complete and belongs to this very source."""
        return all(self.translations) and FUZZY not in self.flags

    @property
    def is_stale(self) -> bool:
        """Tell whether the source changed under a translation."""
        return FUZZY in self.flags

    @property
    def is_draft(self) -> bool:
        """Tell whether no person has read the translation yet."""
        return self.is_translated and DRAFT in self.notes

    @property
    def limit(self) -> int | None:
        """Return how many characters the place has room for."""
        lengths = [int(flag.split(":")[1]) for flag in self.flags if flag.startswith("max-length:")]
        return min(lengths, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PoFile:
    """Hold a whole file; the header stands as written."""

    header: str
    entries: tuple[Entry, ...] = ()


def plural_forms(tag: str) -> str:
    """Return the Plural-Forms header of a language."""
    return _PLURALS.get(tag) or f"{get_plural(tag.replace('-', '_'))};".replace(";;", ";")


def new_header(tag: str = "") -> str:
    """Return the header of a new file; without a language, that of the template."""
    lines = [
        "Project-Id-Version: foursteps",
        *([f"Language: {tag.replace('-', '_')}"] if tag else []),
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        *([f"Plural-Forms: {plural_forms(tag)}"] if tag else []),
    ]
    licence = "# Licence: CC BY 4.0, see locales/LICENSE.\n"
    return licence + 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines)


def read(path: Path) -> PoFile:
    """Read a PO file; a fault in it is an error."""
    text = path.read_text(encoding="utf-8")
    catalog = read_po(BytesIO(text.encode()), ignore_obsolete=True, abort_invalid=True)
    entries = tuple(_entry(message) for message in catalog if message.id)
    return PoFile(header=text.split("\n\n", 1)[0].rstrip("\n") + "\n", entries=entries)


def written(po: PoFile) -> str:
    """Return the file's text."""
    return "\n".join([po.header, *("".join(f"{line}\n" for line in _lines(entry)) for entry in po.entries)])


def write(path: Path, po: PoFile) -> None:
    """Write the file so that a reader sees the old one or the new one, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(written(po), encoding="utf-8")
    draft.replace(path)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep others from changing the file between our reading and writing it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _entry(message: Message) -> Entry:
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    strings = message.string if isinstance(message.string, tuple | list) else (message.string or "",)
    previous = "\n".join(note[1:].strip() for note in message.user_comments if note.startswith("|"))
    return Entry(
        source=ids[0],
        plural=ids[1] if len(ids) > 1 else None,
        context=message.context,
        translations=tuple(strings),
        files=tuple(dict.fromkeys(file for file, _ in message.locations)),
        comments=tuple(message.auto_comments),
        notes=tuple(note for note in message.user_comments if note and not note.startswith("|")),
        flags=frozenset(message.flags) - {_BRACES, "python-format"},
        previous=denormalize(previous.removeprefix("msgid ")) if previous.startswith("msgid ") else None,
        line=message.lineno or 1,
    )


def _lines(entry: Entry) -> Iterator[str]:
    yield from (f"# {note}" for note in entry.notes)
    yield from (f"#. {comment}" for comment in entry.comments)
    yield from (f"#: {file}" for file in entry.files)
    if flags := entry.flags | ({_BRACES} if _has_placeholder(entry) else set()):
        yield "#, " + ", ".join(sorted(flags))
    if entry.previous is not None:
        yield from (f"#| {line}" for line in f"msgid {_quoted(entry.previous)}".splitlines())
    if entry.context is not None:
        yield f"msgctxt {_quoted(entry.context)}"
    yield f"msgid {_quoted(entry.source)}"
    if entry.plural is None:
        yield f"msgstr {_quoted(entry.translations[0])}"
        return
    yield f"msgid_plural {_quoted(entry.plural)}"
    yield from (f"msgstr[{form}] {_quoted(text)}" for form, text in enumerate(entry.translations))


def _quoted(text: str) -> str:
    return normalize(text, width=0)


def _has_placeholder(entry: Entry) -> bool:
    return _PLACEHOLDER.search(f"{entry.source}{entry.plural or ''}") is not None
