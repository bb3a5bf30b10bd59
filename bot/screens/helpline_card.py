"""One helpline in words: how to reach it, when, in which language, and how sure we are."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.domain.helpline import (
    Audience,
    Confidence,
    Dial,
    Helpline,
    Kind,
    Topic,
    is_short_code,
)
from bot.i18n import N_
from bot.i18n.bidi import isolate
from bot.i18n.translator import Translator
from bot.screens.opening_hours import listed, opening_hours

NEWLINE = Markup("\n")
_KINDS = {
    Kind.CHILD_HELPLINE: N_("Child helpline"),
    Kind.CRISIS_LINE: N_("Crisis line"),
    Kind.EMERGENCY: N_("Emergency number"),
    Kind.REPORT_HOTLINE: N_("Reporting hotline"),
    Kind.POLICE_CYBER: N_("Police for internet crimes"),
    Kind.DIRECTORY: N_("List of helplines"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Hold what a card has to know of its reader: the language, the day, the country they are in."""

    t: Translator
    today: dt.date
    country: str | None = None


def card(reader: Reader, line: Helpline) -> Markup:
    """Show a line."""
    t = reader.t
    rows = (
        Markup("<b>{}</b>").format(title(t, line)),
        *_for_whom(t, line),
        *_calling(reader, line),
        *_writing(t, line),
        *_links(t, line),
        *_times(t, line),
        *certainty(reader, line),
    )
    return NEWLINE.join(rows)


def title(t: Translator, line: Helpline) -> str:
    """Return the name of a line, or what it is where no source names it. Names are not translated."""
    if line.name is not None:
        return isolate(line.name, reader_is_rtl=t.is_rtl)
    return kind_label(t, line)


def kind_label(t: Translator, line: Helpline) -> str:
    """Name the kind of a line."""
    if line.topic is Topic.MISSING_CHILD:
        return t.label("Missing children hotline")
    return t.label(_KINDS[line.kind])


def numbers(t: Translator, phones: Sequence[str]) -> Markup:
    """Show numbers so that phones recognise them: Latin digits, each in one piece."""
    shown = dialled(t, phones[0])
    for phone in phones[1:]:
        shown = t("{number} or {other}", number=shown, other=dialled(t, phone))
    return shown


def dialled(t: Translator, phone: str) -> Markup:
    """Show one number."""
    return Markup("<b>{}</b>").format(isolate(phone, reader_is_rtl=t.is_rtl))


def certainty(reader: Reader, line: Helpline) -> Iterator[Markup]:
    """Say when the line was last checked, and whether that is too long ago or was in one place only."""
    yield Markup("<i>{}</i>").format(_checked(reader, line))
    if line.confidence is Confidence.SINGLE:
        once = (
            reader.t("We could check this number in one place only.")
            if line.phones
            else reader.t("We could check this in one place only.")
        )
        yield Markup("<i>{}</i>").format(once)


def _checked(reader: Reader, line: Helpline) -> Markup:
    t = reader.t
    if line.checked is None:
        return t("We do not know when this was last checked.")
    if not line.checked.is_day:
        return _checked_in(t, str(line.checked.on.year), is_due=line.is_due(reader.today))
    date = t.date(line.checked.on)
    if line.is_due(reader.today):
        return t("This was last checked on {date}. It may have changed.", date=date)
    return t("Checked on {date}", date=date)


def _checked_in(t: Translator, year: str, *, is_due: bool) -> Markup:
    if is_due:
        return t("This was last checked in {year}. It may have changed.", year=year)
    return t("Checked in {year}", year=year)


def _for_whom(t: Translator, line: Helpline) -> Iterator[Markup]:
    if line.audience is Audience.CHILDREN:
        yield t("For children and teens")
    if line.audience is Audience.PARENTS:
        yield t("For parents and other adults")
    if line.region is not None:
        yield t("Only for people in {region}", region=line.region)
    if line.topic is Topic.TAKE_DOWN:
        yield t("Helps to take down pictures of you that were taken before you were 18.")
    if line.topic is Topic.ADULT_PICTURES:
        yield t("For pictures of you that were taken when you were 18 or older.")


def _calling(reader: Reader, line: Helpline) -> Iterator[Markup]:
    t = reader.t
    if not line.phones:
        return
    phone = numbers(t, line.phones)
    free = t("Call {phone} (free)", phone=phone)
    yield Markup("📞 {}").format(free if line.is_free else t("Call {phone}", phone=phone))
    if line.press is not None:
        yield t("When the call is answered, press {key}.", key=dialled(t, line.press))
    if line.dial is Dial.AREA_CODE_FIRST:
        yield t("From a mobile phone, dial the area code first.")
    if line.dial is Dial.MOBILE_ONLY:
        yield t("This number works from mobile phones.")
    if reader.country not in {None, line.country} and all(map(is_short_code, line.phones)):
        yield t("This number works only inside {country}.", country=t.country(line.country))


def _writing(t: Translator, line: Helpline) -> Iterator[Markup]:
    if line.sms is None:
        return
    number = dialled(t, line.sms)
    if line.sms_word is not None:
        yield Markup("💬 {}").format(
            t("Text {word} to {number}", word=dialled(t, line.sms_word), number=number)
        )
    else:
        yield Markup("💬 {}").format(t("Text {number}", number=number))


def _links(t: Translator, line: Helpline) -> Iterator[Markup]:
    links: list[tuple[str, str]] = []
    if line.whatsapp is not None:
        links.append((f"https://wa.me/{line.whatsapp.removeprefix('+')}", "WhatsApp"))
    if line.telegram is not None:
        links.append((line.telegram, "Telegram"))
    if line.chat is not None and line.chat != line.url:
        links.append((line.chat, t.label("Chat on their website")))
    if line.url is not None:
        chats = line.chat == line.url
        links.append((line.url, t.label("Website with chat") if chats else t.label("Website")))
    if links:
        anchors = (Markup('<a href="{}">{}</a>').format(address, label) for address, label in links)
        yield Markup("🌐 {}").format(Markup(" · ").join(anchors))
    if line.email is not None:
        yield Markup("✉️ {}").format(isolate(line.email, reader_is_rtl=t.is_rtl))


def _times(t: Translator, line: Helpline) -> Iterator[Markup]:
    if line.hours:
        yield Markup("🕐 {}").format(opening_hours(t, line.hours))
    if line.languages:
        names = (t.language(tag) for tag in line.languages)
        yield Markup("🗣 {}").format(listed(t, names))
