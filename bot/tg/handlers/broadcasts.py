"""Broadcasts, for coordinators; and the way on from one, for whoever got it."""

from dataclasses import replace

from bot.app import Said, Turn
from bot.domain.action import ShowMenu
from bot.domain.actions.broadcast import (
    AskCancel,
    AskPicture,
    AskStart,
    BrowseCountries,
    CancelBroadcast,
    ChooseAudience,
    ClearBody,
    DiscardBroadcast,
    IncludeCountry,
    IncludeLocale,
    IncludeRole,
    LeaveBroadcast,
    ListBroadcasts,
    NewBroadcast,
    PauseBroadcast,
    PreviewBroadcast,
    RemovePicture,
    ResumeBroadcast,
    SetOthers,
    ShowBroadcast,
    StartBroadcast,
    WayOn,
    WriteBody,
)
from bot.domain.actions.settings import StopMessages
from bot.domain.approval import needs_approval
from bot.domain.audience import with_country, with_locale, with_role
from bot.domain.broadcast import Broadcast, BroadcastState, Plan, body, with_body, without_body
from bot.domain.country import CODES
from bot.domain.errors import RefusalError
from bot.domain.mandate import Mandate
from bot.i18n.zones import home_zone
from bot.screens import approvals as approval_screens
from bot.screens import broadcast_audience, broadcast_run
from bot.screens import broadcasts as screens
from bot.screens.base import Screen
from bot.screens.countries import INHABITED, named
from bot.services import approvals, countries
from bot.services import broadcasts as service


async def list_own(turn: Turn, _action: ListBroadcasts) -> Screen:
    """Show the coordinator's own broadcasts."""
    return await _listed(turn)


async def begin(turn: Turn, _action: NewBroadcast) -> Screen:
    """Begin a draft."""
    begun = await service.begin(turn.tx, turn.learner, _mandate(turn), now=turn.now)
    return await _shown(turn, begun)


async def show(turn: Turn, action: ShowBroadcast) -> Screen:
    """Show a draft, or how a started one goes."""
    return await _shown(turn, await find(turn, action.broadcast_id))


async def write(turn: Turn, action: WriteBody) -> Screen:
    """Ask for a text."""
    broadcast = await find(turn, action.broadcast_id)
    if broadcast.state is not BroadcastState.DRAFT:
        return await _shown(turn, broadcast)
    return screens.ask_body(turn.t, broadcast, _served(turn, action.locale))


async def hear_body(turn: Turn, action: WriteBody, said: Said) -> Screen | None:
    """Take the text that was typed."""
    if said.text is None or said.has_media:
        return None
    text = body(said.text)
    if text is None:
        broadcast = await find(turn, action.broadcast_id)
        return screens.ask_body(turn.t, broadcast, action.locale, refused=said.text)
    changed = await service.change(
        turn.tx, turn.learner, action.broadcast_id, lambda draft: with_body(draft, action.locale, text)
    )
    return await _shown(turn, changed)


async def clear_body(turn: Turn, action: ClearBody) -> Screen:
    """Take a text away."""
    changed = await service.change(
        turn.tx, turn.learner, action.broadcast_id, lambda draft: without_body(draft, action.locale)
    )
    return await _shown(turn, changed)


async def ask_picture(turn: Turn, action: AskPicture) -> Screen:
    """Ask for a picture."""
    broadcast = await find(turn, action.broadcast_id)
    if broadcast.state is not BroadcastState.DRAFT:
        return await _shown(turn, broadcast)
    return screens.ask_picture(turn.t, broadcast)


async def hear_picture(turn: Turn, action: AskPicture, said: Said) -> Screen | None:
    """Take the picture that was sent: its id at Telegram, never the picture."""
    if said.picture is None:
        return None
    return await _set_picture(turn, action.broadcast_id, said.picture)


async def remove_picture(turn: Turn, action: RemovePicture) -> Screen:
    """Take the picture away."""
    return await _set_picture(turn, action.broadcast_id, None)


async def choose_audience(turn: Turn, action: ChooseAudience) -> Screen:
    """Ask who is meant."""
    return await _audience(turn, await find(turn, action.broadcast_id))


async def include_role(turn: Turn, action: IncludeRole) -> Screen:
    """Choose a role, or give it up."""
    changed = await service.change_audience(
        turn.tx,
        turn.learner,
        action.broadcast_id,
        lambda audience: with_role(audience, action.role, is_in=action.is_in),
    )
    return await _audience(turn, changed)


async def include_locale(turn: Turn, action: IncludeLocale) -> Screen:
    """Choose a language, or give it up."""
    locale = _served(turn, action.locale)
    changed = await service.change_audience(
        turn.tx,
        turn.learner,
        action.broadcast_id,
        lambda audience: with_locale(audience, locale, is_in=action.is_in),
    )
    return await _audience(turn, changed)


async def browse_countries(turn: Turn, action: BrowseCountries) -> Screen:
    """Leaf through the countries."""
    broadcast = await find(turn, action.broadcast_id)
    return broadcast_audience.choose_countries(turn.t, broadcast, action.page)


async def hear_country(turn: Turn, action: BrowseCountries, said: Said) -> Screen | None:
    """Look for the country that was typed."""
    if not said.text or said.has_media:
        return None
    names = (*named(turn.t, INHABITED), *named(turn.app.translators("en"), INHABITED))
    found = countries.search(said.text, names)
    broadcast = await find(turn, action.broadcast_id)
    return broadcast_audience.choose_countries(turn.t, broadcast, 0, found=found)


async def include_country(turn: Turn, action: IncludeCountry) -> Screen:
    """Choose a country, or give it up."""
    scope = _mandate(turn).countries
    if action.country not in CODES or (scope and action.country not in scope):
        raise RefusalError
    changed = await service.change_audience(
        turn.tx,
        turn.learner,
        action.broadcast_id,
        lambda audience: with_country(audience, action.country, is_in=action.is_in),
    )
    return broadcast_audience.choose_countries(turn.t, changed, 0)


async def set_others(turn: Turn, action: SetOthers) -> Screen:
    """Say what becomes of readers whose language has no text."""
    changed = await service.change_audience(
        turn.tx, turn.learner, action.broadcast_id, lambda audience: replace(audience, others=action.others)
    )
    return await _audience(turn, changed)


async def preview(turn: Turn, action: PreviewBroadcast) -> Screen:
    """Send it to the coordinator as a reader of that language gets it, buttons and all."""
    broadcast = await find(turn, action.broadcast_id)
    text = broadcast.bodies.get(action.locale)
    if text is None:
        return await _shown(turn, broadcast)
    screen = screens.message(turn.app.translators(action.locale), text, broadcast.picture)
    return replace(screen, place=ShowBroadcast(broadcast_id=broadcast.id), is_new=True)


async def ask_start(turn: Turn, action: AskStart) -> Screen:
    """Show whom it will reach and how long that takes."""
    broadcast = await find(turn, action.broadcast_id)
    if broadcast.state is not BroadcastState.DRAFT:
        return await _shown(turn, broadcast)
    return broadcast_run.ask_start(turn.t, await plan(turn, broadcast), zone=home_zone(turn.learner))


async def start(turn: Turn, action: StartBroadcast) -> Screen:
    """Start it; a second press shows how it goes."""
    broadcast = await find(turn, action.broadcast_id)
    if broadcast.state is not BroadcastState.DRAFT:
        return await _shown(turn, broadcast)
    planned = await plan(turn, broadcast)
    if planned.faults:
        return broadcast_run.ask_start(turn.t, planned, zone=home_zone(turn.learner))
    if needs_approval(planned.reach.recipients, threshold=turn.app.approval_threshold):
        admins = turn.app.admins
        await approvals.submit(turn.tx, planned, turn.learner, admins=admins, now=turn.now)
        return approval_screens.waiting(turn.t, planned)
    running = await service.start(turn.tx, planned, turn.learner, now=turn.now)
    return broadcast_run.started(turn.t, await service.run(turn.tx, running))


async def pause(turn: Turn, action: PauseBroadcast) -> Screen:
    """Hold it."""
    broadcast = await find(turn, action.broadcast_id)
    return await _shown(turn, await service.pause(turn.tx, broadcast, turn.learner, now=turn.now))


async def resume(turn: Turn, action: ResumeBroadcast) -> Screen:
    """Let it go on."""
    broadcast = await find(turn, action.broadcast_id)
    return await _shown(turn, await service.resume(turn.tx, broadcast, turn.learner, now=turn.now))


async def ask_cancel(turn: Turn, action: AskCancel) -> Screen:
    """Make sure before it is cancelled."""
    broadcast = await find(turn, action.broadcast_id)
    if broadcast.state not in {BroadcastState.RUNNING, BroadcastState.PAUSED}:
        return await _shown(turn, broadcast)
    return broadcast_run.ask_cancel(turn.t, await service.run(turn.tx, broadcast))


async def cancel(turn: Turn, action: CancelBroadcast) -> Screen:
    """Send it to nobody else."""
    broadcast = await find(turn, action.broadcast_id)
    return await _shown(turn, await service.cancel(turn.tx, broadcast, turn.learner, now=turn.now))


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
            screen = await turn.show(StopMessages())
    return replace(screen, is_new=True)


async def find(turn: Turn, broadcast_id: int) -> Broadcast:
    """Find a broadcast that is there for this coordinator, or refuse."""
    return await service.find(turn.tx, turn.learner, turn.app.mandate_of(turn.learner), broadcast_id)


async def plan(turn: Turn, broadcast: Broadcast) -> Plan:
    """Work out what it would mean if this coordinator started it now."""
    mandate = turn.app.mandate_of(turn.learner)
    return await service.plan(turn.tx, broadcast, mandate, now=turn.now, per_second=turn.app.bulk_per_second)


async def _listed(turn: Turn) -> Screen:
    mandate = turn.app.mandate_of(turn.learner)
    waiting = await approvals.list_waiting(turn.tx, turn.learner, mandate)
    return screens.listed(turn.t, await service.list_own(turn.tx, turn.learner), waiting)


def _mandate(turn: Turn) -> Mandate:
    mandate = turn.app.mandate_of(turn.learner)
    assert mandate is not None, "the route asks for one"
    return mandate


async def _shown(turn: Turn, broadcast: Broadcast) -> Screen:
    if broadcast.state is BroadcastState.DRAFT:
        return screens.draft(turn.t, await plan(turn, broadcast), turn.app.translators.tags)
    if broadcast.state is BroadcastState.WAITING:
        is_mine = broadcast.author_id == turn.learner.id
        planned = await plan(turn, broadcast)
        return (
            approval_screens.waiting(turn.t, planned)
            if is_mine
            else approval_screens.review(turn.t, planned, 0)
        )
    return broadcast_run.progress(
        turn.t,
        await service.run(turn.tx, broadcast),
        now=turn.now,
        per_second=turn.app.bulk_per_second,
        zone=home_zone(turn.learner),
    )


async def _audience(turn: Turn, broadcast: Broadcast) -> Screen:
    if broadcast.state is not BroadcastState.DRAFT:
        return await _shown(turn, broadcast)
    return broadcast_audience.choose_audience(turn.t, await plan(turn, broadcast), turn.app.translators.tags)


async def _set_picture(turn: Turn, broadcast_id: int, picture: str | None) -> Screen:
    changed = await service.change(
        turn.tx, turn.learner, broadcast_id, lambda draft: replace(draft, picture=picture)
    )
    return await _shown(turn, changed)


def _served(turn: Turn, locale: str) -> str:
    if locale not in turn.app.translators.tags:
        raise RefusalError
    return locale
