"""Broadcasts: the list, and a draft taking shape."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from bot.domain.action import Action
from bot.domain.actions.broadcast import (
    AskStart,
    DiscardBroadcast,
    LeaveBroadcast,
    ListBroadcasts,
    NewBroadcast,
    PreviewBroadcast,
    ShowBroadcast,
    WayOn,
    WriteBody,
)
from bot.domain.actions.broadcast_audience import ChooseAudience
from bot.domain.actions.broadcast_parts import AskAttachment, AskTitle, ShowOffers
from bot.domain.actions.broadcast_when import ShowSchedule
from bot.domain.attachment import Attachment
from bot.domain.broadcast import LONGEST_CAPTION, Broadcast, BroadcastState, Fault, Plan
from bot.i18n.translator import Translator
from bot.screens.audience_words import audience_lines
from bot.screens.base import Button, Screen
from bot.screens.broadcast_audience import pairs
from bot.screens.broadcast_offers import offer_label
from bot.screens.broadcast_parts import attachment_line
from bot.screens.broadcast_when import when_line
from bot.screens.common import Row, ways_on
from bot.screens.desk import Desk

_ICONS = {
    BroadcastState.DRAFT: "📝",
    BroadcastState.WAITING: "👁",
    BroadcastState.SCHEDULED: "📅",
    BroadcastState.RUNNING: "▶️",
    BroadcastState.PAUSED: "⏸",
    BroadcastState.CANCELLED: "⏹",
    BroadcastState.FINISHED: "✅",
}
_TITLE_SIGNS = 26


def listed(t: Translator, broadcasts: Sequence[Broadcast], waiting: Sequence[Broadcast]) -> Screen:
    """Show what waits for the coordinator and their latest broadcasts, in a new message.

    The progress of a running one goes on in the message before.
    """
    words = t("Choose one to go on, or write a new one.") if broadcasts else t("You have not sent any yet.")
    if waiting:
        words = t("Others wait for you to read and start them.")
    text = Markup("<b>{}</b>\n\n{}").format(t("Broadcasts"), words)
    rows = [
        (Button(icon=_ICONS[one.state], label=title(t, one), action=ShowBroadcast(broadcast_id=one.id)),)
        for one in (*waiting, *broadcasts)
    ]
    new = (Button(icon="🆕", label=t.label("New broadcast"), action=NewBroadcast()),)
    return Screen(text=text, buttons=(new, *rows, ways_on(t)), place=ListBroadcasts(), is_new=True)


def draft(t: Translator, desk: Desk, plan: Plan) -> Screen:
    """Show what a draft holds so far, each part with the button that changes it."""
    broadcast = plan.broadcast
    parts = [
        Markup("<b>{}</b>").format(t("Broadcast: draft")),
        t("Title: {title}", title=broadcast.title) if broadcast.title else t("It has no title yet."),
        _texts(t, broadcast),
        Markup("\n").join(extras(t, broadcast, desk)),
        when_line(t, broadcast, desk.zone),
        Markup("\n").join(audience_lines(t, broadcast.audience, desk.units)),
        t.plural("{count} person would get it.", "{count} people would get it.", plan.reach.recipients),
    ]
    return Screen(
        text=Markup("\n\n").join(parts),
        buttons=(*_writing(t, broadcast, desk), *_finishing(t, broadcast), ways_on(t)),
        place=ShowBroadcast(broadcast_id=broadcast.id),
    )


def message(t: Translator, body: str, attachment: Attachment | None, offers: Sequence[Row] = ()) -> Screen:
    """Write the broadcast as its reader sees it; signs in the coordinator's text mean nothing special."""
    row = (
        Button(icon="🔕", label=t.label("Stop these messages"), action=LeaveBroadcast(to=WayOn.STOP)),
        Button(icon="🏠", label=t.label("Menu"), action=LeaveBroadcast(to=WayOn.MENU)),
    )
    return Screen(text=escape(body), buttons=(*offers, row), attachment=attachment)


def title(t: Translator, broadcast: Broadcast) -> str:
    """Name a broadcast by its title, or by the beginning of its text."""
    body = broadcast.title or broadcast.bodies.get(t.locale) or next(iter(broadcast.bodies.values()), None)
    if body is None and broadcast.started_at is not None:  # its words are kept for a while only
        return t.label("Broadcast of {day}", day=t.date(broadcast.started_at))
    if body is None:
        return t.label("Draft without a text")
    words = " ".join(body.split())
    return words if len(words) <= _TITLE_SIGNS else words[: _TITLE_SIGNS - 1].rstrip() + "…"


def fault(t: Translator, found: Fault) -> Markup:
    """Say what must be mended, and how."""
    match found:
        case Fault.NO_TEXT:
            return t("There is no text yet: write it in at least one language.")
        case Fault.TOO_LONG_FOR_CAPTION:
            return t(
                "Beside a picture, a file or a video a text may have {longest} characters: "
                "shorten it, or remove what goes along.",
                longest=LONGEST_CAPTION,
            )
        case Fault.NO_SPARE:
            return t(
                "Readers of other languages are to get a text that is not there: write it, or choose anew."
            )
        case Fault.NOBODY:
            return t("Nobody would get it: choose a wider audience, or write it in their language.")
        case Fault.OUT_OF_SCOPE:
            return t("Some of these people are outside your mandate: choose among your own countries.")
        case Fault.REFUSED_WORDS:
            return t("Some sentences may not be sent as they are:")


def _texts(t: Translator, broadcast: Broadcast) -> Markup:
    if not broadcast.bodies:
        return t("There is no text yet.")
    written = ", ".join(t.language(locale) for locale in broadcast.bodies)
    return t("Text in: {languages}", languages=written)


def extras(t: Translator, broadcast: Broadcast, desk: Desk) -> list[Markup]:
    """Say what goes along with the texts: a picture or a file, and buttons."""
    labels = (offer_label(t, offer, desk.catalog) for offer in broadcast.offers)
    buttons = " · ".join(label for label in labels if label)
    return [
        attachment_line(t, broadcast.attachment),
        t("Buttons: {buttons}", buttons=buttons) if buttons else t("There are no buttons yet."),
    ]


def _writing(t: Translator, broadcast: Broadcast, desk: Desk) -> list[Row]:
    number = broadcast.id
    texts = [
        Button(
            icon="✅" if tag in broadcast.bodies else "✏️",
            label=t.language(tag),
            action=WriteBody(broadcast_id=number, locale=tag),
        )
        for tag in desk.tags
    ]
    more = [
        Button(icon="🖼", label=t.label("Picture or file"), action=AskAttachment(broadcast_id=number)),
        Button(icon="🔘", label=t.label("Buttons"), action=ShowOffers(broadcast_id=number)),
        Button(icon="👥", label=t.label("Audience"), action=ChooseAudience(broadcast_id=number)),
        Button(icon="📅", label=t.label("When"), action=ShowSchedule(broadcast_id=number)),
    ]
    name = Button(icon="🏷", label=t.label("Title"), action=AskTitle(broadcast_id=number))
    return [(name,), *pairs(texts), *pairs(more)]


def _finishing(t: Translator, broadcast: Broadcast) -> list[Row]:
    previews = [
        (
            Button(
                icon="👁",
                label=t.label("Try it: {language}", language=t.language(tag)),
                action=PreviewBroadcast(broadcast_id=broadcast.id, locale=tag),
            ),
        )
        for tag in broadcast.bodies
    ]
    last = (
        Button(icon="🗑", label=t.label("Throw away"), action=DiscardBroadcast(broadcast_id=broadcast.id)),
        Button(icon="📣", label=t.label("Check and send"), action=AskStart(broadcast_id=broadcast.id)),
    )
    return [*previews, last]


def back_to(t: Translator, action: Action) -> Button:
    """Lead back."""
    return Button(icon="↩️", label=t.label("Back"), action=action)
