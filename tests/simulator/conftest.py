from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.simulator.server import Simulator
from bot.simulator.webhook import Redelivery
from tests.simulator.toy import TOKEN, BotApi, ToyBot


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    simulator = Simulator(token=TOKEN, redelivery=Redelivery(first=0.01, longest=0.02))
    await simulator.start()
    yield simulator
    await simulator.stop()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def api(simulator: Simulator, session: aiohttp.ClientSession) -> BotApi:
    return BotApi(session, simulator.url)


@pytest.fixture(params=["polling", "webhook"])
async def bot(request: pytest.FixtureRequest, api: BotApi) -> AsyncIterator[ToyBot]:
    bot = ToyBot(api)
    await bot.start(request.param)
    yield bot
    await bot.stop()
