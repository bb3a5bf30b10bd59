from datetime import timedelta
from pathlib import Path

from bot.domain import retention

_DOCS = Path(__file__).parents[2] / "docs" / "operations.md"


def test_every_period_is_in_the_list_and_the_list_in_the_docs() -> None:
    periods = [value for name, value in vars(retention).items() if isinstance(value, timedelta)]
    assert sorted(periods) == sorted(retention.PERIODS.values())
    docs = _DOCS.read_text(encoding="utf-8")
    for what, period in retention.PERIODS.items():
        assert f"| {what} | {period.days} days |" in docs
