"""Who runs: our bot and its peers, each with how it is started and what people do with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import installs, walks
from benchmarks.places import PEERS, ROOT, Place, tool
from benchmarks.seed import SECRET_KEY

BASE = "echo-ptb"


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """A command line and where it runs; `env=None` hands our own environment on."""

    command: list[str]
    cwd: Path = ROOT
    env: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """One row of the table."""

    name: str
    title: str
    script: walks.Script
    launch: Callable[[Place], Launch]
    why_not: Callable[[], str]
    warm_up: int = 800
    """Updates before the clock starts, so that first contact and just-in-time compilers are over."""
    learners: int = 0
    """Learners already in the file when the bot starts."""


def _python_peer(script: str) -> Callable[[Place], Launch]:
    def launch(place: Place) -> Launch:
        return Launch(command=[str(installs.PEERS_PYTHON), str(PEERS / script), *place.arguments])

    return launch


def _grammy(place: Place) -> Launch:
    node = tool("node") or "node"
    return Launch(command=[node, "quiz_grammy.mjs", *place.arguments], cwd=installs.GRAMMY)


def _ours(place: Place) -> Launch:
    env = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(place.scratch),
        "LANG": "C.UTF-8",
        "FOURSTEPS_BOT_TOKEN": place.token,
        "FOURSTEPS_API_URL": place.api,
        "FOURSTEPS_DATABASE_URL": f"sqlite:///{place.scratch}/bench.db",
        "FOURSTEPS_MODE": "webhook",
        "FOURSTEPS_LISTEN": f"127.0.0.1:{place.port}",
        "FOURSTEPS_PUBLIC_URL": place.public_url,
        "FOURSTEPS_WEBHOOK_SECRET": place.secret,
        "FOURSTEPS_PRIVATE_LISTEN": f"127.0.0.1:{place.private_port}",
        "FOURSTEPS_SECRET_KEY": SECRET_KEY,
        "FOURSTEPS_FLOOD_ACTIONS": "1000000",  # nobody here waits to read
    }
    return Launch(command=[str(installs.OURS), "run"], env=env)


PEER_CONTENDERS = (
    Contender(
        name=BASE,
        title="(a) PTB echobot, defaults",
        script=walks.echo,
        launch=_python_peer("echo_ptb.py"),
        why_not=installs.python_peers,
    ),
    Contender(
        name="quiz-ptb",
        title="(b) PTB ConversationHandler quiz, in memory",
        script=walks.quiz,
        launch=_python_peer("quiz_ptb.py"),
        why_not=installs.python_peers,
    ),
    Contender(
        name="quiz-aiogram",
        title="(c) aiogram FSM quiz on uvloop, in memory",
        script=walks.quiz,
        launch=_python_peer("quiz_aiogram.py"),
        why_not=installs.python_peers,
    ),
    Contender(
        name="quiz-grammy",
        title="(d) grammY session quiz, in memory",
        script=walks.quiz,
        launch=_grammy,
        why_not=installs.grammy,
    ),
)

# Updates after which each of the 200 people has met our bot, and has read two lessons.
_ARRIVED, _HAS_READ = 2_400, 7_500

OUR_CONTENDERS = (
    Contender(
        name="foursteps",
        title="foursteps, mix of menu, cards, quiz and challenge check, each update committed to SQLite",
        script=walks.family,
        launch=_ours,
        why_not=installs.ours,
        warm_up=_ARRIVED,
    ),
    Contender(
        name="foursteps-quiz",
        title="foursteps, quiz answers only, each tap committed to SQLite",
        script=walks.quizzer,
        launch=_ours,
        why_not=installs.ours,
        warm_up=_HAS_READ,
    ),
    Contender(
        name="foursteps-100k",
        title="foursteps, the same mix, 100,000 learners in the file",
        script=walks.family,
        launch=_ours,
        why_not=installs.ours,
        warm_up=_ARRIVED,
        learners=100_000,
    ),
)

CONTENDERS = (*PEER_CONTENDERS, *OUR_CONTENDERS)
