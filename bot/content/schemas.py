"""JSON Schema for editors: what may stand in which file, told while somebody types.

Our reader takes every scalar as a string; an editor sees numbers and booleans. The schemas accept what either
sees. What they cannot say (one right choice, known topics, dates in order) `foursteps check` says.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content.challenge_words import CommonFile, FlowFile
from bot.content.classroom import ClassFile
from bot.content.consent import ConsentFile
from bot.content.friend import WorryFile
from bot.content.guides import GuideFile
from bot.content.helplines import CountryFile
from bot.content.lessons import LessonFile, UnitsFile
from bot.content.links import LinksFile
from bot.content.pairs import PairFile
from bot.content.platforms import PlatformFile
from bot.content.reader import Schema
from bot.content.safe_words import SafeWordsFile
from bot.content.safeguarding_phrases import BothFile, HarmlessFile, HeardFile
from bot.content.safeguarding_rules import RulesFile
from bot.content.safeguarding_words import WordsFile
from bot.content.situations import SituationFile
from bot.content.skill_rules import SkillsFile
from bot.content.terms import NamesFile, TermsFile
from bot.domain.challenge import Entry

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_UNQUOTED = {"number": "116111", "boolean": "true"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Name a kind of file, its schema, and where such files stand below the content's folder."""

    name: str
    schema: type[Schema]
    files: tuple[str, ...]


KINDS = (
    Kind(name="lesson", schema=LessonFile, files=("lessons/*.yaml",)),
    Kind(name="units", schema=UnitsFile, files=("units.yaml",)),
    Kind(name="challenge", schema=FlowFile, files=tuple(f"challenge/{entry}.yaml" for entry in Entry)),
    Kind(name="challenge-common", schema=CommonFile, files=("challenge/common.yaml",)),
    Kind(name="class", schema=ClassFile, files=("class.yaml",)),
    Kind(name="consent", schema=ConsentFile, files=("consent.yaml",)),
    Kind(name="friend", schema=WorryFile, files=("friend/*.yaml",)),
    Kind(name="guides", schema=GuideFile, files=("guides/*.yaml",)),
    Kind(name="helplines", schema=CountryFile, files=("helplines/*.yaml",)),
    Kind(name="pairs", schema=PairFile, files=("pairs/*.yaml",)),
    Kind(name="safeguarding-rules", schema=RulesFile, files=("safeguarding/*/rules.yaml",)),
    Kind(name="safeguarding-heard", schema=HeardFile, files=("safeguarding/*/heard.yaml",)),
    Kind(name="safeguarding-harmless", schema=HarmlessFile, files=("safeguarding/*/harmless.yaml",)),
    Kind(
        name="safeguarding-both",
        schema=BothFile,
        files=("safeguarding/*/more.yaml", "safeguarding/*/second.yaml"),
    ),
    Kind(name="safe-words", schema=SafeWordsFile, files=("safeguarding/*/safe-words.yaml",)),
    Kind(name="safeguarding-words", schema=WordsFile, files=("safeguarding/*/words.yaml",)),
    Kind(name="situations", schema=SituationFile, files=("situations/*.yaml",)),
    Kind(name="platforms", schema=PlatformFile, files=("platforms/*.yaml",)),
    Kind(name="terms", schema=TermsFile, files=("terms/*.yaml",)),
    Kind(name="names", schema=NamesFile, files=("names.yaml",)),
    Kind(name="links", schema=LinksFile, files=("links.yaml",)),
    Kind(name="skills", schema=SkillsFile, files=("skills.yaml",)),
)
"""A new kind of author's file is a line here; a test finds files that no line covers."""


def write_schemas(folder: Path) -> Iterator[Path]:
    """Write every schema, and yield where."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        path = folder / f"{kind.name}.json"
        path.write_text(schema_text(kind), encoding="utf-8")
        yield path


def schema_text(kind: Kind) -> str:
    """Return the schema as its file holds it."""
    schema = _as_written(kind.schema.model_json_schema())
    return json.dumps({"$schema": _DIALECT, **schema}, ensure_ascii=False, indent=2) + "\n"


def editor_settings(schemas: str = "docs/schemas") -> dict[str, list[str]]:
    """Return `yaml.schemas` for an editor's settings: which schema is for which files."""
    return {f"{schemas}/{kind.name}.json": [f"content/{files}" for files in kind.files] for kind in KINDS}


def _as_written(schema: Any) -> Any:
    """Say of every value in a schema what authors may write for it."""
    if isinstance(schema, list):
        return [_as_written(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _as_written(part) for key, part in schema.items() if not _is_idle(key, part)}
    if "anyOf" in kept:
        kept = _without_null(kept)
    if kept.get("type") == "string" and not {"enum", "const", "format"} & kept.keys():
        return {"minLength": 1, **kept, "type": _seen_as(kept.get("pattern", ""))}
    return kept


def _seen_as(pattern: str) -> list[str] | str:
    """Say what words of a pattern may be to an editor: 116111 is a number, an address never is."""
    kinds = [kind for kind, words in _UNQUOTED.items() if re.search(pattern, words)]
    return ["string", *kinds] if kinds else "string"


def _is_idle(key: str, part: Any) -> bool:
    """Find what pydantic adds for programs: the names of fields once more, and that None is the default."""
    return (key == "title" and isinstance(part, str)) or (key == "default" and part is None)


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Leave a key out, or write something for it: an empty value is refused."""
    others = [each for each in schema.pop("anyOf") if each != {"type": "null"}]
    return {**schema, **others[0]} if len(others) == 1 else {**schema, "anyOf": others}
