"""Coordinators: who may do what, by invitation."""

from bot.app import Said, Turn
from bot.domain.actions.coordinators import (
    Accept,
    AskRank,
    AskRevoke,
    ChangeRank,
    Invite,
    ListCoordinators,
    MakeLink,
    OpenInvitation,
    Resign,
    Revoke,
    ScopeCountry,
    ScopeInvitation,
    ShowAudit,
    ShowCoordinator,
    Withdraw,
)
from bot.domain.country import CODES
from bot.domain.errors import RefusalError
from bot.domain.mandate import Mandate, Rank
from bot.i18n.zones import home_zone
from bot.screens import coordinators as screens
from bot.screens.base import Screen
from bot.screens.countries import INHABITED, named
from bot.services import coordinators as service
from bot.services import countries
from bot.storage import audit

_MOST_LINES = 25
PREFIX = "join-"


async def list_all(turn: Turn, _action: ListCoordinators) -> Screen:
    """Show who coordinates."""
    return screens.listed(turn.t, await service.list_all(turn.tx, _mandate(turn)))


async def show(turn: Turn, action: ShowCoordinator) -> Screen:
    """Show a mandate."""
    return screens.shown(turn.t, await service.find(turn.tx, _mandate(turn), action.learner))


async def change_rank(turn: Turn, action: ChangeRank) -> Screen:
    """Give another rank."""
    changed = await service.change_rank(
        turn.tx, turn.learner, _mandate(turn), action.learner, action.rank, now=turn.now
    )
    return screens.shown(turn.t, changed)


async def ask_revoke(turn: Turn, action: AskRevoke) -> Screen:
    """Make sure."""
    return screens.ask_revoke(turn.t, await service.find(turn.tx, _mandate(turn), action.learner))


async def revoke(turn: Turn, action: Revoke) -> Screen:
    """Take a mandate back."""
    await service.revoke(turn.tx, turn.learner, _mandate(turn), action.learner, now=turn.now)
    return await list_all(turn, ListCoordinators())


async def ask_rank(turn: Turn, _action: AskRank) -> Screen:
    """Begin an invitation."""
    return screens.ask_rank(turn.t, tuple(Rank))


async def invite(turn: Turn, action: Invite) -> Screen:
    """Draft an invitation."""
    number, offered = await service.invite(turn.tx, turn.learner, _mandate(turn), action.rank, now=turn.now)
    return screens.ask_scope(turn.t, number, offered, 0)


async def scope(turn: Turn, action: ScopeInvitation) -> Screen:
    """Leaf through the countries."""
    offered = await service.draft_of(turn.tx, turn.learner, action.invitation)
    return screens.ask_scope(turn.t, action.invitation, offered, action.page)


async def hear_country(turn: Turn, action: ScopeInvitation, said: Said) -> Screen | None:
    """Look for the country that was typed."""
    if not said.text or said.has_media:
        return None
    names = (*named(turn.t, INHABITED), *named(turn.app.translators("en"), INHABITED))
    offered = await service.draft_of(turn.tx, turn.learner, action.invitation)
    found = countries.search(said.text, names)
    return screens.ask_scope(turn.t, action.invitation, offered, 0, found=found)


async def scope_country(turn: Turn, action: ScopeCountry) -> Screen:
    """Take a country in or out."""
    if action.country not in CODES:
        raise RefusalError
    offered = await service.scope_country(
        turn.tx, turn.learner, _mandate(turn), action.invitation, action.country, is_in=action.is_in
    )
    return screens.ask_scope(turn.t, action.invitation, offered, 0)


async def make_link(turn: Turn, action: MakeLink) -> Screen:
    """Make the link."""
    offered, token = await service.make_link(turn.tx, turn.learner, action.invitation, now=turn.now)
    url = f"https://t.me/{turn.app.username}?start={PREFIX}{token}"
    return screens.link_made(turn.t, action.invitation, offered, url)


async def withdraw(turn: Turn, action: Withdraw) -> Screen:
    """Let a link lead nowhere."""
    await service.withdraw(turn.tx, turn.learner, action.invitation)
    return await list_all(turn, ListCoordinators())


async def open_invitation(turn: Turn, action: OpenInvitation) -> Screen:
    """Show what a link offers; one that is used, withdrawn or old is refused like anything unknown."""
    return screens.offer(turn.t, await service.offered(turn.tx, action.token, now=turn.now), action.token)


async def accept(turn: Turn, action: Accept) -> Screen:
    """Take a mandate on."""
    return screens.accepted(turn.t, await service.accept(turn.tx, turn.learner, action.token, now=turn.now))


async def resign(turn: Turn, _action: Resign) -> Screen:
    """Give one's mandate back."""
    if turn.learner.mandate is not None:
        await service.resign(turn.tx, turn.learner, now=turn.now)
    return screens.resigned(turn.t)


async def show_audit(turn: Turn, _action: ShowAudit) -> Screen:
    """Show what was done."""
    return screens.audit(turn.t, await audit.latest(turn.tx, most=_MOST_LINES), home_zone(turn.learner))


def _mandate(turn: Turn) -> Mandate:
    mandate = turn.app.mandate_of(turn.learner)
    assert mandate is not None, "the route asks for one"
    return mandate
