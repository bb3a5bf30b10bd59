"""A fresh database for each example of a property test: fixtures are made once a test only."""

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

NewDatabase = Callable[[], str]


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> NewDatabase:
    """Return what makes a migrated database and returns its address."""
    numbers = itertools.count(1)
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")

        def new_file() -> str:
            path = tmp_path / f"{next(numbers)}.db"
            shutil.copy(template, path)
            return f"sqlite:///{path}"

        return new_file
    uri: str = request.getfixturevalue("postgres")
    prefix = f"delivery_{abs(hash(request.node.nodeid))}"

    def new_one() -> str:
        name = f"{prefix}_{next(numbers)}"
        with psycopg.connect(uri, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template_foursteps STRATEGY FILE_COPY")
        return uri.replace("/postgres?", f"/{name}?")

    return new_one
