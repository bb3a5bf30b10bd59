"""Translators' files (PO) turned into what `gettext` looks up."""

import gettext
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def po_path(folder: Path, tag: str) -> Path:
    """Say where a language's file stands."""
    return folder / tag / "LC_MESSAGES" / "messages.po"


def load_strings(folder: Path, tag: str) -> gettext.NullTranslations:
    """Read a language: the compiled file while it is newer than its source, else the source itself.

    What was compiled is kept beside the source where that can be written: the next start is quicker.
    """
    source = po_path(folder, tag)
    compiled = source.with_suffix(".mo")
    if compiled.exists() and not (source.exists() and source.stat().st_mtime > compiled.stat().st_mtime):
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    if not source.exists():
        return gettext.NullTranslations()
    binary = compile_strings(read_catalog(source))
    with suppress(OSError):
        _keep(compiled, binary)
    return gettext.GNUTranslations(BytesIO(binary))


def _keep(compiled: Path, binary: bytes) -> None:
    """Write a file whole or not at all, for others may be reading it."""
    with NamedTemporaryFile(dir=compiled.parent, delete=False) as file:
        file.write(binary)
    Path(file.name).replace(compiled)


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
