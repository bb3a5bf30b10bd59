"""The buttons under a broadcast: choosing them, and what their readers see."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.content.catalog import Catalog
from bot.domain.action import Action, Link
from bot.domain.actions.broadcast import ShowBroadcast
from bot.domain.actions.broadcast_parts import AddOffer, ChooseOffer, DropOffer, OpenOffer, ShowOffers
from bot.domain.broadcast import Broadcast
from bot.domain.guide import GuideId
from bot.domain.learner import Role
from bot.domain.lesson import LessonId, Unit
from bot.domain.offer import MOST_OFFERS, Offer, OfferKind, site
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on
from bot.screens.lessons import short

_ICONS = {
    OfferKind.LESSON: "📄",
    OfferKind.CHALLENGE: "🔥",
    OfferKind.GUIDE: "🧭",
    OfferKind.HELP: "💛",
    OfferKind.LINK: "🔗",
}


def offer_rows(t: Translator, broadcast: Broadcast, catalog: Catalog, role: Role | None) -> tuple[Row, ...]:
    """Write the buttons as a reader sees them; what is no longer there has none."""
    labels = [offer_label(t, offer, catalog, role) for offer in broadcast.offers]
    return tuple(
        (Button(icon=_ICONS[offer.kind], label=label, action=_open(broadcast, number)),)
        for number, (offer, label) in enumerate(zip(broadcast.offers, labels, strict=True))
        if label is not None
    )


def offer_label(t: Translator, offer: Offer, catalog: Catalog, role: Role | None = None) -> str | None:
    """Name what a button leads to; None where it is no longer there."""
    match offer.kind:
        case OfferKind.LESSON:
            lesson = catalog.lessons.get(LessonId(offer.subject))
            return short(t.label_text(lesson.title)) if lesson else None
        case OfferKind.GUIDE:
            guide = catalog.guides.get(GuideId(offer.subject))
            return short(t.label_text(guide.version_for(role).button)) if guide else None
        case OfferKind.CHALLENGE:
            return t.label("Check a challenge")
        case OfferKind.HELP:
            return t.label("Help now")
        case OfferKind.LINK:
            return short(site(offer.subject))


def outside(t: Translator, offer: Offer) -> Screen:
    """Lead to a page outside Telegram; its name stands where everybody can read it first."""
    name = site(offer.subject)
    text = t("This page is outside Telegram: {site}", site=name)
    rows = ((Button(icon="🔗", label=short(name), action=Link(url=offer.subject)),), ways_on(t))
    return Screen(text=text, buttons=rows, is_new=True)


def show_offers(t: Translator, broadcast: Broadcast, catalog: Catalog) -> Screen:
    """Show the buttons there are, each with a way to remove it, and what can be added."""
    parts = [
        Markup("<b>{}</b>").format(t("Buttons under the message")),
        t("Readers see them in the language of the text. Tap one to remove it.")
        if broadcast.offers
        else t("There are no buttons yet."),
        t("There may be up to {count} of them.", count=MOST_OFFERS),
    ]
    held: list[Row] = [
        (
            Button(
                icon="✖️",
                label=offer_label(t, offer, catalog) or t.label("No longer there"),
                action=DropOffer(broadcast_id=broadcast.id, number=number),
            ),
        )
        for number, offer in enumerate(broadcast.offers)
    ]
    more = _more(t, broadcast) if len(broadcast.offers) < MOST_OFFERS else ()
    return Screen(
        text=Markup("\n\n").join(parts),
        buttons=(*held, *more, _back(t, ShowBroadcast(broadcast_id=broadcast.id))),
        place=ShowOffers(broadcast_id=broadcast.id),
    )


def choose_unit(t: Translator, broadcast: Broadcast, units: Iterable[Unit]) -> Screen:
    """Let a part of the course be chosen."""
    rows = [
        _row(
            short(t.label_text(unit.title)),
            ChooseOffer(broadcast_id=broadcast.id, kind=OfferKind.LESSON, unit=unit.id),
        )
        for unit in units
    ]
    return _choice(t, broadcast, t("Which lesson?"), rows)


def choose_lesson(t: Translator, broadcast: Broadcast, unit: Unit, catalog: Catalog) -> Screen:
    """Let a lesson be chosen."""
    rows = [
        _row(
            short(t.label_text(catalog.lessons[lesson_id].title)),
            AddOffer(broadcast_id=broadcast.id, kind=OfferKind.LESSON, subject=lesson_id),
        )
        for lesson_id in unit.lesson_ids
    ]
    return _choice(t, broadcast, t("Which lesson?"), rows)


def choose_guide(t: Translator, broadcast: Broadcast, catalog: Catalog) -> Screen:
    """Let a guide be chosen."""
    rows = [
        _row(
            short(t.label_text(guide.version_for(None).button)),
            AddOffer(broadcast_id=broadcast.id, kind=OfferKind.GUIDE, subject=guide.id),
        )
        for guide in catalog.guides.values()
    ]
    return _choice(t, broadcast, t("Which guide?"), rows)


def ask_link(t: Translator, broadcast: Broadcast, *, is_refused: bool = False) -> Screen:
    """Ask for an address."""
    text = t("Send me the address of a page. It begins with https:// and its site is on our list.")
    if is_refused:
        text = Markup("{}\n\n{}").format(
            t("This address was not taken: its site is not on our list, or something in it is wrong."), text
        )
    place = ChooseOffer(broadcast_id=broadcast.id, kind=OfferKind.LINK)
    return Screen(
        text=text, buttons=(_back(t, ShowOffers(broadcast_id=broadcast.id)),), place=place, is_new=is_refused
    )


def _more(t: Translator, broadcast: Broadcast) -> tuple[Row, ...]:
    labels = {
        OfferKind.LESSON: t.label("Add a lesson"),
        OfferKind.CHALLENGE: t.label("Add the challenge check"),
        OfferKind.GUIDE: t.label("Add a guide"),
        OfferKind.HELP: t.label("Add helplines"),
        OfferKind.LINK: t.label("Add a link"),
    }
    return tuple(
        (Button(icon=_ICONS[kind], label=label, action=_add(broadcast, kind)),)
        for kind, label in labels.items()
    )


def _add(broadcast: Broadcast, kind: OfferKind) -> Action:
    if kind in {OfferKind.CHALLENGE, OfferKind.HELP}:
        return AddOffer(broadcast_id=broadcast.id, kind=kind)
    return ChooseOffer(broadcast_id=broadcast.id, kind=kind)


def _open(broadcast: Broadcast, number: int) -> OpenOffer:
    return OpenOffer(broadcast_id=broadcast.id, number=number)


def _choice(t: Translator, broadcast: Broadcast, question: Markup, rows: list[Row]) -> Screen:
    back = _back(t, ShowOffers(broadcast_id=broadcast.id))
    return Screen(text=Markup("<b>{}</b>").format(question), buttons=(*rows, back))


def _row(label: str, action: Action) -> Row:
    return (Button(label=label, action=action),)


def _back(t: Translator, action: Action) -> Row:
    return (Button(icon="↩️", label=t.label("Back"), action=action),)
