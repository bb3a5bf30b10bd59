"""Too much at once: one kind notice, then silence until it calms down. Help and safe words get through.

What it knows of people is when they last did something and who coordinates: in memory only, bounded, lost
with the process. Nothing of what is turned away is stored.
"""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from bot.app import App, Said
from bot.domain.errors import StorageError
from bot.domain.learner import Learner
from bot.domain.safe_words import is_word
from bot.storage import learners, safe_words
from bot.tg.bounded import bound
from bot.tg.incoming import Incoming
from bot.tg.standby import asks_for_help

ACTIONS = 20
WINDOW = timedelta(seconds=10)
_KEPT = 10_000


class Flow(StrEnum):
    """What becomes of an update: let through, turned away with a word, or without one."""

    FREE = "free"
    NOTICE = "notice"
    SILENT = "silent"


@dataclass(slots=True)
class _Pace:
    at: deque[float]
    is_told: bool = False


@dataclass(slots=True)
class Meter:
    """Count what each chat does in a window; who was told is let through again at half of the limit."""

    most: int = ACTIONS
    window: float = WINDOW.total_seconds()
    kept: int = _KEPT
    _paces: OrderedDict[int, _Pace] = field(default_factory=OrderedDict)

    def __len__(self) -> int:
        return len(self._paces)

    def count(self, chat_id: int, now: float) -> Flow:
        """Count one more; a clock that was set back forgets what it has not reached yet."""
        pace = self._paces.setdefault(chat_id, _Pace(deque(maxlen=self.most + 1)))
        bound(self._paces, chat_id, self.kept)
        pace.at.append(now)
        lately = sum(now - self.window < at <= now for at in pace.at)
        if pace.is_told:
            pace.is_told = lately > self.most // 2
            return Flow.SILENT if pace.is_told else Flow.FREE
        pace.is_told = lately > self.most
        return Flow.NOTICE if pace.is_told else Flow.FREE

    def forget(self, chat_id: int) -> None:
        """Let go of a chat."""
        self._paces.pop(chat_id, None)


class Flood:
    """Decide which updates are too much, and which of an album has been answered."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._meter = Meter(most=app.flood_actions)
        self._at_work = OrderedDict[int, None]()
        self._albums = OrderedDict[tuple[int, str], None]()

    def remember(self, learner: Learner) -> None:
        """Keep in mind who coordinates: they send many pictures one after another."""
        if self._app.mandate_of(learner) is not None:
            self._at_work[learner.chat_id] = None
            bound(self._at_work, learner.chat_id, _KEPT)

    def forget(self, chat_id: int) -> None:
        """Let go of somebody who was erased."""
        self._meter.forget(chat_id)
        self._at_work.pop(chat_id, None)

    async def flow(self, incoming: Incoming, *, is_heard: bool) -> Flow:
        """Count an update, unless it may never be turned away; `is_heard`: a safe word, or distress."""
        if is_heard or asks_for_help(incoming) or self._is_work(incoming):
            return Flow.FREE
        if incoming.album is not None and (incoming.chat_id, incoming.album) in self._albums:
            return Flow.SILENT
        flow = self._meter.count(incoming.chat_id, self._app.clock().timestamp())
        if flow is not Flow.FREE and await self._is_own_word(incoming):
            return Flow.FREE
        return flow

    def answered(self, incoming: Incoming) -> None:
        """Note that an album has its answer: its other pictures need none."""
        if incoming.album is not None:
            key = (incoming.chat_id, incoming.album)
            self._albums[key] = None
            bound(self._albums, key, _KEPT)

    def _is_work(self, incoming: Incoming) -> bool:
        has_attachment = isinstance(incoming.wish, Said) and incoming.wish.attachment is not None
        return has_attachment and incoming.album is None and incoming.chat_id in self._at_work

    async def _is_own_word(self, incoming: Incoming) -> bool:
        """Look whether it is the person's own safe word; nothing is stored by that."""
        wish = incoming.wish
        if not isinstance(wish, Said) or not wish.text:
            return False
        try:
            async with self._app.db.reading() as tx:
                found = await learners.known(tx, (incoming.chat_id,))
                word = await safe_words.get(tx, found[0].id) if found else None
        except StorageError:
            return False
        return word is not None and is_word(wish.text, word)
