from datetime import UTC, datetime

import pytest

from bot.content.helplines import FOLDER, Helplines
from bot.folders import shared_folder
from bot.services import helplines as service
from bot.services.helplines import UnknownHelplineError
from bot.storage import learners, stats
from bot.storage.engine import Database

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SHIPPED = Helplines(shared_folder("content") / FOLDER)


async def test_a_report_is_counted_and_the_line_returned(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await learners.add(tx, 1001, locale="ne", now=NOW)
        line = await service.report_fault(tx, SHIPPED, asha.id, "np-1098", now=NOW)
        assert line.phones == ("1098",)
        assert await stats.count_faults(tx) == {"np-1098": 1}


async def test_a_line_that_is_no_longer_there_is_refused(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await learners.add(tx, 1001, locale="ne", now=NOW)
        with pytest.raises(UnknownHelplineError):
            await service.report_fault(tx, SHIPPED, asha.id, "np-000", now=NOW)
