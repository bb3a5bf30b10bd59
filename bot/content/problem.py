"""What a check of the content finds."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.content.reader import ContentError


class Severity(StrEnum):
    """Tell what stops a release from what should be looked at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Say what is wrong, where, in which sentence, and what to do about it."""

    file: Path
    line: int
    problem: str
    remedy: str
    severity: Severity = Severity.ERROR
    sentence: str | None = None

    def __str__(self) -> str:
        """Write it as compilers do, so that editors can follow."""
        where = f" In: “{self.sentence}”" if self.sentence else ""
        return f"{self.file}:{self.line}: {self.severity}: {self.problem} {self.remedy}{where}"


def from_error(error: ContentError) -> tuple[Problem, ...]:
    """Turn what the reader refused into problems."""
    return tuple(
        Problem(file=each.file, line=each.line, problem=each.problem, remedy=each.remedy)
        for each in error.errors
    )
