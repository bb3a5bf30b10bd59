from typing import Any, cast

import pytest

from bot.app import App
from bot.i18n.locales import Translators
from bot.i18n.translator import Translator
from bot.library import Library
from bot.storage.engine import Database
from tests.conftest import MovableClock
from tests.storage.test_deliveries import NOON
from tests.worker.messengers import FakeMessenger

NO_CATALOG = cast("Any", None)  # nothing here shows lessons


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOON)


@pytest.fixture
def app(db: Database, clock: MovableClock) -> App:
    return App(
        db=db,
        library=Library(NO_CATALOG, Translators({"es": Translator("es"), "ne": Translator("ne")})),
        clock=clock,
        least_audience=1,
    )


@pytest.fixture
async def messenger() -> FakeMessenger:
    return FakeMessenger()
