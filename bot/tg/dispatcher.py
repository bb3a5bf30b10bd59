"""One update: decide and store in one transaction, show the screen, and only then let it be acknowledged."""

import time
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import structlog

from bot.app import App, Said, Turn
from bot.domain.action import Action, ShowMenu
from bot.domain.actions.coordinators import Accept, ChangeRank, Resign, Revoke
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.safeguarding import NotMeant
from bot.domain.delivery import Halted, NotSent, Throttled, Uncertain
from bot.domain.errors import RefusalError, StorageError
from bot.domain.safe_words import Called
from bot.domain.safeguarding import NOTHING, Heard, Severity
from bot.metrics import UPDATES, UPDATES_FAILED
from bot.screens import common, settings
from bot.screens import heard as hearing_screens
from bot.screens.base import Screen
from bot.services import broadcast_reports
from bot.storage import learners, messages, updates
from bot.storage.engine import Transaction
from bot.tg import routes
from bot.tg.flood import Flood, Flow
from bot.tg.handlers import anything, hiding, safeguarding
from bot.tg.hearing import called, hear
from bot.tg.incoming import Commanded, Gathered, Incoming, Reached, Received, Tapped, read
from bot.tg.messenger import Call, Messenger, toast
from bot.tg.newcomers import NOBODY, whoever
from bot.tg.replies import Replies, ReplyLostError, taken_over
from bot.tg.route import Route
from bot.tg.standby import Standby
from bot.tg.traces import Traces
from bot.tg.update_order import UpdateOrder

log = structlog.get_logger(__name__)
TRIES = 3
_ERASURE = "tx"  # the code of the route
_BUTTONS_LIVE = timedelta(days=7)
_OF_MANDATES = frozenset(routes.BY_ACTION[action].code for action in (Accept, ChangeRank, Resign, Revoke))


class UpdateFailedError(Exception):
    """Ask for the update to be delivered again."""


class Dispatcher:
    """Handle updates. Nothing of a conversation is kept in memory: any process can handle the next one."""

    def __init__(
        self,
        app: App,
        messenger: Messenger,
        *,
        on_coordinator: Callable[[], None],
        ahead: timedelta = timedelta(),
    ) -> None:
        """Take what to do when a coordinator comes or goes, and how far our clock is ahead of Telegram's."""
        self._app = app
        self._messenger = messenger
        self._on_coordinator = on_coordinator
        self._ahead = ahead
        self._coordinators_to_come = set(app.admins)
        self._replies = Replies(messenger)
        self._traces = Traces(app, messenger)
        self._order = UpdateOrder()
        self._standby = Standby(app)
        self._flood = Flood(app)

    async def handle(self, update: Received) -> Call | None:
        """Handle one update; return the call that may travel in the webhook's own answer.

        Returning means that it is done for good. Raise `StorageError`, `UpdateFailedError` or
        `ReplyLostError` to have it delivered again; what was stored by then is not stored twice.
        """
        incoming = self._read(update)
        if incoming is None:
            return None
        started = time.perf_counter()
        try:
            async with self._order.turn(incoming.chat_id):
                call, route = await self._surely(incoming)
        except (StorageError, UpdateFailedError, ReplyLostError) as error:
            reason = type(error).__name__
            UPDATES_FAILED.labels(reason=reason).inc()
            log.warning("update to come again", update_id=incoming.update_id, reason=reason)
            raise
        if incoming.chat_id in self._coordinators_to_come or route in _OF_MANDATES:
            self._coordinators_to_come.discard(incoming.chat_id)
            self._on_coordinator()
        UPDATES.labels(route=route).observe(time.perf_counter() - started)
        return call

    def _read(self, update: Received) -> Incoming | None:
        try:
            return read(update, username=self._app.username)
        except Exception:  # its form is not Telegram's, and will not be the next time either
            log.exception("update not understood", update_id=update.update_id)
            return None

    async def _surely(self, incoming: Incoming) -> tuple[Call | None, str]:
        """Let no update fail more often than three times, whatever breaks."""
        try:
            return await self._take(incoming)
        except (StorageError, UpdateFailedError, ReplyLostError):
            raise
        except Exception as error:
            log.exception("update failed for good", update_id=incoming.update_id)
            if await self._count_failure(incoming.update_id) < TRIES:
                raise UpdateFailedError from error
            return None, "failed"

    async def _take(self, incoming: Incoming) -> tuple[Call | None, str]:
        match incoming.wish:
            case Reached(is_open=is_open):
                await self._note_reach(incoming.chat_id, is_open=is_open)
                return None, "reached"
            case Gathered(can_write=can_write):
                await self._decline(incoming, can_write=can_write)
                return None, "gathered"
            case Tapped() | Commanded() | Said():
                return await self._converse(incoming)

    async def _converse(self, incoming: Incoming) -> tuple[Call | None, str]:
        word = called(self._app.catalog.safe_words, incoming.wish)
        heard = NOTHING if word else await self._hear(incoming)
        is_heard = word is not None or heard.severity is not Severity.NONE
        match await self._flood.flow(incoming, is_heard=is_heard):
            case Flow.SILENT:
                return _end_of_spinner(incoming), "too-much"
            case Flow.NOTICE:
                return await self._show(incoming, self._standby.too_much(incoming), "standby"), "too-much"
            case Flow.FREE:
                return await self._answer_to(incoming, heard, word)

    async def _answer_to(
        self, incoming: Incoming, heard: Heard, word: Called | None
    ) -> tuple[Call | None, str]:
        try:
            screen, route = await self._decide(incoming, heard, word)
        except StorageError:
            card = self._standby.card(incoming, heard, word)
            if card is None:
                raise
            screen, route = card, "standby"
        except Exception as error:  # whatever it is, a person is waiting
            log.exception("update failed", update_id=incoming.update_id)
            card = self._standby.card(incoming, heard, word) if word else None
            screen, route = card or await self._failed(incoming, error), "standby" if card else "failed"
        call = await self._show(incoming, screen, route)
        self._flood.answered(incoming)
        if route == _ERASURE:
            self._standby.forget(incoming.chat_id)
            self._flood.forget(incoming.chat_id)
            self._messenger.forget(incoming.chat_id)
        return call, route

    async def _show(self, incoming: Incoming, screen: Screen, route: str) -> Call | None:
        came: list[int] = []
        stays = taken_over(incoming.wish, screen)
        gone = await self._traces.erase(incoming.chat_id, {*screen.deletes} - {stays})
        try:
            reached = await self._replies.deliver(incoming, screen, came=came)
        except ReplyLostError:
            if route != "standby" and await self._count_failure(incoming.update_id) < TRIES:
                raise
            log.warning("reply given up", update_id=incoming.update_id)
            return None
        if route != "standby":
            await self._traces.note(incoming.chat_id, came=came, gone=gone)
        if not reached and route != "standby":
            await self._note_reach(incoming.chat_id, is_open=False)
        wish = incoming.wish
        return toast(wish.query_id, screen.toast) if isinstance(wish, Tapped) else None

    async def _hear(self, incoming: Incoming) -> Heard:
        locale = self._app.translators.negotiate(incoming.language_code)
        return await hear(self._app.catalog.ear, incoming.wish, locale=locale)

    async def _decide(self, incoming: Incoming, heard: Heard, word: Called | None) -> tuple[Screen, str]:
        try:
            async with self._app.db.transaction() as tx:
                turn, is_new = await self._begin(tx, incoming)
                if word is None and await hiding.is_own_word(turn, incoming.wish):
                    word = Called.HELP
                if word is not None:
                    return await self._answer_word(turn, word)
                if heard.severity is not Severity.NONE:
                    await self._stay(turn)
                    return await safeguarding.answer(turn, heard, is_new=is_new), "heard"
                return await (self._answer(turn, incoming.wish, heard) if is_new else self._again(turn))
        except RefusalError:
            async with self._app.db.transaction() as tx:
                turn, _ = await self._begin(tx, incoming)
                return common.refused(turn.t), "refused"

    async def _answer_word(self, turn: Turn, word: Called) -> tuple[Screen, str]:
        """Answer what goes before all else; the metrics take it for the help or the menu of any day."""
        screen = await hiding.answer(turn, word)
        await self._move(turn, screen.place)
        return screen, routes.BY_ACTION[ShowHelp if word is Called.HELP else ShowMenu].code

    async def _begin(self, tx: Transaction, incoming: Incoming) -> tuple[Turn, bool]:
        now = self._app.clock()
        is_new = await updates.remember(tx, incoming.update_id, now=now)
        guess = self._app.translators.negotiate(incoming.language_code)
        learner = await whoever(tx, incoming, guess, is_new=is_new, now=now)
        self._standby.remember(learner)
        self._flood.remember(learner)
        if is_new and incoming.message_id is not None:
            await messages.add(tx, incoming.chat_id, [incoming.message_id], now=now)
        turn = Turn(
            app=self._app,
            tx=tx,
            learner=learner,
            t=self._app.translators.of(learner),
            now=now,
            answer=routes.answer,
            place=routes.CODEC.decode(learner.place) if learner.place else None,
            written=() if incoming.message_id is None else (incoming.message_id,),
        )
        return turn, is_new

    async def _answer(
        self, turn: Turn, wish: Tapped | Commanded | Said | Any, heard: Heard
    ) -> tuple[Screen, str]:
        match wish:
            case Tapped():
                return await self._tap(turn, wish)
            case Commanded():
                route = self._allowed(turn, routes.BY_COMMAND.get(wish.name))
                if route is None:
                    return await anything.said(turn, Said(text=None)), "unknown"
                return await self._follow(turn, route, _action(route, wish.argument)), route.code
            case _:
                return await self._listen(turn, wish, heard)

    async def _tap(self, turn: Turn, tap: Tapped) -> tuple[Screen, str]:
        action = routes.CODEC.decode(tap.data)
        route = self._allowed(turn, routes.BY_ACTION.get(type(action))) if action is not None else None
        if action is None or route is None or (self._is_old(tap, turn) and not route.is_urgent):
            await self._stay(turn)
            return common.outdated(turn.t, back=turn.place), "outdated"
        screen = await self._follow(turn, route, action)
        if isinstance(action, NotMeant) and tap.answered is not None:
            screen = await self._take_after_all(turn, tap.answered) or screen
        return screen, route.code

    async def _take_after_all(self, turn: Turn, said: Said) -> Screen | None:
        """Take what was written as the screen before it would have: it was no disclosure."""
        learner = await learners.get(turn.tx, turn.learner.id)
        assert learner is not None, "the row is ours until the transaction ends"
        found = await self._ask_place(turn.of(learner), said)
        return None if found is None else found[0]

    async def _listen(self, turn: Turn, said: Said, heard: Heard) -> tuple[Screen, str]:
        found = await self._ask_place(turn, said)
        if found is not None:
            return found
        if heard.kind is not None and (screen := await safeguarding.inform(turn, heard.kind)) is not None:
            return screen, "asked"
        await self._stay(turn)
        if heard.is_possible:
            return await safeguarding.stand_by(turn), "possible"
        return await anything.said(turn, said), "said"

    async def _ask_place(self, turn: Turn, said: Said) -> tuple[Screen, str] | None:
        """Let the screen the person is on take what they wrote; None where it cannot use it."""
        place = turn.place
        route = self._allowed(turn, routes.BY_ACTION.get(type(place))) if place is not None else None
        if place is None or route is None or route.listen is None:
            return None
        if not route.is_urgent and not self._app.allows(turn.learner, route.ground):
            return await routes.answer(turn, place), route.code
        if (guard := routes.guarded(turn, place)) is not place:
            screen: Screen | None = replace(await turn.show(guard), deletes=turn.written)
        else:
            screen = await route.listen(turn, place, said)
        if screen is None:
            return None
        await self._move(turn, screen.place or place)
        return screen, route.code

    async def _again(self, turn: Turn) -> tuple[Screen, str]:
        if turn.learner.id == NOBODY:
            return settings.deleted(turn.t), "again"
        place = turn.place or ShowMenu()
        is_allowed = self._allowed(turn, routes.BY_ACTION[type(place)]) is not None
        return await routes.answer(turn, place if is_allowed else ShowMenu()), "again"

    async def _follow(self, turn: Turn, route: Route, action: Action) -> Screen:
        is_calm = turn.learner.calm_until is not None and turn.now < turn.learner.calm_until
        if route.rests and is_calm:
            return hearing_screens.calm(turn.t)
        guard = routes.guarded(turn, action)
        route = route if guard is action else routes.BY_ACTION[type(guard)]
        action = guard
        screen = await routes.follow(turn, route, action)
        await self._move(turn, screen.place or action)
        return screen

    async def _stay(self, turn: Turn) -> None:
        """Note the visit of who stays where they are."""
        await learners.move(turn.tx, turn.learner.id, place=turn.learner.place, now=turn.now)

    async def _move(self, turn: Turn, place: Action | None) -> None:
        """Remember where somebody is; of who agreed to nothing, no more than a question that waits."""
        if place is not None and not turn.is_known:
            place = type(place)() if isinstance(place, routes.QUESTIONS) else None
        packed = routes.CODEC.encode(place) if place is not None else None
        await learners.move(turn.tx, turn.learner.id, place=packed, now=turn.now)

    def _is_old(self, tap: Tapped, turn: Turn) -> bool:
        return tap.shown_at is None or turn.now - self._ahead - tap.shown_at > _BUTTONS_LIVE

    def _allowed(self, turn: Turn, route: Route | None) -> Route | None:
        is_hidden = (
            route is not None and route.deed is not None and not self._app.may(turn.learner, route.deed)
        )
        return None if is_hidden else route

    async def _failed(self, incoming: Incoming, error: Exception) -> Screen:
        """Give an update up with a kind word after three tries; ask for it again before that."""
        if await self._count_failure(incoming.update_id) < TRIES:
            raise UpdateFailedError from error
        async with self._app.db.transaction() as tx:
            turn, _ = await self._begin(tx, incoming)
            return common.failed(turn.t)

    async def _count_failure(self, update_id: int) -> int:
        async with self._app.db.transaction() as tx:
            return await updates.fail(tx, update_id, now=self._app.clock())

    async def _note_reach(self, chat_id: int, *, is_open: bool) -> None:
        now = self._app.clock()
        async with self._app.db.transaction() as tx:
            if is_open:
                await learners.mark_reachable(tx, chat_id)
            elif (learner_id := await learners.mark_unreachable(tx, chat_id, now=now)) is not None:
                await broadcast_reports.note_block(tx, learner_id, now=now)

    async def _decline(self, incoming: Incoming, *, can_write: bool) -> None:
        """Say once that the bot talks one to one, and leave."""
        async with self._app.db.transaction() as tx:
            is_new = await updates.remember(tx, incoming.update_id, now=self._app.clock())
        if can_write and is_new:
            await self._messenger.send(incoming.chat_id, common.one_to_one(self._app.translators(None)))
        left = await self._messenger.call(Call(method="leaveChat", fields={"chat_id": incoming.chat_id}))
        is_lost = isinstance(left, NotSent | Uncertain | Throttled | Halted)
        if is_lost and await self._count_failure(incoming.update_id) < TRIES:
            raise UpdateFailedError


def _end_of_spinner(incoming: Incoming) -> Call | None:
    wish = incoming.wish
    return toast(wish.query_id, None) if isinstance(wish, Tapped) else None


def _action(route: Route, argument: str) -> Action:
    if not route.takes_argument:
        return route.action()
    (field,) = fields(route.action)  # type: ignore[arg-type]  # a dataclass with one field
    return route.action(**{field.name: argument or None})
