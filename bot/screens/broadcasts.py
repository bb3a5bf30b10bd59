"""Broadcasts: the list, and a draft taking shape."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from bot.domain.action import Action
from bot.domain.actions.broadcast import (
    AskPicture,
    AskStart,
    ChooseAudience,
    ClearBody,
    DiscardBroadcast,
    LeaveBroadcast,
    ListBroadcasts,
    NewBroadcast,
    PreviewBroadcast,
    RemovePicture,
    ShowBroadcast,
    WayOn,
    WriteBody,
)
from bot.domain.broadcast import LONGEST, LONGEST_WITH_PICTURE, Broadcast, BroadcastState, Fault, Plan, length
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.broadcast_audience import audience_lines
from bot.screens.common import Row, ways_on

_ICONS = {
    BroadcastState.DRAFT: "📝",
    BroadcastState.WAITING: "👁",
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


def draft(t: Translator, plan: Plan, tags: Iterable[str]) -> Screen:
    """Show what a draft holds so far, each part with the button that changes it."""
    broadcast = plan.broadcast
    parts = [
        Markup("<b>{}</b>").format(t("Broadcast: draft")),
        _texts(t, broadcast),
        t("There is a picture.") if broadcast.picture else t("There is no picture."),
        Markup("\n").join(audience_lines(t, broadcast.audience)),
        t.plural("{count} person would get it.", "{count} people would get it.", plan.reach.recipients),
    ]
    return Screen(
        text=Markup("\n\n").join(parts),
        buttons=(*_writing(t, broadcast, tags), *_finishing(t, broadcast), ways_on(t)),
        place=ShowBroadcast(broadcast_id=broadcast.id),
    )


def ask_body(t: Translator, broadcast: Broadcast, locale: str, *, refused: str | None = None) -> Screen:
    """Ask for the text in a language; `refused` is what was just typed and cannot be taken."""
    written = broadcast.bodies.get(locale)
    longest = LONGEST_WITH_PICTURE if broadcast.picture else LONGEST
    parts = [Markup("<b>{}</b>").format(t("Text in {language}", language=t.language(locale)))]
    if refused is not None:
        parts.append(_too_long(t, refused))
    if written is not None:
        parts.append(Markup("<blockquote>{}</blockquote>").format(written))
        parts.append(t("Write it anew to replace it."))
    parts.append(
        t(
            "Write the text and send it to me, up to {longest} characters. It is sent as it is.",
            longest=longest,
        )
    )
    clear = ClearBody(broadcast_id=broadcast.id, locale=locale)
    rows = [(Button(icon="🧽", label=t.label("Remove this text"), action=clear),)] if written else []
    return Screen(
        text=Markup("\n\n").join(parts),
        buttons=(*rows, _back(t, broadcast)),
        place=WriteBody(broadcast_id=broadcast.id, locale=locale),
    )


def ask_picture(t: Translator, broadcast: Broadcast) -> Screen:
    """Ask for a picture."""
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("Picture"),
        t("There is a picture. Send another one to replace it.")
        if broadcast.picture
        else t("Send me the picture now, as a photo."),
        t(
            "With a picture, each text may have {longest} characters. I do not download it.",
            longest=LONGEST_WITH_PICTURE,
        ),
    )
    remove = RemovePicture(broadcast_id=broadcast.id)
    rows = (
        [(Button(icon="🧽", label=t.label("Remove the picture"), action=remove),)]
        if broadcast.picture
        else []
    )
    return Screen(
        text=text, buttons=(*rows, _back(t, broadcast)), place=AskPicture(broadcast_id=broadcast.id)
    )


def message(t: Translator, body: str, picture: str | None) -> Screen:
    """Write the broadcast as its reader sees it; signs in the coordinator's text mean nothing special."""
    row = (
        Button(icon="🔕", label=t.label("Stop these messages"), action=LeaveBroadcast(to=WayOn.STOP)),
        Button(icon="🏠", label=t.label("Menu"), action=LeaveBroadcast(to=WayOn.MENU)),
    )
    return Screen(text=escape(body), buttons=(row,), picture=picture)


def title(t: Translator, broadcast: Broadcast) -> str:
    """Name a broadcast by the beginning of its text."""
    body = broadcast.bodies.get(t.locale) or next(iter(broadcast.bodies.values()), None)
    if body is None:
        return t.label("Draft without a text")
    words = " ".join(body.split())
    return words if len(words) <= _TITLE_SIGNS else words[: _TITLE_SIGNS - 1].rstrip() + "…"


def fault(t: Translator, found: Fault) -> Markup:
    """Say what must be mended, and how."""
    match found:
        case Fault.NO_TEXT:
            return t("There is no text yet: write it in at least one language.")
        case Fault.TOO_LONG_FOR_PICTURE:
            return t(
                "Under a picture a text may have {longest} characters: shorten it or remove the picture.",
                longest=LONGEST_WITH_PICTURE,
            )
        case Fault.NO_ENGLISH:
            return t("Others are to get it in English: write the English text, or leave them out.")
        case Fault.NOBODY:
            return t("Nobody would get it: choose a wider audience, or write it in their language.")
        case Fault.OUT_OF_SCOPE:
            return t("Some of these people are outside your mandate: choose among your own countries.")


def _texts(t: Translator, broadcast: Broadcast) -> Markup:
    if not broadcast.bodies:
        return t("There is no text yet.")
    written = ", ".join(t.language(locale) for locale in broadcast.bodies)
    return t("Text in: {languages}", languages=written)


def _writing(t: Translator, broadcast: Broadcast, tags: Iterable[str]) -> list[Row]:
    texts = [
        Button(
            icon="✅" if tag in broadcast.bodies else "✏️",
            label=t.language(tag),
            action=WriteBody(broadcast_id=broadcast.id, locale=tag),
        )
        for tag in tags
    ]
    more = (
        Button(icon="🖼", label=t.label("Picture"), action=AskPicture(broadcast_id=broadcast.id)),
        Button(icon="👥", label=t.label("Audience"), action=ChooseAudience(broadcast_id=broadcast.id)),
    )
    return [*(tuple(texts[start : start + 2]) for start in range(0, len(texts), 2)), more]


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


def _too_long(t: Translator, text: str) -> Markup:
    return t.plural(
        "That has {count} character, which is too many or too few. It was not taken.",
        "That has {count} characters, which is too many or too few. It was not taken.",
        length(text),
    )


def _back(t: Translator, broadcast: Broadcast) -> Row:
    return (back_to(t, ShowBroadcast(broadcast_id=broadcast.id)),)


def back_to(t: Translator, action: Action) -> Button:
    """Lead back."""
    return Button(icon="↩️", label=t.label("Back"), action=action)
