"""From content/situations/*.yaml to what parents may say first."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import Field

from bot.content.guides import FOLDER as GUIDES
from bot.content.lessons import UnitsFile
from bot.content.piece import Piece, Slug, SourcedFile, piece, read_folder, sources
from bot.content.reader import ContentError, Lines, Schema, parse, raise_all
from bot.domain.guide import GuideId
from bot.domain.lesson import Audience, LessonId
from bot.domain.situation import Avoided, FollowUp, Situation, SituationId
from bot.domain.text import Text

FOLDER = "situations"
_COMMENTS = {
    "button": "Button, at most 32 characters.",
    "title": "Heading.",
    "say": "First sentence, for a parent to say aloud, as people speak at home. Keep the quotation marks.",
    "text": "A sentence that hurts, and that parents do say. Keep the quotation marks.",
    "why": "Why that sentence hurts; it never blames the parent.",
    "next": "What to do after the first sentence.",
    "well": "Shown the next day, when the talk went well.",
    "so_so": "Shown the next day, when the talk went neither well nor badly.",
    "badly": "Shown the next day, when the talk went badly: warm, it takes several tries.",
    "another": "One more sentence, for a parent to say aloud. Keep the quotation marks.",
}


class AvoidedEntry(Schema):
    """A sentence that hurts."""

    text: str
    why: str


class FollowUpEntry(Schema):
    """The next day."""

    well: str
    so_so: str
    badly: str
    another: str


class SituationFile(SourcedFile):
    """A situation: situations/<id>.yaml; `place` is its place in the list."""

    place: int = Field(ge=1)
    icon: str = Field(max_length=4)
    button: str = Field(max_length=30)
    title: str
    say: tuple[str, ...] = Field(min_length=1, max_length=2)
    avoid: tuple[AvoidedEntry, ...] = Field(min_length=2, max_length=3)
    next: str
    lessons: tuple[Slug, ...] = Field(min_length=1, max_length=2)
    guide: Slug | None = None
    follow_up: FollowUpEntry


def load_situations(folder: Path) -> Mapping[SituationId, Situation]:
    """Read the situations below the content's folder in their order, or raise every fault in them."""
    return {situation.id: situation for situation, _, _ in _load(folder)}


def load_situation_pieces(folder: Path) -> Iterator[Piece]:
    """Yield every situation for translators and the check."""
    for situation, file, lines in _load(folder):
        yield piece(file, lines, situation, Audience.PARENT, _COMMENTS)


def _load(folder: Path) -> Sequence[tuple[Situation, SituationFile, Lines]]:
    read = list(read_folder(folder / FOLDER, SituationFile))
    listed = {
        lesson_id for unit in parse(folder / "units.yaml", UnitsFile).units for lesson_id in unit.lessons
    }
    raise_all([*_unknown(read, listed), *_unguided(read, folder / GUIDES), *_doubled(read)])
    found = [(_situation(SituationId(name), file), file, lines) for name, file, lines in read]
    return sorted(found, key=lambda each: each[0].place)


def _unknown(read: Sequence[tuple[str, SituationFile, Lines]], listed: set[str]) -> Iterator[ContentError]:
    for _, file, lines in read:
        for place, lesson_id in enumerate(file.lessons):
            if lesson_id not in listed:
                problem = f"There is no lesson `{lesson_id}`."
                yield ContentError(lines.file, lines.at("lessons", place), problem, "Mend it.")


def _unguided(read: Sequence[tuple[str, SituationFile, Lines]], guides: Path) -> Iterator[ContentError]:
    for _, file, lines in read:
        if file.guide and not (guides / f"{file.guide}.yaml").is_file():
            problem = f"There is no guide `{file.guide}`."
            yield ContentError(lines.file, lines.at("guide"), problem, "Mend it, or remove it.")


def _doubled(read: Sequence[tuple[str, SituationFile, Lines]]) -> Iterator[ContentError]:
    places = [file.place for _, file, _ in read]
    for number, (_, file, lines) in enumerate(read):
        if file.place in places[:number]:
            problem = f"Another situation has the place {file.place} too."
            yield ContentError(lines.file, lines.at("place"), problem, "Give each its own.")


def _situation(name: SituationId, file: SituationFile) -> Situation:
    at = f"situation/{name}"
    then = file.follow_up
    return Situation(
        id=name,
        place=file.place,
        icon=file.icon,
        button=Text(f"{at}/button", file.button),
        title=Text(f"{at}/title", file.title),
        say=tuple(Text(f"{at}/say-{no}", words) for no, words in enumerate(file.say, start=1)),
        avoid=tuple(_avoided(f"{at}/avoid-{no}", entry) for no, entry in enumerate(file.avoid, start=1)),
        next=Text(f"{at}/next", file.next),
        lessons=tuple(map(LessonId, file.lessons)),
        guide=GuideId(file.guide) if file.guide else None,
        follow_up=FollowUp(
            well=Text(f"{at}/well", then.well),
            so_so=Text(f"{at}/so-so", then.so_so),
            badly=Text(f"{at}/badly", then.badly),
            another=Text(f"{at}/another", then.another),
        ),
        sources=sources(file),
        checked_on=file.checked_on,
        review_by=file.review_by,
    )


def _avoided(at: str, entry: AvoidedEntry) -> Avoided:
    return Avoided(text=Text(at, entry.text), why=Text(f"{at}/why", entry.why))
