"""From content/guides/*.yaml to guides.

Those that no happening online leads to come first, the gravest kind of distress before the others; then those
for what happened, in the order of the finder.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from bot.content.lessons import UnitsFile
from bot.content.piece import Piece, Slug, SourcedFile, Url, piece, read_folder, sources
from bot.content.reader import ContentError, Lines, Schema, parse, raise_all
from bot.domain.guide import Guide, GuideId, Service, Step, Version
from bot.domain.lesson import Audience, HappeningId, LessonId
from bot.domain.safeguarding import Kind
from bot.domain.text import Text

FOLDER = "guides"
_COMMENTS = {
    "button": "Button, at most 32 characters: what happened, as the reader would say it.",
    "label": "Button, at most 32 characters. Keep the name of the service as it is.",
    "opening": "First words of a guide, read in fear. Calm and warm; promise nothing.",
    "steps": "One step of a guide: its title is a short request, its text says how.",
    "title": "Heading.",
    "after": "What may come after the last step, and who stays with the reader.",
    "tomorrow": "What to do tomorrow.",
}


class StepEntry(Schema):
    """A step of a guide."""

    title: str
    body: str


class ServiceEntry(Schema):
    """A service on the web."""

    label: str
    url: Url


class VersionEntry(Schema):
    """A guide as one kind of reader gets it."""

    button: str
    title: str
    danger: bool = False
    reporting: bool = False
    apps: bool = False
    opening: str
    steps: tuple[StepEntry, ...] = Field(min_length=5, max_length=8)
    after: str
    tomorrow: str | None = None
    lessons: tuple[Slug, ...] = Field(min_length=1, max_length=3)
    services: tuple[ServiceEntry, ...] = Field(default=(), max_length=3)


class GuideFile(SourcedFile):
    """A guide: guides/<id>.yaml."""

    icon: str
    happenings: tuple[Slug, ...] = ()
    hears: tuple[Kind, ...] = ()
    teen: VersionEntry
    parent: VersionEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Hold a guide, and the file it was read from."""

    guide: Guide
    file: GuideFile
    lines: Lines


def load_guides(folder: Path) -> tuple[Guide, ...]:
    """Read all guides, or raise every fault in them."""
    return tuple(each.guide for each in read_guides(folder))


def load_guide_pieces(folder: Path) -> Iterator[Piece]:
    """Yield what translators and the check look at: two pieces a file, one for each kind of reader."""
    for each in read_guides(folder):
        readers = {Audience.TEEN: each.guide.teen, Audience.PARENT: each.guide.parent}
        for audience, version in readers.items():
            yield piece(each.file, each.lines, {str(audience): version}, audience, _COMMENTS)


def read_guides(folder: Path) -> tuple[Written, ...]:
    """Read all guides with their files, or raise every fault in them."""
    units = parse(folder / "units.yaml", UnitsFile)
    happenings = [each.id for each in units.happenings]
    lessons = {lesson for unit in units.units for lesson in unit.lessons}
    errors: list[ContentError] = []
    read: list[Written] = []
    taken: set[str] = set()
    for name, file, lines in read_folder(folder / FOLDER, GuideFile):
        faults = [
            *_idle_faults(file, lines),
            *_happening_faults(file, lines, happenings, taken),
            *_lesson_faults(file, lines, lessons),
        ]
        taken |= set(file.happenings)
        errors += faults
        read.append(Written(guide=_guide(name, file), file=file, lines=lines))
    raise_all(errors)
    return tuple(sorted(read, key=lambda each: _order(each.file, happenings)))


def _order(file: GuideFile, happenings: list[str]) -> tuple[list[int], list[int]]:
    kinds = list(Kind)
    return [happenings.index(name) for name in file.happenings], [kinds.index(kind) for kind in file.hears]


def _idle_faults(file: GuideFile, lines: Lines) -> Iterator[ContentError]:
    if not file.happenings and not file.hears:
        problem, remedy = (
            "Nothing leads to this guide.",
            "Name one of the `happenings`, or a kind it `hears`.",
        )
        yield ContentError(lines.file, lines.at("teen"), problem, remedy)


def _happening_faults(
    file: GuideFile, lines: Lines, known: list[str], taken: set[str]
) -> Iterator[ContentError]:
    for place, name in enumerate(file.happenings):
        before = taken | set(file.happenings[:place])
        line = lines.at("happenings", place)
        if name not in known:
            remedy = "Mend it, or add it to units.yaml."
            yield ContentError(lines.file, line, f"`{name}` is not among the happenings.", remedy)
        elif name in before:
            yield ContentError(lines.file, line, f"`{name}` has another guide already.", "Keep one of them.")


def _lesson_faults(file: GuideFile, lines: Lines, known: set[str]) -> Iterator[ContentError]:
    for audience, version in (("teen", file.teen), ("parent", file.parent)):
        for place, name in enumerate(version.lessons):
            if name not in known:
                line = lines.at(audience, "lessons", place)
                yield ContentError(lines.file, line, f"There is no lesson `{name}`.", "Mend it or remove it.")


def _guide(name: str, file: GuideFile) -> Guide:
    return Guide(
        id=GuideId(name),
        icon=file.icon,
        happenings=tuple(map(HappeningId, file.happenings)),
        hears=file.hears,
        teen=_version(f"guide/{name}/teen", file.teen),
        parent=_version(f"guide/{name}/parent", file.parent),
        sources=sources(file),
        checked_on=file.checked_on,
        review_by=file.review_by,
    )


def _version(at: str, entry: VersionEntry) -> Version:
    return Version(
        button=Text(f"{at}/button", entry.button),
        title=Text(f"{at}/title", entry.title),
        danger=entry.danger,
        reporting=entry.reporting,
        apps=entry.apps,
        opening=Text(f"{at}/opening", entry.opening),
        steps=tuple(_step(f"{at}/step-{no}", step) for no, step in enumerate(entry.steps, start=1)),
        after=Text(f"{at}/after", entry.after),
        tomorrow=Text(f"{at}/tomorrow", entry.tomorrow) if entry.tomorrow else None,
        lessons=tuple(map(LessonId, entry.lessons)),
        services=tuple(
            Service(label=Text(f"{at}/service-{no}", service.label), url=service.url)
            for no, service in enumerate(entry.services, start=1)
        ),
    )


def _step(at: str, entry: StepEntry) -> Step:
    return Step(title=Text(f"{at}/title", entry.title), body=Text(f"{at}/body", entry.body))
