"""Broadcasts, for coordinators; and the way on from one, for whoever got it."""

from dataclasses import replace

from bot.app import Turn
from bot.domain.action import ShowMenu
from bot.domain.actions.broadcast import (
    AskCancel,
    AskStart,
    CancelBroadcast,
    ChooseText,
    DiscardBroadcast,
    LeaveBroadcast,
    ListBroadcasts,
    NewBroadcast,
    PauseBroadcast,
    PreviewBroadcast,
    ResumeBroadcast,
    ShowBroadcast,
    StartBroadcast,
    WayOn,
)
from bot.domain.actions.settings import StopMessages
from bot.domain.approval import needs_approval
from bot.domain.broadcast import Broadcast, BroadcastState, Plan
from bot.domain.mandate import Deed, Mandate
from bot.i18n.zones import home_zone
from bot.screens import approvals as approval_screens
from bot.screens import broadcast_check, broadcast_run
from bot.screens import broadcasts as screens
from bot.screens.base import Screen
from bot.screens.broadcast_offers import offer_rows
from bot.screens.desk import Desk
from bot.services import approvals, broadcast_reports
from bot.services import broadcasts as service
from bot.services.broadcast_check import outlook, read_through


async def list_own(turn: Turn, _action: ListBroadcasts) -> Screen:
    """Show the coordinator's own broadcasts."""
    return await _listed(turn)


async def begin(turn: Turn, _action: NewBroadcast) -> Screen:
    """Begin a draft."""
    begun = await service.begin(turn.tx, turn.learner, mandate_of(turn), now=turn.now)
    return await shown(turn, begun)


async def show(turn: Turn, action: ShowBroadcast) -> Screen:
    """Show a draft, or how a started one goes."""
    return await shown(turn, await find(turn, action.broadcast_id))


async def other_languages(turn: Turn, action: ChooseText) -> Screen:
    """Show the languages that have no text yet."""
    broadcast = await find(turn, action.broadcast_id)
    if broadcast.state is not BroadcastState.DRAFT:
        return await shown(turn, broadcast)
    return screens.other_languages(turn.t, desk(turn), await plan(turn, broadcast))


async def preview(turn: Turn, action: PreviewBroadcast) -> Screen:
    """Send it to the coordinator as a reader of that language gets it, buttons and all."""
    broadcast = await find(turn, action.broadcast_id)
    text = broadcast.bodies.get(action.locale)
    if text is None:
        return await shown(turn, broadcast)
    t = turn.app.translators(action.locale)
    offers = offer_rows(t, broadcast, turn.app.catalog, turn.learner.role)
    screen = screens.message(t, broadcast, text, offers)
    return replace(screen, place=ShowBroadcast(broadcast_id=broadcast.id), is_new=True)


async def ask_start(turn: Turn, action: AskStart) -> Screen:
    """Show whom it will reach and how long that takes."""
    broadcast = await find(turn, action.broadcast_id)
    if broadcast.state is not BroadcastState.DRAFT:
        return await shown(turn, broadcast)
    return await _checked(turn, await plan(turn, broadcast))


async def start(turn: Turn, action: StartBroadcast) -> Screen:
    """Start it; a second press shows how it goes."""
    broadcast = await find(turn, action.broadcast_id)
    if broadcast.state is not BroadcastState.DRAFT:
        return await shown(turn, broadcast)
    planned = await plan(turn, broadcast)
    if planned.faults:
        return await _checked(turn, planned)
    if needs_approval(planned.reach.recipients, threshold=turn.app.approval_threshold):
        admins = turn.app.admins
        await approvals.submit(turn.tx, planned, turn.learner, admins=admins, now=turn.now)
        return approval_screens.waiting(turn.t, planned)
    begun = await service.start(turn.tx, planned, turn.learner, now=turn.now)
    if begun.state is BroadcastState.SCHEDULED:
        return await shown(turn, begun)
    return broadcast_run.started(turn.t, await service.run(turn.tx, begun))


async def pause(turn: Turn, action: PauseBroadcast) -> Screen:
    """Hold it."""
    broadcast = await find(turn, action.broadcast_id)
    return await shown(turn, await service.pause(turn.tx, broadcast, turn.learner, now=turn.now))


async def resume(turn: Turn, action: ResumeBroadcast) -> Screen:
    """Let it go on."""
    broadcast = await find(turn, action.broadcast_id)
    return await shown(turn, await service.resume(turn.tx, broadcast, turn.learner, now=turn.now))


async def ask_cancel(turn: Turn, action: AskCancel) -> Screen:
    """Make sure before it is cancelled."""
    broadcast = await find(turn, action.broadcast_id)
    if broadcast.state is BroadcastState.SCHEDULED:
        return broadcast_check.ask_call_off(turn.t, broadcast)
    if broadcast.state not in {BroadcastState.RUNNING, BroadcastState.PAUSED}:
        return await shown(turn, broadcast)
    return broadcast_run.ask_cancel(turn.t, await service.run(turn.tx, broadcast))


async def cancel(turn: Turn, action: CancelBroadcast) -> Screen:
    """Send it to nobody else."""
    broadcast = await find(turn, action.broadcast_id)
    return await shown(turn, await service.cancel(turn.tx, broadcast, turn.learner, now=turn.now))


async def discard(turn: Turn, action: DiscardBroadcast) -> Screen:
    """Throw a draft away."""
    await service.discard(turn.tx, turn.learner, await find(turn, action.broadcast_id))
    return replace(await _listed(turn), is_new=False)


async def leave(turn: Turn, action: LeaveBroadcast) -> Screen:
    """Go on from a broadcast, which stays in the chat as it is."""
    match action.to:
        case WayOn.MENU:
            screen = await turn.show(ShowMenu())
        case WayOn.STOP:
            await broadcast_reports.note_stop_under(turn.tx, turn.learner, action.broadcast_id, now=turn.now)
            stopped = replace(turn.learner, stopped_at=turn.learner.stopped_at or turn.now)
            screen = await turn.of(stopped).show(StopMessages())
    return replace(screen, is_new=True)


async def find(turn: Turn, broadcast_id: int) -> Broadcast:
    """Find a broadcast that is there for this coordinator, or refuse."""
    return await service.find(turn.tx, turn.learner, turn.app.mandate_of(turn.learner), broadcast_id)


async def plan(turn: Turn, broadcast: Broadcast) -> Plan:
    """Work out what it would mean if this coordinator let it start now."""
    mandate = turn.app.mandate_of(turn.learner)
    planned = await service.plan(
        turn.tx,
        broadcast,
        mandate,
        now=turn.now,
        per_second=turn.app.bulk_per_second,
        least=turn.app.least_audience,
        paid=turn.app.paid_per_second,
    )
    return read_through(planned, turn.app.catalog.rule_book)


def desk(turn: Turn) -> Desk:
    """Lay out what the coordinator's screens need."""
    catalog = turn.app.catalog
    return Desk(
        catalog=catalog,
        tags=turn.app.translators.tags,
        zone=home_zone(turn.learner) or "UTC",
        units={unit.id: turn.t.label_text(unit.title) for unit in catalog.units},
    )


def mandate_of(turn: Turn) -> Mandate:
    """Return the mandate of who can only be here with one."""
    mandate = turn.app.mandate_of(turn.learner)
    assert mandate is not None, "the route asks for one"
    return mandate


async def shown(turn: Turn, broadcast: Broadcast) -> Screen:
    """Show a broadcast as it is in its state."""
    match broadcast.state:
        case BroadcastState.DRAFT:
            return screens.draft(turn.t, desk(turn), await plan(turn, broadcast))
        case BroadcastState.WAITING:
            planned = await plan(turn, broadcast)
            if broadcast.author_id == turn.learner.id:
                return approval_screens.waiting(turn.t, planned)
            return approval_screens.review(turn.t, desk(turn), planned, 0)
        case BroadcastState.SCHEDULED:
            is_mine = broadcast.author_id == turn.learner.id
            planned = await plan(turn, broadcast)
            may_send = turn.app.may(turn.learner, Deed.SEND)
            return broadcast_check.scheduled(turn.t, desk(turn), planned, is_mine=is_mine, may_send=may_send)
        case _:
            run = await service.run(turn.tx, broadcast)
            paid = turn.app.paid_per_second
            fee = await service.fee(turn.tx, broadcast, run.tally.left, now=turn.now, paid=paid)
            return broadcast_run.progress(
                turn.t,
                replace(run, fee=fee),
                now=turn.now,
                per_second=turn.app.bulk_per_second,
                zone=home_zone(turn.learner),
                may_send=turn.app.may(turn.learner, Deed.SEND),
            )


async def _checked(turn: Turn, planned: Plan) -> Screen:
    mandate = mandate_of(turn)
    seen = await outlook(turn.tx, planned.broadcast, mandate, now=turn.now)
    return broadcast_check.ask_start(turn.t, desk(turn), planned, seen)


async def _listed(turn: Turn) -> Screen:
    mandate = turn.app.mandate_of(turn.learner)
    waiting = await approvals.list_waiting(turn.tx, turn.learner, mandate)
    others = await service.list_others(turn.tx, turn.learner, mandate)
    own = await service.list_own(turn.tx, turn.learner)
    may_write = turn.app.may(turn.learner, Deed.WRITE)
    return screens.listed(turn.t, own, waiting, others, may_write=may_write)
