"""Composing a broadcast: its title, its texts, what goes along, its buttons."""

from collections.abc import Callable
from dataclasses import replace

from bot.app import Said, Turn
from bot.domain.action import Action
from bot.domain.actions.broadcast import ClearBody, WriteBody
from bot.domain.actions.broadcast_parts import (
    AddOffer,
    AskAttachment,
    AskTitle,
    ChooseOffer,
    DropOffer,
    OpenOffer,
    RemoveAttachment,
    ShowOffers,
)
from bot.domain.actions.challenge import ChooseEntry
from bot.domain.actions.guides import ShowGuide
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.lessons import ShowLesson
from bot.domain.approval import may_see
from bot.domain.attachment import Attachment
from bot.domain.broadcast import Broadcast, BroadcastState, body, title, with_body, without_body
from bot.domain.errors import RefusalError
from bot.domain.offer import Offer, OfferKind, with_offer, without_offer
from bot.screens import broadcast_offers as offers
from bot.screens import broadcast_parts as screens
from bot.screens.base import Screen
from bot.services import broadcasts as service
from bot.storage import broadcasts
from bot.tg.handlers.broadcasts import find, shown


async def ask_title(turn: Turn, action: AskTitle) -> Screen:
    """Ask for the title."""
    broadcast = await find(turn, action.broadcast_id)
    if broadcast.state is not BroadcastState.DRAFT:
        return await shown(turn, broadcast)
    return screens.ask_title(turn.t, broadcast)


async def hear_title(turn: Turn, action: AskTitle, said: Said) -> Screen | None:
    """Take the title that was typed."""
    if said.text is None or said.has_media:
        return None
    words = title(said.text)
    if words is None:
        broadcast = await find(turn, action.broadcast_id)
        return screens.ask_title(turn.t, broadcast, refused=said.text)
    return await _changed(turn, action.broadcast_id, lambda draft: replace(draft, title=words))


async def write(turn: Turn, action: WriteBody) -> Screen:
    """Ask for a text."""
    broadcast = await find(turn, action.broadcast_id)
    if broadcast.state is not BroadcastState.DRAFT:
        return await shown(turn, broadcast)
    if action.locale not in turn.app.translators.tags:
        raise RefusalError
    return screens.ask_body(turn.t, broadcast, action.locale)


async def hear_body(turn: Turn, action: WriteBody, said: Said) -> Screen | None:
    """Take the text that was typed."""
    if said.text is None or said.has_media:
        return None
    text = body(said.text)
    if text is None:
        broadcast = await find(turn, action.broadcast_id)
        return screens.ask_body(turn.t, broadcast, action.locale, refused=said.text)
    return await _changed(turn, action.broadcast_id, lambda draft: with_body(draft, action.locale, text))


async def clear_body(turn: Turn, action: ClearBody) -> Screen:
    """Take a text away."""
    return await _changed(turn, action.broadcast_id, lambda draft: without_body(draft, action.locale))


async def ask_attachment(turn: Turn, action: AskAttachment) -> Screen:
    """Ask for a picture, a file or a video."""
    broadcast = await find(turn, action.broadcast_id)
    if broadcast.state is not BroadcastState.DRAFT:
        return await shown(turn, broadcast)
    return screens.ask_attachment(turn.t, broadcast)


async def hear_attachment(turn: Turn, action: AskAttachment, said: Said) -> Screen | None:
    """Take what was sent: its id at Telegram, never the thing itself."""
    if said.attachment is None:
        return None
    if said.video is not None and not said.video.is_short:
        broadcast = await find(turn, action.broadcast_id)
        return screens.ask_attachment(turn.t, broadcast, is_too_long=True)
    return await _attach(turn, action.broadcast_id, said.attachment)


async def remove_attachment(turn: Turn, action: RemoveAttachment) -> Screen:
    """Take it away."""
    return await _attach(turn, action.broadcast_id, None)


async def show_offers(turn: Turn, action: ShowOffers) -> Screen:
    """Show the buttons under the message."""
    return await _offers(turn, await find(turn, action.broadcast_id))


async def choose_offer(turn: Turn, action: ChooseOffer) -> Screen:
    """Ask what a new button leads to."""
    broadcast = await find(turn, action.broadcast_id)
    catalog = turn.app.catalog
    match action.kind:
        case OfferKind.LINK:
            return offers.ask_link(turn.t, broadcast)
        case OfferKind.GUIDE:
            return offers.choose_guide(turn.t, broadcast, catalog)
        case OfferKind.LESSON if action.unit is None:
            return offers.choose_unit(turn.t, broadcast, catalog.units)
        case OfferKind.LESSON:
            unit = next((unit for unit in catalog.units if unit.id == action.unit), None)
            if unit is None:
                raise RefusalError
            return offers.choose_lesson(turn.t, broadcast, unit, catalog)
        case OfferKind.CHALLENGE | OfferKind.HELP:
            return await _offers(turn, broadcast)


async def hear_link(turn: Turn, action: ChooseOffer, said: Said) -> Screen | None:
    """Take the address that was typed, if readers may be sent there."""
    if action.kind is not OfferKind.LINK or said.text is None or said.has_media:
        return None
    url = said.text.strip()
    if not turn.app.catalog.rule_book.allows(url):
        broadcast = await find(turn, action.broadcast_id)
        return offers.ask_link(turn.t, broadcast, is_refused=True)
    return await _offer(turn, action.broadcast_id, Offer(kind=OfferKind.LINK, subject=url))


async def add_offer(turn: Turn, action: AddOffer) -> Screen:
    """Add a button; links are typed, never tapped."""
    offer = Offer(kind=action.kind, subject=action.subject or "")
    if offer.kind is OfferKind.LINK or not offers.offer_label(turn.t, offer, turn.app.catalog):
        raise RefusalError
    return await _offer(turn, action.broadcast_id, offer)


async def drop_offer(turn: Turn, action: DropOffer) -> Screen:
    """Take a button away."""
    changed = await service.change(
        turn.tx,
        turn.learner,
        action.broadcast_id,
        lambda draft: replace(draft, offers=without_offer(draft.offers, action.number)),
    )
    return await _offers(turn, changed)


async def open_offer(turn: Turn, action: OpenOffer) -> Screen:
    """Show what the button leads to, below the broadcast; a recipient's tap is counted, once."""
    broadcast = await broadcasts.get(turn.tx, action.broadcast_id)
    if broadcast is None or not 0 <= action.number < len(broadcast.offers):
        raise RefusalError
    is_recipient = await broadcasts.tap(turn.tx, broadcast.id, turn.learner.id, action.number)
    if not is_recipient and not may_see(turn.learner, turn.app.mandate_of(turn.learner), broadcast):
        raise RefusalError
    offer = broadcast.offers[action.number]
    target = _target(offer)
    if target is None:
        return replace(offers.outside(turn.t, offer), place=turn.place)
    return replace(await turn.show(target), is_new=True)


async def _attach(turn: Turn, broadcast_id: int, attachment: Attachment | None) -> Screen:
    return await _changed(turn, broadcast_id, lambda draft: replace(draft, attachment=attachment))


async def _offer(turn: Turn, broadcast_id: int, offer: Offer) -> Screen:
    changed = await service.change(
        turn.tx,
        turn.learner,
        broadcast_id,
        lambda draft: replace(draft, offers=with_offer(draft.offers, offer)),
    )
    return await _offers(turn, changed)


async def _offers(turn: Turn, broadcast: Broadcast) -> Screen:
    if broadcast.state is not BroadcastState.DRAFT:
        return await shown(turn, broadcast)
    return offers.show_offers(turn.t, broadcast, turn.app.catalog)


async def _changed(turn: Turn, broadcast_id: int, how: Callable[[Broadcast], Broadcast]) -> Screen:
    return await shown(turn, await service.change(turn.tx, turn.learner, broadcast_id, how))


def _target(offer: Offer) -> Action | None:
    """Return what a button shows; None for a page outside."""
    match offer.kind:
        case OfferKind.LESSON:
            return ShowLesson(lesson=offer.subject)
        case OfferKind.CHALLENGE:
            return ChooseEntry()
        case OfferKind.GUIDE:
            return ShowGuide(guide=offer.subject)
        case OfferKind.HELP:
            return ShowHelp()
        case OfferKind.LINK:
            return None
