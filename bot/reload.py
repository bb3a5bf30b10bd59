"""A look at the authors' and translators' files while a demo runs: what changed is read again."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from babel.messages.pofile import PoFileError

from bot.content.reader import ContentError
from bot.i18n.strings import read_catalog
from bot.library import Library

EVERY_SECONDS = 1.0
_NAMES = ("*.yaml", "*.po", "*.mo")
Stamps = dict[Path, tuple[int, int]]


class Watch:
    """Look at some folders, and let a library take in what was written there.

    What cannot be read is told as `file:line`, and the words that were there before stay.
    """

    def __init__(
        self,
        library: Library,
        *,
        read: Callable[[], Library],
        folders: Sequence[Path],
        tell: Callable[[str], None],
    ) -> None:
        """Take the library, how to read all of it anew, where to look, and whom to tell."""
        self._library = library
        self._read = read
        self._folders = folders
        self._tell = tell
        self._stamps = _stamps(folders)
        _read_helplines(library)  # read when asked for, they might be broken by then

    async def run(self) -> NoReturn:
        """Look once a second."""
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            await self.look()

    async def look(self) -> None:
        """Read everything again when anything changed since the last look."""
        stamps = await asyncio.to_thread(_stamps, self._folders)
        changed = sorted({path for path, _ in stamps.items() ^ self._stamps.items()})
        self._stamps = stamps
        if not changed:
            return
        faults = await asyncio.to_thread(self._take)
        for fault in faults:
            self._tell(f"✗ {fault}")
        names = ", ".join(map(self._short, changed))
        self._tell(
            f"The old words stay until this is mended ({names})." if faults else f"Read again: {names}"
        )

    def _take(self) -> Sequence[ContentError]:
        try:
            newer = self._read()
            _read_helplines(newer)
        except ContentError as error:
            return error.errors
        except (PoFileError, UnicodeDecodeError) as error:
            return tuple(self._unreadable_languages()) or (_po_fault(Path("messages.po"), error),)
        self._library.take(newer)
        return ()

    def _short(self, path: Path) -> str:
        folder = next(folder for folder in self._folders if path.is_relative_to(folder))
        return path.relative_to(folder).as_posix()

    def _unreadable_languages(self) -> Iterator[ContentError]:
        for path in sorted(path for folder in self._folders for path in folder.rglob("*.po")):
            try:
                read_catalog(path)
            except (PoFileError, UnicodeDecodeError) as error:
                yield _po_fault(path, error)


def _po_fault(path: Path, error: Exception) -> ContentError:
    line = (error.lineno or 0) + 1 if isinstance(error, PoFileError) else 1
    said = str(error).partition(" on ")[0]
    return ContentError(path, line, f"This is no PO file: {said}.", "Mend its quotes, or save it as UTF-8.")


def _read_helplines(library: Library) -> None:
    for country in library.catalog.helplines.countries:
        library.catalog.helplines.for_country(country)


def _stamps(folders: Sequence[Path]) -> Stamps:
    """Tell files apart by when they were written and how long they are."""
    return dict(_stamp(path) for folder in folders for name in _NAMES for path in folder.rglob(name))


def _stamp(path: Path) -> tuple[Path, tuple[int, int]]:
    try:
        stat = path.stat()
    except OSError:  # gone between the list and the look
        return path, (0, 0)
    return path, (stat.st_mtime_ns, stat.st_size)
