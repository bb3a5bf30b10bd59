"""The command line, as somebody at a shell meets it."""

import asyncio
import sys
from pathlib import Path

import aiohttp
import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from tests.flows.conftest import TOKEN, free_port

run = CliRunner().invoke


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Configure by the environment, in a folder without .env."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOURSTEPS_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("FOURSTEPS_DATABASE_URL", f"sqlite:///{tmp_path}/foursteps.db")
    return tmp_path


def test_the_content_passes_its_check() -> None:
    result = run(app, ["check"])
    assert (result.exit_code, "0 faults" in result.output) == (0, True)


def test_a_database_is_made_and_backed_up(configured: Path) -> None:
    assert "at revision 00" in run(app, ["migrate"]).output
    backup = configured / "copy.db"
    assert run(app, ["backup", str(backup)]).exit_code == 0
    assert backup.is_file()
    assert run(app, ["backup", str(backup)]).exit_code == 2


def test_missing_settings_are_named_one_sentence_each(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOURSTEPS_MODE", "pigeon")
    result = run(app, ["run"])
    assert result.exit_code == 2
    assert "FOURSTEPS_BOT_TOKEN is missing" in result.output
    assert "FOURSTEPS_MODE" in result.output
    assert "Traceback" not in result.output


async def test_the_demo_prints_its_address_and_shows_the_page() -> None:
    port = free_port()
    demo = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--port", str(port), stdout=asyncio.subprocess.PIPE
    )
    assert demo.stdout is not None
    try:
        async with asyncio.timeout(30):
            line = (await demo.stdout.readline()).decode()
            assert f"http://127.0.0.1:{port}" in line
            async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/") as page:
                assert page.status == 200
                assert "foursteps" in await page.text()
            demo.terminate()
            assert await demo.wait() == 0
    finally:
        if demo.returncode is None:
            demo.kill()
            await demo.wait()
