"""A new file: from a template to what loads at once; a lesson is listed in its unit too."""

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from string import Template

from bot.content.guides import read_guides
from bot.content.lessons import UnitEntry, UnitsFile
from bot.content.messages import LABEL_LIMIT
from bot.content.reader import Lines, parse_with_lines, read
from bot.domain.lesson import Audience

TEMPLATES = Path(__file__).parent / "templates"
ID_LIMIT = 24
SHORTEST, LONGEST_MINUTES = 1, 10
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_REVIEW_AFTER = timedelta(days=2 * 365)


class NewFileError(Exception):
    """Say why there is no new file, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLesson:
    """Hold what is known of a lesson before it is written."""

    id: str
    title: str
    unit: str
    audience: Audience
    minutes: int


NOUNS = {"friend": "friend", "guide": "guides", "pair": "pairs", "situation": "situations"}
"""What else there are templates for, and the folder it stands in."""


def units_in(folder: Path) -> tuple[str, ...]:
    """Return the units a lesson can stand in."""
    return tuple(unit.id for unit in parse_with_lines(folder / "units.yaml", UnitsFile)[0].units)


def write_lesson(folder: Path, new: NewLesson, *, today: date) -> Path:
    """Write the file and list it at the end of its unit, or raise NewFileError and write nothing."""
    course, lines = parse_with_lines(folder / "units.yaml", UnitsFile)
    path = folder / "lessons" / f"{new.id}.yaml"
    _refuse(new, course, path)
    units = _listed(course, lines, new)
    path.parent.mkdir(exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(lesson_text(new, course, today=today))
    lines.file.write_text(units, encoding="utf-8")
    return path


def write_piece(folder: Path, noun: str, name: str, *, today: date) -> Path:
    """Write the file of another noun, the last in its list, or raise NewFileError and write nothing."""
    path = folder / NOUNS[noun] / f"{name}.yaml"
    _refuse_id(name, path, is_taken=path.exists())
    course, _ = parse_with_lines(folder / "units.yaml", UnitsFile)
    path.parent.mkdir(exist_ok=True)
    free = _without_guide(folder, course) if noun == "guide" else [""]
    text = _filled(
        noun,
        today,
        order=_next_place(path.parent),
        lesson=course.units[0].lessons[0],
        happening=free[0],
        free=", ".join(free),
    )
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
    return path


def lesson_text(new: NewLesson, course: UnitsFile, *, today: date) -> str:
    """Fill the template."""
    topics = [topic.id for topic in course.topics]
    return _filled(
        "lesson",
        today,
        audience=new.audience,
        minutes=new.minutes,
        title=quoted(new.title),
        topics=", ".join(topics),
        topic=new.unit if new.unit in topics else topics[0],
        happenings=", ".join(happening.id for happening in course.happenings),
    )


def quoted(words: str) -> str:
    """Write words so that YAML takes nothing in them for its own."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False)


def _filled(template: str, today: date, **values: object) -> str:
    text = (TEMPLATES / f"{template}.yaml").read_text(encoding="utf-8")
    return Template(text).substitute(today=today, review_by=today + _REVIEW_AFTER, **values)


def _without_guide(folder: Path, course: UnitsFile) -> list[str]:
    """Return what may happen without a guide for it; refuse when nothing is left."""
    taken = {name for each in read_guides(folder) for name in each.file.happenings}
    free = [happening.id for happening in course.happenings if happening.id not in taken]
    if not free:
        raise NewFileError("Every happening has its guide: edit that one, or add a happening to units.yaml.")
    return free


def _next_place(folder: Path) -> int:
    """Return a place behind all that are taken."""
    files = [read(path)[0] for path in folder.glob("*.yaml")]
    places = [file.get("order") or file.get("place") for file in files if isinstance(file, dict)]
    return (
        max((int(place) for place in places if isinstance(place, str) and place.isdecimal()), default=0) + 1
    )


def _refuse_id(name: str, path: Path, *, is_taken: bool) -> None:
    if len(name) > ID_LIMIT or not _ID.fullmatch(name):
        raise NewFileError(f"`{name}` is no id: use a-z, 0-9 and hyphens, at most {ID_LIMIT} characters.")
    if is_taken:
        raise NewFileError(f"`{name}` is there already: choose another id, or edit {path.name}.")


def _refuse(new: NewLesson, course: UnitsFile, path: Path) -> None:
    title = new.title.strip()
    is_taken = path.exists() or any(new.id in unit.lessons for unit in course.units)
    _refuse_id(new.id, path, is_taken=is_taken)
    if not title or len(title) > LABEL_LIMIT:
        raise NewFileError(
            f"The title has {len(title)} characters: write 1 to {LABEL_LIMIT}, it stands on a button."
        )
    if new.unit not in (known := [unit.id for unit in course.units]):
        raise NewFileError(f"There is no unit `{new.unit}`: choose one of {', '.join(known)}.")
    if not SHORTEST <= new.minutes <= LONGEST_MINUTES:
        raise NewFileError(f"{new.minutes} minutes do not fit: choose {SHORTEST} to {LONGEST_MINUTES}.")


def _listed(course: UnitsFile, lines: Lines, new: NewLesson) -> str:
    """Add a line below the last lesson of the unit; every other line stays what it is."""
    place, unit = next((no, unit) for no, unit in enumerate(course.units) if unit.id == new.unit)
    written = lines.file.read_text(encoding="utf-8").splitlines(keepends=True)
    last = _last_line(lines, place, unit)
    indent, dash, _ = written[last - 1].partition("- ")
    if not dash or indent.strip():
        raise NewFileError(f"{lines.file}:{last}: write one lesson a line here, each after `- `.")
    if not written[last - 1].endswith("\n"):
        written[last - 1] += "\n"
    written.insert(last, f"{indent}- {new.id}\n")
    return "".join(written)


def _last_line(lines: Lines, place: int, unit: UnitEntry) -> int:
    return lines.at("units", place, "lessons", len(unit.lessons) - 1)
