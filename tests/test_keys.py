"""The key's files through a rotation: the new one first, the old one never lost."""

import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot import keys
from bot.cli.main import app
from bot.domain.errors import StorageError
from bot.keys import rotate_key, secret_key
from bot.settings import Settings, SettingsError
from bot.storage import health, learners
from bot.storage.engine import connect
from bot.storage.vault import Vault
from tests.builders import JOINED
from tests.conftest import SECRET
from tests.flows.conftest import TOKEN

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path, sqlite_template: Path) -> Path:
    return Path(shutil.copy(sqlite_template, tmp_path / "foursteps.db"))


def some_settings(database: Path, **given: Any) -> Settings:
    return Settings(bot_token=TOKEN, database_url=f"sqlite:///{database}", _env_file=None, **given)


async def fill(database: Path, secret: str) -> None:
    db = await connect(f"sqlite:///{database}", Vault(secret))
    async with db.transaction() as tx:
        await learners.add(tx, 1001, locale="ne", now=JOINED)
    await db.close()


async def opens(database: Path, secret: str) -> bool:
    db = await connect(f"sqlite:///{database}", Vault(secret))
    try:
        await health.check_key(db)
    except StorageError:
        return False
    finally:
        await db.close()
    return True


async def test_a_key_in_a_file_changes_place_with_the_new_one(database: Path) -> None:
    settings = some_settings(database)
    old = secret_key(settings)
    await fill(database, old)
    done = rotate_key(settings, None, now=NOW)
    new = secret_key(settings)
    assert new != old
    assert done.people == 1
    assert done.archived is not None
    assert done.archived.read_text() == old
    assert await opens(database, new)
    assert {file.name for file in database.parent.glob("foursteps.key*")} == {
        "foursteps.key",
        "foursteps.key.until-20261122T090000",
    }
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in database.parent.glob("*.key*"))


async def test_a_key_in_a_variable_is_for_the_operator_to_change(database: Path) -> None:
    await fill(database, SECRET)
    done = rotate_key(some_settings(database, secret_key=SECRET), None, now=NOW)
    assert done.archived is None
    assert await opens(database, done.new.read_text())
    again = rotate_key(some_settings(database, secret_key=SECRET), None, now=NOW)
    assert again.people is None, "the variable had not been changed yet"


async def test_a_new_key_may_be_brought(database: Path, tmp_path: Path) -> None:
    settings = some_settings(database)
    await fill(database, secret_key(settings))
    brought = tmp_path / "elsewhere" / "next.key"
    brought.parent.mkdir()
    brought.write_text("a key from the operator's own place\n")
    rotate_key(settings, brought, now=NOW)
    assert secret_key(settings) == "a key from the operator's own place"
    assert brought.exists()
    with pytest.raises(SettingsError, match="present key"):
        rotate_key(settings, brought, now=NOW)


@pytest.mark.parametrize(("where", "crash"), [(keys, "_archive"), (Path, "replace")])
async def test_stopped_before_the_files_changed_another_try_ends_it(
    database: Path, monkeypatch: pytest.MonkeyPatch, where: object, crash: str
) -> None:
    settings = some_settings(database)
    old = secret_key(settings)
    await fill(database, old)

    def fail(*_: object) -> None:
        raise InterruptedError

    with monkeypatch.context() as patch:
        patch.setattr(where, crash, fail)
        with pytest.raises(InterruptedError):
            rotate_key(settings, None, now=NOW)
    assert secret_key(settings) == old
    assert not await opens(database, old)
    assert rotate_key(settings, None, now=NOW).people is None
    assert await opens(database, secret_key(settings))
    assert [file.read_text() for file in database.parent.glob("*.until-*")] == [old]


def test_a_short_key_is_refused_before_anything_happens(database: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.key"
    short.write_text("short")
    before = database.read_bytes()
    with pytest.raises(SettingsError, match="cut off"):
        rotate_key(some_settings(database, secret_key=SECRET), short, now=NOW)
    assert database.read_bytes() == before


def test_at_the_shell_it_says_what_to_do_and_never_a_key(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(database.parent)
    monkeypatch.setenv("FOURSTEPS_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("FOURSTEPS_DATABASE_URL", f"sqlite:///{database}")
    said = CliRunner().invoke(app, ["rotate-key"])
    assert said.exit_code == 0
    assert "keep it, apart from the backups" in said.output
    monkeypatch.setenv("FOURSTEPS_SECRET_KEY", SECRET)
    said = CliRunner().invoke(app, ["rotate-key"])
    assert "Now set FOURSTEPS_SECRET_KEY" in said.output
    made = [file.read_text() for file in database.parent.glob("*.key*")]
    assert not any(key in said.output for key in [*made, SECRET])
    database.unlink()
    assert CliRunner().invoke(app, ["rotate-key"]).exit_code == 2
