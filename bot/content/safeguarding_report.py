"""How well the ear hears, per language: shares of the phrases on one side of the split."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content.reader import Schema
from bot.content.safeguarding_phrases import FOLDER, Phrase, Side, locales, phrases
from bot.domain.safeguarding import Ear, Heard, Severity

DOCUMENT = "safeguarding.md"
FIGURES = "figures.json"
ALL = "all"
BEGIN, END = "<!-- report: begin -->", "<!-- report: end -->"
GOALS = (0.95, 0.85, 0.02)
"""Urgent heard at least, concern heard at least, harmless taken for distress at most."""


class Share(Schema):
    """Hold how many of how many."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """Return the share, 0 of nothing."""
        return self.part / self.whole if self.whole else 0.0

    def __str__(self) -> str:
        return f"{self.value:.1%}" if self.whole else "-"


class Row(Schema):
    """Hold the figures of one language."""

    locale: str
    urgent: Share
    as_urgent: Share
    concern: Share
    false: Share
    kind: Share
    question: Share
    met: Share
    met_harmless: Share

    @property
    def below(self) -> tuple[str, ...]:
        """Return the goals that are not reached."""
        urgent, concern, false = GOALS
        missed = (
            ("urgent", self.urgent.value < urgent),
            ("concern", self.concern.value < concern),
            ("harmless", self.false.value > false),
        )
        return tuple(name for name, is_missed in missed if is_missed)


class Figures(Schema):
    """Hold the figures of every language, as they were measured last."""

    rows: tuple[Row, ...]


_SECOND = """\
On phrases of a second hand, which knew neither the phrases above nor the ear (the voice it has not met):"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listened:
    """Hold a phrase and what was heard in it."""

    phrase: Phrase
    heard: Heard

    @property
    def is_right(self) -> bool:
        """Tell whether help came exactly when it should."""
        return self.heard.needs_help == (self.phrase.severity is not Severity.NONE)


def listen(ear: Ear, those: Iterable[Phrase]) -> list[Listened]:
    """Let the ear hear phrases."""
    return [Listened(phrase=each, heard=ear.hear(each.text, each.locale)) for each in those]


def report(folder: Path, ear: Ear, side: Side) -> list[Row]:
    """Return the figures of every language, and of all together."""
    by_locale = {each: listen(ear, phrases(folder, each, side)) for each in locales(folder)}
    rows = [row(locale, listened) for locale, listened in by_locale.items()]
    return [*rows, row(ALL, [one for each in by_locale.values() for one in each])]


def row(locale: str, listened: Sequence[Listened]) -> Row:
    """Count what was heard in the phrases of a language."""
    urgent = [each.heard for each in listened if each.phrase.severity is Severity.URGENT]
    concern = [each.heard for each in listened if each.phrase.severity is Severity.CONCERN]
    harmless = [each for each in listened if each.phrase.severity is Severity.NONE]
    cries = [*urgent, *concern]
    helped = [each for each in listened if each.heard.needs_help and each not in harmless]
    questions = [each for each in harmless if each.phrase.is_question]
    return Row(
        locale=locale,
        urgent=_share(each.needs_help for each in urgent),
        as_urgent=_share(each.severity is Severity.URGENT for each in urgent),
        concern=_share(each.needs_help for each in concern),
        false=_share(each.heard.needs_help for each in harmless),
        kind=_share(each.heard.kind is each.phrase.kind for each in helped),
        question=_share(each.heard.kind is not None and not each.heard.needs_help for each in questions),
        met=_share(each.needs_help or each.is_possible for each in cries),
        met_harmless=_share(each.heard.needs_help or each.heard.is_possible for each in harmless),
    )


def _share(those: Iterable[bool]) -> Share:
    counted = list(those)
    return Share(part=sum(counted), whole=len(counted))


def write_figures(folder: Path, rows: Iterable[Row]) -> None:
    """Keep figures beside the phrases, for the doctor and for the test that they are still true."""
    text = Figures(rows=tuple(rows)).model_dump_json(indent=1)
    (folder / FOLDER / FIGURES).write_text(text + "\n", encoding="utf-8")


def read_figures(folder: Path) -> tuple[Row, ...]:
    """Return the figures that were measured last; none when they never were."""
    path = folder / FOLDER / FIGURES
    if not path.is_file():
        return ()
    return Figures.model_validate_json(path.read_text(encoding="utf-8")).rows


def markdown(rows: Iterable[Row]) -> str:
    """Return the figures as a table; what misses its goal is marked."""
    names = (
        *("language", "urgent heard", "as urgent", "concern heard", "false hits", "kind", "questions"),
        *("met", "met, harmless", "phrases"),
    )
    head = (f"| {' | '.join(names)} |", f"|---|{'---:|' * (len(names) - 1)}")
    return "\n".join((*head, *map(_line, rows)))


def _line(row: Row) -> str:
    marks = dict.fromkeys(row.below, " ✗")
    cells = (
        row.locale,
        f"{row.urgent}{marks.get('urgent', '')}",
        str(row.as_urgent),
        f"{row.concern}{marks.get('concern', '')}",
        f"{row.false}{marks.get('harmless', '')}",
        str(row.kind),
        str(row.question),
        str(row.met),
        str(row.met_harmless),
        f"{row.urgent.whole} + {row.concern.whole} + {row.false.whole}",
    )
    return f"| {' | '.join(cells)} |"


def told(rows: Iterable[Row], second: Iterable[Row]) -> str:
    """Return what the document tells: both tables."""
    return f"{markdown(rows)}\n\n{_SECOND}\n\n{markdown(second)}"


def with_table(document: str, table: str) -> str:
    """Return a document with the table between its markers."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table}\n{END}{after}"
