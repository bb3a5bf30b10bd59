"""Do the tests of the ear notice when it is broken? `python -m benchmarks.mutation [--of 0.2]`.

Each mutant is one small change to `bot/domain/safeguarding*.py`; a fork of this process runs the ear's own
tests on it, its module's own file first. What no test notices is printed; docs/mutation.md explains it.
"""

import argparse
import ast
import copy
import gc
import hashlib
import importlib
import os
import resource
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

import hypothesis
import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "bot" / "domain").glob("safeguarding*.py"))
TESTS = [
    ROOT / "tests" / "domain" / f"test_safeguarding{of}.py"
    for of in ("_text", "_rules", "_ideas", "_model", "")
]
OPTIONS = ["-x", "-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
CPU_SECONDS, BYTES = 20, 4 << 30
UNTOUCHED = {"decorator_list", "annotation", "returns"}
PAIRS = (
    *((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.In, ast.NotIn), (ast.Is, ast.IsNot)),
    *((ast.And, ast.Or), (ast.Add, ast.Sub), (ast.Mult, ast.Div), (ast.LShift, ast.RShift)),
    *((ast.BitOr, ast.BitAnd), (ast.Mod, ast.FloorDiv)),
)
SWAPS: dict[type[ast.AST], Any] = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}


class Mutant(NamedTuple):
    source: Path
    node: int
    variant: int

    def order(self, seed: str) -> bytes:
        return hashlib.sha256(f"{seed} {self.source.name} {self.node} {self.variant}".encode()).digest()

    def made(self) -> tuple[ast.Module, str]:
        """Return the changed module, and what was changed."""
        tree = ast.parse(self.source.read_bytes())
        old = list(nodes(tree))[self.node]
        new = list(variants(old))[self.variant]
        line = getattr(old, "lineno", None) or getattr(getattr(old, "target", None), "lineno", 0)
        told = f"{self.source.name}:{line}: {ast.unparse(old)}  ->  {ast.unparse(new)}"
        if isinstance(old, ast.Dict):
            told = f"{self.source.name}:{line}: without {ast.unparse(old.values[self.variant])}"
        return ast.fix_missing_locations(Replacing(old, new).visit(tree)), told


class Replacing(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> Any:
        return self.new if node is self.old else self.generic_visit(node)


def nodes(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for name, value in ast.iter_fields(node):
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, ast.AST) and name not in UNTOUCHED and getattr(each, "arg", "") != "strict":
                yield from nodes(each)


def changed(node: ast.AST, **fields: object) -> ast.AST:
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def without(many: list[Any], at: int) -> list[Any]:
    return many[:at] + many[at + 1 :]


def variants(node: ast.AST) -> Iterator[ast.AST]:
    """Yield each way in which a node is turned round, or loses a part."""
    match node:
        case ast.Compare(ops=ops):
            for at, op in enumerate(ops):
                yield changed(node, ops=[*ops[:at], SWAPS[type(op)](), *ops[at + 1 :]])
        case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in SWAPS:
            yield changed(node, op=SWAPS[type(op)]())
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.If(test=test) | ast.IfExp(test=test) if not isinstance(test, ast.Compare | ast.UnaryOp):
            yield changed(node, test=ast.UnaryOp(ast.Not(), test))
        case _:
            yield from shortened(node)


def shortened(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.comprehension(ifs=[_, *_]):
            yield changed(node, ifs=[])
        case ast.Dict(keys=keys, values=values) if len(keys) > 1:
            for at in range(len(keys)):
                yield changed(node, keys=without(keys, at), values=without(values, at))
        case ast.Return(value=ast.expr()):
            yield ast.Return(ast.Constant(None))
        case ast.Continue():
            yield ast.Break()
        case ast.AugAssign() | ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield ast.Pass()
        case _:
            pass


def is_noticed(mutant: Mutant | None) -> bool:
    """Tell whether a test fails, or does not end, on a mutant or on the ear as it is."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        if mutant:
            install(mutant)
        own = f"test_{mutant.source.name}" if mutant else ""
        tests = sorted(TESTS[:-1], key=lambda each: each.name != own) + TESTS[-1:]
        os._exit(int(pytest.main([*OPTIONS, *map(str, tests)])))
    except BaseException:  # noqa: BLE001
        os._exit(1)


def install(mutant: Mutant) -> None:
    name = f"bot.domain.{mutant.source.stem}"
    module = sys.modules[name] = types.ModuleType(name)
    exec(compile(mutant.made()[0], str(mutant.source), "exec"), module.__dict__)


def warm_up() -> None:
    """Import what all forks need, but not the ear."""
    for name in ("bot.content.safeguarding", "tests.conftest", "hypothesis.strategies"):
        importlib.import_module(name)
    for name in [each for each in sys.modules if ".safeguarding" in each]:
        del sys.modules[name]
    hypothesis.settings.register_profile(
        "mutants", max_examples=20, derandomize=True, database=None, deadline=None
    )
    hypothesis.settings.load_profile("mutants")
    gc.freeze()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--of", type=float, default=1.0, help="which part of all mutants to try")
    parser.add_argument("--seconds", type=float, default=540.0, help="begin none after so long")
    parser.add_argument("--seed", default="1", help="which mutants come first")
    asked = parser.parse_args()
    mutants = [
        Mutant(source, at, variant)
        for source in SOURCES
        for at, node in enumerate(nodes(ast.parse(source.read_bytes())))
        for variant, _ in enumerate(variants(node))
    ]
    mutants.sort(key=lambda each: each.order(asked.seed))
    warm_up()
    if is_noticed(None):
        sys.exit("The tests fail on the ear as it is.")
    tried, left, end = 0, 0, monotonic() + asked.seconds
    for mutant in mutants[: round(len(mutants) * asked.of)]:
        if monotonic() > end:
            break
        tried += 1
        if not is_noticed(mutant):
            left += 1
            print(mutant.made()[1], flush=True)
    print(f"{tried} of {len(mutants)} mutants tried, {tried - left} noticed, {left} left")
    return 0


if __name__ == "__main__":
    sys.exit(main())
