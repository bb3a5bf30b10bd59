"""From content/platforms/*.yaml to what can be done in each app."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import Field

from bot.content.piece import Piece, SourcedFile, Url, piece, read_folder, sources
from bot.content.reader import ContentError, Lines, Schema, raise_all
from bot.domain.lesson import Audience
from bot.domain.platform import Platform, PlatformId, Section, SectionKind
from bot.domain.text import Text

FOLDER = "platforms"
_COMMENTS = {
    "ages": "Who may use an app.",
    "steps": (
        "One step in an app. Words in quotation marks stand on buttons and in menus of the app: "
        "write them as the app does in your language. If you are not sure, keep the English."
    ),
}


class SectionEntry(Schema):
    """A section of a file: steps that were read somewhere, or only the app's own page."""

    kind: SectionKind
    steps: tuple[str, ...] | None = Field(default=None, min_length=2, max_length=5)
    page: Url


class PlatformFile(SourcedFile):
    """An app: platforms/<id>.yaml."""

    name: str
    ages: str | None = None
    sections: tuple[SectionEntry, ...] = Field(min_length=1)


def load_platforms(folder: Path) -> Mapping[PlatformId, Platform]:
    """Read every app below the content's folder, or raise every fault in them."""
    return {platform.id: platform for platform, _, _ in _load(folder)}


def load_platform_pieces(folder: Path) -> Iterator[Piece]:
    """Yield every app for translators and for the check."""
    for platform, file, lines in _load(folder):
        yield piece(file, lines, platform, Audience.BOTH, _COMMENTS)


def _load(folder: Path) -> Iterator[tuple[Platform, PlatformFile, Lines]]:
    read = list(read_folder(folder / FOLDER, PlatformFile))
    raise_all([error for _, file, lines in read for error in _doubles(file, lines)])
    for name, file, lines in read:
        yield _platform(PlatformId(name), file), file, lines


def _doubles(file: PlatformFile, lines: Lines) -> Iterator[ContentError]:
    kinds = [section.kind for section in file.sections]
    for place, kind in enumerate(kinds):
        if kind in kinds[:place]:
            line = lines.at("sections", place, "kind")
            yield ContentError(lines.file, line, f"The section `{kind}` stands twice.", "Join the two.")


def _platform(platform_id: PlatformId, file: PlatformFile) -> Platform:
    at = f"platform/{platform_id}"
    return Platform(
        id=platform_id,
        name=file.name,
        ages=Text(f"{at}/ages", file.ages) if file.ages else None,
        sections=tuple(_section(f"{at}/{section.kind}", section) for section in file.sections),
        sources=sources(file),
        checked_on=file.checked_on,
        review_by=file.review_by,
    )


def _section(at: str, entry: SectionEntry) -> Section:
    return Section(
        kind=entry.kind,
        steps=tuple(Text(f"{at}/step-{no}", step) for no, step in enumerate(entry.steps or (), start=1)),
        page=entry.page,
    )
