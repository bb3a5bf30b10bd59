"""`foursteps rehearse`, as somebody at a shell meets it."""

import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from bot.domain import delivery
from bot.domain.delivery import NotSent, Outcome, Step, Uncertain

run = CliRunner().invoke


def test_in_a_storm_the_ledger_adds_up() -> None:
    result = run(app, ["rehearse", "--people", "200", "--faults", "storm"])
    assert result.exit_code == 0, result.output
    assert "uncertain" in result.output
    for fault in ("StallAfter", "Refused", "Migrate"):
        assert fault in result.output
    assert "nobody got it twice" in result.output


def test_in_calm_weather_everybody_gets_it() -> None:
    result = run(app, ["rehearse", "--people", "30", "--faults", "calm"])
    assert result.exit_code == 0, result.output
    assert "Faults met: none" in result.output
    assert "30/30" in result.output


def test_a_broken_promise_is_told_and_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    real = delivery.next_step

    def again(outcome: Outcome, **known: object) -> Step:
        return real(NotSent() if isinstance(outcome, Uncertain) else outcome, **known)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.worker.sender.next_step", again)
    result = run(app, ["rehearse", "--people", "70", "--faults", "flaky"])
    assert result.exit_code == 1
    assert "nobody got it twice" in result.output
