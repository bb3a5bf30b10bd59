"""Find the interface's sentences in the code.

A call of a translator (`t("…")`, `turn.t("…")`, `t.label("…")`, `t.plural("…", "…", n)`, …) or of `N_("…")`
with literal arguments is a sentence. The syntax tree is read rather than the tokens, so that SQL's
`.label("count")` is not taken for one and what can never be translated (an f-string, a sum) is reported.
"""

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.i18n.placeholders import BrokenPlaceholderError, names

LABEL_LIMIT = 32
TOAST_LIMIT = 200
_TRANSLATORS = frozenset({"t", "translator"})
_MAKERS = frozenset({"translator", "translators"})
_PLURALS = frozenset({"plural", "plural_label"})
_LABELS = frozenset({"label", "plural_label"})
_MARK = "i18n:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Hold a sentence and where it stands.

    `comment` is a word to translators; `where` tells what the code around it is for.
    """

    file: str
    line: int
    source: str
    plural: str | None = None
    context: str | None = None
    comment: str = ""
    where: str = ""
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Misuse:
    """Say what keeps a sentence from being translated."""

    file: str
    line: int
    problem: str


def extract(root: Path, folder: str = "bot") -> tuple[list[Found], list[Misuse]]:
    """Return the sentences of the code below `root/folder`, in the order of files and lines."""
    found: list[Found] = []
    misused: list[Misuse] = []
    for path in sorted((root / folder).rglob("*.py")):
        reader = _Reader(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
        found += reader.found
        misused += reader.misused
    return found, misused


@dataclass(frozen=True, slots=True)
class _Spot:
    """Say where in the tree we are: the statement's line, and whether a toast is being made."""

    where: str = ""
    statement: int = 0
    is_toast: bool = False


class _Reader:
    """Read one file."""

    def __init__(self, file: str, code: str) -> None:
        self._file = file
        self._comments = _comments(code)
        self.found: list[Found] = []
        self.misused: list[Misuse] = []
        tree = ast.parse(code)
        self._about = _said_first(tree)
        self._walk(tree, _Spot())

    def _walk(self, node: ast.AST, spot: _Spot) -> None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            spot = replace(spot, where=_said_first(node) or spot.where)
        if isinstance(node, ast.stmt):
            spot = replace(spot, statement=node.lineno)
        if isinstance(node, ast.keyword) and node.arg == "toast":
            spot = replace(spot, is_toast=True)
        if isinstance(node, ast.Call) and (method := _method(node.func)):
            self._call(node, method, spot)
        for child in ast.iter_child_nodes(node):
            self._walk(child, spot)

    def _call(self, call: ast.Call, method: str, spot: _Spot) -> None:
        count = 2 if method in _PLURALS else 1
        if any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in call.args[:count]):
            self._misused(
                call, "a sentence put together at run time cannot be translated; use {placeholders}."
            )
            return
        literals = [
            a.value for a in call.args[:count] if isinstance(a, ast.Constant) and isinstance(a.value, str)
        ]
        if len(literals) != count:
            return
        self._check_values(call, method, literals)
        self.found.append(
            Found(
                file=self._file,
                line=call.lineno,
                source=literals[0],
                plural=literals[1] if count > 1 else None,
                comment=self._comments.get(call.lineno - 1) or self._comments.get(spot.statement - 1, ""),
                where=f"{self._about} {spot.where}".strip(),
                limit=_limit(method, literals, spot),
            )
        )

    def _check_values(self, call: ast.Call, method: str, literals: list[str]) -> None:
        given = {keyword.arg for keyword in call.keywords}
        if method == "N_" or None in given:
            return
        try:
            wanted = frozenset().union(*(names(literal) for literal in literals))
        except BrokenPlaceholderError:
            self._misused(call, "a stray brace; write {{ or }} for a brace that is to be seen.")
            return
        automatic = {"count"} if method in _PLURALS else set()
        if wanted - given - automatic:
            self._misused(call, f"no value is given for {', '.join(sorted(wanted - given - automatic))}.")

    def _misused(self, call: ast.Call, problem: str) -> None:
        self.misused.append(Misuse(file=self._file, line=call.lineno, problem=problem))


def _method(function: ast.expr) -> str | None:
    """Return which of a translator's methods is called; None if it is no translator."""
    if isinstance(function, ast.Name) and function.id == "N_":
        return "N_"
    if _is_translator(function):
        return "t"
    is_method = isinstance(function, ast.Attribute) and _is_translator(function.value)
    method = function.attr if is_method and isinstance(function, ast.Attribute) else ""
    return method if method in _PLURALS | _LABELS else None


def _is_translator(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return _last_name(node.func) in _MAKERS
    return _last_name(node) in _TRANSLATORS


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _said_first(node: ast.Module | ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """Return the first line of a docstring: it tells translators what a sentence is for."""
    return (ast.get_docstring(node) or "").partition("\n")[0]


def _limit(method: str, literals: list[str], spot: _Spot) -> int | None:
    """Return how long the words may be. A label longer than a button in English can only be a toast."""
    if method not in _LABELS:
        return None
    is_toast = spot.is_toast or max(map(len, literals)) > LABEL_LIMIT
    return TOAST_LIMIT if is_toast else LABEL_LIMIT


def _comments(code: str) -> dict[int, str]:
    """Return the `# i18n: …` comments, each under the number of its last line."""
    by_line: dict[int, str] = {}
    for line, comment in _comment_lines(code):
        words = comment.lstrip("# ").strip()
        if words.startswith(_MARK):
            by_line[line] = words.removeprefix(_MARK).strip()
        elif before := by_line.pop(line - 1, ""):
            by_line[line] = f"{before} {words}"
    return by_line


def _comment_lines(code: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT and not token.line[: token.start[1]].strip():
            yield token.start[0], token.string
