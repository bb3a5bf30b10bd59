"""Translators' files (PO) turned into what `gettext` looks up."""

import gettext
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def po_path(folder: Path, tag: str) -> Path:
    """Say where a language's file stands."""
    return folder / tag / "LC_MESSAGES" / "messages.po"


def load_strings(folder: Path, tag: str) -> gettext.NullTranslations:
    """Read a language: the compiled file while it is newer than its source, else the source itself."""
    source = po_path(folder, tag)
    compiled = source.with_suffix(".mo")
    if compiled.exists() and not (source.exists() and source.stat().st_mtime > compiled.stat().st_mtime):
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    if not source.exists():
        return gettext.NullTranslations()
    return gettext.GNUTranslations(BytesIO(compile_strings(read_catalog(source))))


def read_catalog(path: Path) -> Catalog:
    """Read a PO file strictly."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def compile_strings(catalog: Catalog) -> bytes:
    """Return the binary form, without what is empty, half done or fuzzy: those sentences stay English."""
    finished = Catalog(locale=catalog.locale, header_comment="")
    finished.mime_headers = catalog.mime_headers
    for message in catalog:
        if message.id and is_translated(message.string) and not message.fuzzy:
            finished.add(message.id, message.string, context=message.context)
    buffer = BytesIO()
    write_mo(buffer, finished)
    return buffer.getvalue()


def is_translated(string: object) -> bool:
    """Tell whether a translation is there, in every plural form."""
    return all(string) if isinstance(string, tuple | list) else bool(string)
