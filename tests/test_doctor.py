"""`foursteps doctor`: each finding says what to do."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from bot.doctor import Finding, Level, examine
from bot.domain.audit import Entry, Line
from bot.folders import shared_folder
from bot.settings import Settings
from bot.simulator.server import Simulator
from bot.storage import audit
from bot.storage.engine import connect
from bot.storage.vault import Vault
from tests.flows.conftest import TOKEN, sim

__all__ = ["sim"]
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def some_settings(sim: Simulator, database: Path, **given: Any) -> Settings:
    plain = {
        "bot_token": TOKEN,
        "api_url": sim.url,
        "database_url": f"sqlite:///{database}",
        "_env_file": None,
    }
    return Settings(**{**plain, **given})


@pytest.fixture
def database(tmp_path: Path, sqlite_template: Path) -> Path:
    return Path(shutil.copy(sqlite_template, tmp_path / "foursteps.db"))


def about(findings: list[Finding], subject: str) -> list[Finding]:
    return [finding for finding in findings if finding.about == subject]


async def test_a_healthy_bot_has_no_fault_and_every_other_finding_a_remedy(
    sim: Simulator, database: Path
) -> None:
    findings = await examine(some_settings(sim, database))
    assert [finding for finding in findings if finding.level is Level.FAULT] == []
    assert all(finding.remedy for finding in findings if finding.level is not Level.GOOD)
    subjects = {finding.about for finding in findings}
    wanted = {"settings", "database", "SQLite", "content", "Bot API", "clock", "webhook", "locale ne"}
    assert wanted <= subjects


async def test_a_refused_token_is_a_fault(sim: Simulator, database: Path) -> None:
    findings = await examine(some_settings(sim, database, bot_token="999:someone-elses"))
    [finding] = about(findings, "Bot API")
    assert (finding.level, finding.remedy) == (Level.FAULT, "check FOURSTEPS_BOT_TOKEN")


async def test_an_api_out_of_reach_is_a_fault(sim: Simulator, database: Path) -> None:
    await sim.stop()
    [finding] = about(await examine(some_settings(sim, database)), "Bot API")
    assert finding.level is Level.FAULT
    assert TOKEN not in finding.found


async def test_a_file_that_is_no_database_is_a_fault(sim: Simulator, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_text("this is a letter, not a database, and longer than a page header " * 20)
    [finding] = about(await examine(some_settings(sim, broken)), "database")
    assert finding.level is Level.FAULT


async def _three_lines(database: Path) -> None:
    db = await connect(f"sqlite:///{database}", Vault("a secret for tests only"))
    async with db.transaction() as tx:
        for number in range(3):
            subject = str(number)
            line = Line(at=NOON, actor=7, deed=Entry.STARTED, subject=subject, facts={"recipients": 40})
            await audit.add(tx, line)
    await db.close()


async def test_a_whole_audit_is_good(sim: Simulator, database: Path) -> None:
    await _three_lines(database)
    [finding] = about(await examine(some_settings(sim, database)), "audit")
    assert finding.level is Level.GOOD


@pytest.mark.parametrize(
    ("deed", "first"),
    [
        ("UPDATE audit SET facts = '{\"recipients\": 4}' WHERE id = 2", "line 2 "),
        ("UPDATE audit SET deed = 'nothing' WHERE id = 2", "line 2 "),
        ("DELETE FROM audit WHERE id = 2", "line 3 "),
    ],
)
async def test_the_first_broken_line_of_the_audit_is_named(
    sim: Simulator, database: Path, deed: str, first: str
) -> None:
    await _three_lines(database)
    with closing(sqlite3.connect(database)) as raw, raw:
        raw.execute(deed)
    [finding] = about(await examine(some_settings(sim, database)), "audit")
    assert finding.level is Level.FAULT
    assert finding.found.startswith(first)
    assert finding.remedy


async def test_broken_content_is_named(sim: Simulator, database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(shared_folder("content"), folder)
    (folder / "lessons" / "stop-first.yaml").unlink()
    [finding] = about(await examine(some_settings(sim, database, content=folder)), "content")
    assert finding.level is Level.FAULT
    assert "stop-first" in finding.found


async def test_a_webhook_left_behind_is_told(sim: Simulator, database: Path) -> None:
    webhook = {
        "mode": "webhook",
        "public_url": "http://127.0.0.1:1",
        "webhook_secret": "x" * 40,
    }
    [finding] = about(await examine(some_settings(sim, database, **webhook)), "webhook")
    assert finding.level is Level.ADVICE


@pytest.mark.parametrize(("serve", "said"), [("all", "served with its lessons"), ("reviewed", "not served")])
async def test_it_tells_which_languages_are_served_and_why(
    sim: Simulator, database: Path, serve: str, said: str
) -> None:
    [finding] = about(await examine(some_settings(sim, database, serve=serve)), "locale ne")
    assert said in finding.found


def readable(file: Path, mode: int) -> None:
    file.chmod(mode)


async def test_a_key_that_others_may_read_is_a_fault(
    sim: Simulator, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    readable(database, 0o600)
    key = tmp_path / "foursteps.key"
    key.write_text("a key for tests, long enough")
    key.chmod(0o600)
    assert about(await examine(some_settings(sim, database)), "secrets") == []
    key.chmod(0o640)
    (tmp_path / ".env").write_text("")
    (tmp_path / ".env").chmod(0o604)
    findings = about(await examine(some_settings(sim, database)), "secrets")
    assert [(finding.level, finding.found.partition(" ")[0]) for finding in findings] == [
        (Level.FAULT, "foursteps.key"),
        (Level.FAULT, ".env"),
    ]
    assert findings[0].remedy == f"chmod 600 {key}"
    assert "long enough" not in str(findings)


async def test_old_keys_and_an_open_database_are_told(sim: Simulator, database: Path) -> None:
    readable(database, 0o644)
    old = database.parent / "foursteps.key.until-20260101T000000"
    old.write_text("an old key")
    old.chmod(0o600)
    database_said, keys_said = about(await examine(some_settings(sim, database)), "secrets")
    assert (database_said.level, keys_said.level) == (Level.ADVICE, Level.ADVICE)
    assert "others" in database_said.found
    assert keys_said.found.startswith("1 other key")


def test_webhook_mode_without_a_secret_is_named_and_nothing_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOURSTEPS_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("FOURSTEPS_MODE", "webhook")
    said = CliRunner().invoke(app, ["doctor"])
    assert said.exit_code == 2
    assert "FOURSTEPS_WEBHOOK_SECRET is missing" in said.output
