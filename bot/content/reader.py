"""From a YAML file to a validated value, with the file and the line of every fault.

Authors write plain YAML: every scalar is read as a string and typed by the schema, so that `NO`, `0116111`
and `22:30` stay what was written. Nothing clever is allowed: no anchors, aliases, tags, tabs or double keys.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

Value = str | list["Value"] | dict[str, "Value"]
Spot = tuple[int | str, ...]
S = TypeVar("S", bound=BaseModel)

_LOADER: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Schema(BaseModel):
    """Describe a content file: unknown keys and empty strings are refused, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, str_min_length=1)


class ContentError(Exception):
    """Say what is wrong in a content file and what to do about it."""

    def __init__(self, file: Path, line: int, problem: str, remedy: str) -> None:
        super().__init__(f"{file}:{line}: {problem} {remedy}")
        self.file = file
        self.line = line
        self.problem = problem
        self.remedy = remedy

    @property
    def errors(self) -> tuple["ContentError", ...]:
        """Return every fault found, at least this one."""
        return (self,)


class ContentErrors(ContentError):  # noqa: N818  # several of them
    """Hold several faults; what catches one catches these."""

    def __init__(self, errors: Sequence[ContentError]) -> None:
        first = errors[0]
        super().__init__(first.file, first.line, first.problem, first.remedy)
        self.args = ("\n".join(map(str, errors)),)
        self._errors = tuple(errors)

    @property
    def errors(self) -> tuple[ContentError, ...]:
        """Return every fault found."""
        return self._errors


@dataclass(frozen=True, slots=True)
class Lines:
    """Know on which line each key or list entry of a file stands."""

    file: Path
    numbers: dict[Spot, int]

    def at(self, *spot: int | str) -> int:
        """Return the line of `spot`, or of the nearest thing around it.

        A step that is not in the file is skipped: pydantic names the members of a union in its locations.
        """
        here: Spot = ()
        for step in spot:
            if (*here, step) in self.numbers:
                here = (*here, step)
        return self.numbers.get(here, 1)


def parse(path: Path, schema: type[S]) -> S:
    """Read `path` as `schema`, or raise ContentError (ContentErrors when there are several faults)."""
    return parse_with_lines(path, schema)[0]


def parse_with_lines(path: Path, schema: type[S]) -> tuple[S, Lines]:
    """Read `path` as `schema` and keep the line of everything in it."""
    value, lines = read(path)
    try:
        return schema.model_validate(value), lines
    except ValidationError as faults:
        errors = [_explain(fault, lines) for fault in _causes(faults.errors(include_url=False))]
    raise errors[0] if len(errors) == 1 else ContentErrors(errors)


def raise_all(errors: Sequence[ContentError]) -> None:
    """Raise what was collected; nothing when nothing was."""
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise ContentErrors(errors)


def read(path: Path) -> tuple[Value, Lines]:
    """Read a YAML file as strings, lists and mappings, and the line of each."""
    text = _text(path)
    lines = Lines(path, {})
    try:
        return _Builder(path, yaml.parse(text, Loader=_LOADER), lines).document(), lines
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise ContentError(
            path,
            mark.line + 1 if mark else 1,
            f"This is not YAML: {fault.problem}.",
            "Mend the indentation or quotes.",
        ) from fault
    except yaml.YAMLError as fault:
        raise ContentError(path, 1, f"This is not YAML: {fault}.", "Remove what is no text.") from fault


def _text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError(
            path, 1, "The file is missing.", "Restore it, or remove what refers to it."
        ) from None
    except UnicodeDecodeError:
        raise ContentError(path, 1, "The file is not UTF-8.", "Save it as UTF-8.") from None
    if "\t" in text:
        line = text[: text.index("\t")].count("\n") + 1
        raise ContentError(path, line, "There is a tab.", "Use spaces.")
    return text


class _Builder:
    """Build one document from the parser's events, noting lines on the way."""

    def __init__(self, path: Path, events: Iterator[yaml.Event], lines: Lines) -> None:
        self._path = path
        self._events = events
        self._lines = lines

    def document(self) -> Value:
        next(self._events)  # the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            raise ContentError(self._path, 1, "The file is empty.", "Write it, or remove it.")
        value = self._value(next(self._events), ())
        next(self._events)  # the document's end
        more = next(self._events)
        if not isinstance(more, yaml.StreamEndEvent):
            raise self._fault(
                more, "There is a second document.", "Keep one document a file: remove the line `---`."
            )
        return value

    def _value(self, event: yaml.Event, spot: Spot) -> Value:
        self._refuse_cleverness(event)
        self._lines.numbers.setdefault(spot, _line(event))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(spot)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(spot)
        return str(getattr(event, "value", ""))

    def _mapping(self, spot: Spot) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            self._refuse_cleverness(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._fault(event, "A key is no plain word.", "Write `key: value`.")
            key = str(event.value)
            if key in mapping:
                raise self._fault(event, f"The key `{key}` stands here twice.", "Keep one of them.")
            self._lines.numbers[*spot, key] = _line(event)
            mapping[key] = self._value(next(self._events), (*spot, key))
        return mapping

    def _sequence(self, spot: Spot) -> list[Value]:
        sequence: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            sequence.append(self._value(event, (*spot, len(sequence))))
        return sequence

    def _refuse_cleverness(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._fault(
                event, "There is an anchor or an alias.", "Write the words out, or quote the value."
            )
        if tag := getattr(event, "tag", None):
            raise self._fault(event, f"There is a tag ({tag}).", "Remove it, or quote the value.")

    def _fault(self, event: yaml.Event, problem: str, remedy: str) -> ContentError:
        return ContentError(self._path, _line(event), problem, remedy)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _causes(faults: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Leave out lists that are too short only because an entry in them is wrong."""
    for fault in faults:
        spot = fault["loc"]
        inner = [
            other for other in faults if len(other["loc"]) > len(spot) and other["loc"][: len(spot)] == spot
        ]
        if not inner:
            yield fault


def _explain(fault: ErrorDetails, lines: Lines) -> ContentError:
    spot = fault["loc"]
    line = lines.at(*spot)
    name = ".".join(map(str, spot)) or "the file"
    if fault["type"] == "missing":
        return ContentError(lines.file, line, f"`{name}` is missing.", "Add it.")
    if fault["type"] == "extra_forbidden":
        return ContentError(
            lines.file, line, f"`{name}` is not known here.", "Mend its spelling or remove it."
        )
    return ContentError(lines.file, line, f"`{name}`: {fault['msg']}.", "Correct the value.")
