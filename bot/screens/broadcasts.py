"""Broadcasts: the list, and a draft taking shape."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from bot.domain.action import Action
from bot.domain.actions.broadcast import (
    AskStart,
    ChooseText,
    DiscardBroadcast,
    LeaveBroadcast,
    ListBroadcasts,
    NewBroadcast,
    PreviewBroadcast,
    ReadBroadcast,
    ShowBroadcast,
    WayOn,
    WriteBody,
)
from bot.domain.actions.broadcast_audience import ChooseAudience
from bot.domain.actions.broadcast_parts import AskAttachment, AskTitle, ShowOffers
from bot.domain.actions.broadcast_when import ShowSchedule
from bot.domain.broadcast import LONGEST_CAPTION, Broadcast, BroadcastState, Fault, Plan
from bot.i18n.translator import Translator
from bot.screens.audience_words import audience_lines, people_line
from bot.screens.base import Button, Screen
from bot.screens.broadcast_audience import missing_texts, pairs, spared
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


def listed(
    t: Translator,
    broadcasts: Sequence[Broadcast],
    waiting: Sequence[Broadcast],
    others: Sequence[Broadcast] = (),
    *,
    may_write: bool = True,
) -> Screen:
    """Show what waits for the coordinator, their latest broadcasts and others' open ones, in a new message.

    The progress of a running one goes on in the message before.
    """
    words = t("Choose one to go on, or write a new one.") if broadcasts else t("You have not sent any yet.")
    if waiting:
        words = t("Others wait for you to read and start them.")
    parts = [Markup("<b>{}</b>").format(t("Broadcasts")), words]
    if others:
        parts.append(t("Those of other coordinators that are scheduled or on their way stand below yours."))
    rows = [
        (Button(icon=_ICONS[one.state], label=title(t, one), action=ShowBroadcast(broadcast_id=one.id)),)
        for one in (*waiting, *broadcasts, *others)
    ]
    new = [(Button(icon="🆕", label=t.label("New broadcast"), action=NewBroadcast()),)] if may_write else []
    return Screen(
        text=Markup("\n\n").join(parts),
        buttons=(*new, *rows, ways_on(t)),
        place=ListBroadcasts(),
        is_new=True,
    )


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
        people_line(t, plan),
        *_without_text(t, plan),
    ]
    return Screen(
        text=Markup("\n\n").join(parts),
        buttons=(*_writing(t, broadcast, desk), *_finishing(t, broadcast), ways_on(t)),
        place=ShowBroadcast(broadcast_id=broadcast.id),
    )


def envelope(t: Translator, broadcast: Broadcast) -> Screen:
    """Say on a shared phone that there is something to read, and nothing of what it is about."""
    read = Button(icon="✉️", label=t.label("Open"), action=ReadBroadcast(broadcast_id=broadcast.id))
    stop = LeaveBroadcast(to=WayOn.STOP, broadcast_id=broadcast.id)
    row = (read, Button(icon="🔕", label=t.label("Stop these messages"), action=stop))
    return Screen(text=t("There is a message for you."), buttons=(row,))


def message(t: Translator, broadcast: Broadcast, body: str, offers: Sequence[Row] = ()) -> Screen:
    """Write the broadcast as its reader sees it; signs in the coordinator's text mean nothing special."""
    stop = LeaveBroadcast(to=WayOn.STOP, broadcast_id=broadcast.id)
    menu = LeaveBroadcast(to=WayOn.MENU, broadcast_id=broadcast.id)
    row = (
        Button(icon="🔕", label=t.label("Stop these messages"), action=stop),
        Button(icon="🏠", label=t.label("Menu"), action=menu),
    )
    return Screen(text=escape(body), buttons=(*offers, row), attachment=broadcast.attachment)


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
        case Fault.NOBODY | Fault.TOO_FEW:
            return _too_few(t, found)
        case Fault.OUT_OF_SCOPE:
            return t("Some of these people are outside your mandate: choose among your own countries.")
        case Fault.REFUSED_WORDS:
            return t("Some sentences may not be sent as they are:")


def _too_few(t: Translator, found: Fault) -> Markup:
    if found is Fault.NOBODY:
        return t("Nobody would get it: choose a wider audience, or write it in their language.")
    return t(
        "So few people would get it that one of them could be meant: choose a wider audience, "
        "or write it in more languages."
    )


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
        for tag in _offered(t, broadcast, desk)
    ]
    if len(texts) < len(desk.tags):
        others = ChooseText(broadcast_id=number)
        texts.append(Button(icon="🌐", label=t.label("Other languages"), action=others))
    more = [
        Button(icon="🖼", label=t.label("Picture or file"), action=AskAttachment(broadcast_id=number)),
        Button(icon="🔘", label=t.label("Buttons"), action=ShowOffers(broadcast_id=number)),
        Button(icon="👥", label=t.label("Audience"), action=ChooseAudience(broadcast_id=number)),
        Button(icon="📅", label=t.label("When"), action=ShowSchedule(broadcast_id=number)),
    ]
    name = Button(icon="🏷", label=t.label("Title"), action=AskTitle(broadcast_id=number))
    return [(name,), *pairs(texts), *pairs(more)]


def _offered(t: Translator, broadcast: Broadcast, desk: Desk) -> list[str]:
    """Name the languages that have a text, and the coordinator's own."""
    return [tag for tag in desk.tags if tag in broadcast.bodies or tag == t.locale]


def other_languages(t: Translator, desk: Desk, plan: Plan) -> Screen:
    """Show the languages without a text, and what becomes of their readers."""
    broadcast = plan.broadcast
    parts = [
        Markup("<b>{}</b>").format(t("Other languages")),
        t("Choose a language to write its text."),
        Markup("\n").join(missing_texts(t, plan)),
    ]
    buttons = [
        Button(
            icon="✏️",
            label=t.language(tag),
            action=WriteBody(broadcast_id=broadcast.id, locale=tag),
        )
        for tag in desk.tags
        if tag not in broadcast.bodies
    ]
    back = back_to(t, ShowBroadcast(broadcast_id=broadcast.id))
    return Screen(
        text=Markup("\n\n").join(part for part in parts if part),
        buttons=(*pairs(buttons), (back,)),
        place=ChooseText(broadcast_id=broadcast.id),
    )


def _without_text(t: Translator, plan: Plan) -> list[Markup]:
    """Tell how many have no text in their language, all languages together."""
    if not plan.broadcast.bodies:
        return []
    left_out = plan.counts.without_text
    lines = []
    if left_out:
        lines.append(
            t.plural(
                "{count} person reads a language without a text and is left out.",
                "{count} people read a language without a text and are left out.",
                left_out,
            )
        )
    return [*lines, *spared(t, plan)]


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
