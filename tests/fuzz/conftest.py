"""A desk for the examples of a module."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.desk import Standing


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Standing]:
    path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("desk") / "foursteps.db")
    standing = Standing(f"sqlite:///{path}")
    yield standing
    standing.close()
