"""A new lesson: from a template to a file that loads, listed in its unit."""

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from string import Template

from bot.content.lessons import UnitEntry, UnitsFile
from bot.content.messages import LABEL_LIMIT
from bot.content.reader import Lines, parse_with_lines
from bot.domain.lesson import Audience

TEMPLATES = Path(__file__).parent / "templates"
ID_LIMIT = 24
SHORTEST, LONGEST_MINUTES = 1, 10
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_REVIEW_AFTER = timedelta(days=2 * 365)


class NewLessonError(Exception):
    """Say why there is no new lesson, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLesson:
    """Hold what is known of a lesson before it is written."""

    id: str
    title: str
    unit: str
    audience: Audience
    minutes: int


def units_in(folder: Path) -> tuple[str, ...]:
    """Return the units a lesson can stand in."""
    return tuple(unit.id for unit in parse_with_lines(folder / "units.yaml", UnitsFile)[0].units)


def write_lesson(folder: Path, new: NewLesson, *, today: date) -> Path:
    """Write the file and list it at the end of its unit, or raise NewLessonError and write nothing."""
    course, lines = parse_with_lines(folder / "units.yaml", UnitsFile)
    path = folder / "lessons" / f"{new.id}.yaml"
    _refuse(new, course, path)
    units = _listed(course, lines, new)
    path.parent.mkdir(exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(lesson_text(new, course, today=today))
    lines.file.write_text(units, encoding="utf-8")
    return path


def lesson_text(new: NewLesson, course: UnitsFile, *, today: date) -> str:
    """Fill the template."""
    topics = [topic.id for topic in course.topics]
    return Template((TEMPLATES / "lesson.yaml").read_text(encoding="utf-8")).substitute(
        audience=new.audience,
        minutes=new.minutes,
        title=quoted(new.title),
        topics=", ".join(topics),
        topic=new.unit if new.unit in topics else topics[0],
        happenings=", ".join(happening.id for happening in course.happenings),
        today=today,
        review_by=today + _REVIEW_AFTER,
    )


def quoted(words: str) -> str:
    """Write words so that YAML takes nothing in them for its own."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False)


def _refuse(new: NewLesson, course: UnitsFile, path: Path) -> None:
    title = new.title.strip()
    if len(new.id) > ID_LIMIT or not _ID.fullmatch(new.id):
        raise NewLessonError(f"`{new.id}` is no id: use a-z, 0-9 and hyphens, at most {ID_LIMIT} characters.")
    if path.exists() or any(new.id in unit.lessons for unit in course.units):
        raise NewLessonError(f"There is a lesson `{new.id}` already: choose another id, or edit {path.name}.")
    if not title or len(title) > LABEL_LIMIT:
        raise NewLessonError(
            f"The title has {len(title)} characters: write 1 to {LABEL_LIMIT}, it stands on a button."
        )
    if new.unit not in (known := [unit.id for unit in course.units]):
        raise NewLessonError(f"There is no unit `{new.unit}`: choose one of {', '.join(known)}.")
    if not SHORTEST <= new.minutes <= LONGEST_MINUTES:
        raise NewLessonError(f"{new.minutes} minutes do not fit: choose {SHORTEST} to {LONGEST_MINUTES}.")


def _listed(course: UnitsFile, lines: Lines, new: NewLesson) -> str:
    """Add a line below the last lesson of the unit; every other line stays what it is."""
    place, unit = next((no, unit) for no, unit in enumerate(course.units) if unit.id == new.unit)
    written = lines.file.read_text(encoding="utf-8").splitlines(keepends=True)
    last = _last_line(lines, place, unit)
    indent, dash, _ = written[last - 1].partition("- ")
    if not dash or indent.strip():
        raise NewLessonError(f"{lines.file}:{last}: write one lesson a line here, each after `- `.")
    if not written[last - 1].endswith("\n"):
        written[last - 1] += "\n"
    written.insert(last, f"{indent}- {new.id}\n")
    return "".join(written)


def _last_line(lines: Lines, place: int, unit: UnitEntry) -> int:
    return lines.at("units", place, "lessons", len(unit.lessons) - 1)
