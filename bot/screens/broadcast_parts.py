"""The parts of a draft that are typed or sent: its title, its texts, a picture or a file."""

from markupsafe import Markup

from bot.domain.actions.broadcast import ClearBody, ShowBroadcast, WriteBody
from bot.domain.actions.broadcast_parts import AskAttachment, AskTitle, RemoveAttachment
from bot.domain.attachment import LARGEST_VIDEO, LONGEST_VIDEO, Attachment, AttachmentKind
from bot.domain.broadcast import LONGEST, LONGEST_CAPTION, LONGEST_TITLE, Broadcast, length
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row


def ask_title(t: Translator, broadcast: Broadcast, *, refused: str | None = None) -> Screen:
    """Ask for a title; `refused` is what was just typed and cannot be taken."""
    parts = [Markup("<b>{}</b>").format(t("Title"))]
    if refused is not None:
        parts.append(_wrong_length(t, refused, LONGEST_TITLE))
    if broadcast.title is not None:
        parts.append(Markup("<blockquote>{}</blockquote>").format(broadcast.title))
    parts.append(
        t(
            "Send me a title of up to {longest} characters. Only coordinators see it, in lists and reports.",
            longest=LONGEST_TITLE,
        )
    )
    return Screen(
        text=Markup("\n\n").join(parts),
        buttons=(_back(t, broadcast),),
        place=AskTitle(broadcast_id=broadcast.id),
    )


def ask_body(t: Translator, broadcast: Broadcast, locale: str, *, refused: str | None = None) -> Screen:
    """Ask for the text in a language; `refused` is what was just typed and cannot be taken."""
    written = broadcast.bodies.get(locale)
    longest = LONGEST_CAPTION if broadcast.attachment else LONGEST
    parts = [Markup("<b>{}</b>").format(t("Text in {language}", language=t.language(locale)))]
    if refused is not None:
        parts.append(_wrong_length(t, refused, LONGEST))
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


def ask_attachment(t: Translator, broadcast: Broadcast, *, is_too_long: bool = False) -> Screen:
    """Ask for a picture, a file or a video; `is_too_long` after a video that many could not load."""
    held = broadcast.attachment
    parts = [
        Markup("<b>{}</b>").format(t("Picture, file or video")),
        *([_too_long(t)] if is_too_long else []),
        Markup("{} {}").format(attachment_line(t, held), t("Send another one to replace it."))
        if held
        else t("Send me a picture, a file or a short video now."),
        t(
            "With it, each text may have {longest} characters. I do not download it: Telegram keeps it.",
            longest=LONGEST_CAPTION,
        ),
        t(
            "A video may last {seconds} seconds and have {megabytes} MB: "
            "many families pay for every megabyte.",
            seconds=LONGEST_VIDEO,
            megabytes=LARGEST_VIDEO >> 20,
        ),
    ]
    remove = RemoveAttachment(broadcast_id=broadcast.id)
    rows = [(Button(icon="🧽", label=t.label("Remove it"), action=remove),)] if held else []
    return Screen(
        text=Markup("\n\n").join(parts),
        buttons=(*rows, _back(t, broadcast)),
        place=AskAttachment(broadcast_id=broadcast.id),
    )


def _too_long(t: Translator) -> Markup:
    return t("That video is longer or larger than many phones can load. It was not taken: please shorten it.")


def attachment_line(t: Translator, held: Attachment | None) -> Markup:
    """Say what goes along with the text."""
    match held.kind if held else None:
        case AttachmentKind.PICTURE:
            return t("There is a picture.")
        case AttachmentKind.DOCUMENT:
            return t("There is a file.")
        case AttachmentKind.VIDEO:
            return t("There is a video.")
        case None:
            return t("There is no picture, file or video.")


def _wrong_length(t: Translator, text: str, longest: int) -> Markup:
    if not text.strip():
        return t("There was nothing in it. It was not taken.")
    return t.plural(
        "That has {count} character, and {longest} are the most. It was not taken.",
        "That has {count} characters, and {longest} are the most. It was not taken.",
        length(text),
        longest=longest,
    )


def _back(t: Translator, broadcast: Broadcast) -> Row:
    action = ShowBroadcast(broadcast_id=broadcast.id)
    return (Button(icon="↩️", label=t.label("Back"), action=action),)
