"""Coordinators and their mandates; people are shown by our own numbers, for no names are kept."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.action import Action, ShowMenu
from bot.domain.actions.coordinators import (
    Accept,
    AskRank,
    AskRevoke,
    ChangeRank,
    Invite,
    ListCoordinators,
    MakeLink,
    Resign,
    Revoke,
    ScopeCountry,
    ScopeInvitation,
    ShowAudit,
    ShowCoordinator,
    Withdraw,
)
from bot.domain.audit import Entry, Written
from bot.domain.learner import Learner
from bot.domain.mandate import Mandate, Rank
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on
from bot.screens.countries import country_browser


def listed(t: Translator, coordinators: Sequence[Learner]) -> Screen:
    """Show who coordinates, and how to invite somebody."""
    lines = [_line(t, each) for each in coordinators]
    words = Markup("\n").join(lines) if lines else t("Nobody has been invited yet.")
    note = t("Whoever is named in the settings of the server is an admin too and is not listed here.")
    rows: list[Row] = [
        (Button(icon="👤", label=_number(t, each), action=ShowCoordinator(learner=each.id)),)
        for each in coordinators
    ]
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(t("Coordinators"), words, note)
    return Screen(
        text=text,
        buttons=(
            (Button(icon="✉️", label=t.label("Invite a coordinator"), action=AskRank()),),
            *rows,
            (Button(icon="📜", label=t.label("What was done"), action=ShowAudit()),),
            ways_on(t),
        ),
        place=ListCoordinators(),
    )


def shown(t: Translator, coordinator: Learner) -> Screen:
    """Show a mandate, and what can be changed about it."""
    mandate = coordinator.mandate
    assert mandate is not None, "only coordinators are shown"
    ranks = [
        Button(
            icon="🔘" if rank is mandate.rank else "⚪",
            label=rank_label(t, rank),
            action=ChangeRank(learner=coordinator.id, rank=rank),
        )
        for rank in Rank
    ]
    revoke = Button(
        icon="🚫", label=t.label("Take the mandate back"), action=AskRevoke(learner=coordinator.id)
    )
    text = Markup("<b>{}</b>\n\n{}\n{}").format(
        _number(t, coordinator), _means(t, mandate.rank), scope_line(t, mandate)
    )
    return Screen(
        text=text,
        buttons=(*((rank,) for rank in ranks), (revoke,), (_back(t),)),
        place=ShowCoordinator(learner=coordinator.id),
    )


def ask_revoke(t: Translator, coordinator: Learner) -> Screen:
    """Make sure."""
    text = Markup("<b>{}</b>\n\n{}").format(
        t("Take this mandate back?"),
        t("From this moment on they can neither see nor send anything. Their broadcasts go on."),
    )
    rows = (
        (
            Button(icon="🚫", label=t.label("Yes, take it back"), action=Revoke(learner=coordinator.id)),
            Button(icon="↩️", label=t.label("No, keep it"), action=ShowCoordinator(learner=coordinator.id)),
        ),
    )
    return Screen(text=text, buttons=rows, place=AskRevoke(learner=coordinator.id))


def ask_rank(t: Translator, ranks: Sequence[Rank]) -> Screen:
    """Ask what the invited one may do."""
    meanings = Markup("\n").join(_means(t, rank) for rank in ranks)
    text = Markup("<b>{}</b>\n\n{}").format(t("What may the new coordinator do?"), meanings)
    rows = [(Button(label=rank_label(t, rank), action=Invite(rank=rank)),) for rank in ranks]
    return Screen(text=text, buttons=(*rows, (_back(t),)), place=AskRank())


def ask_scope(
    t: Translator, invitation: int, offered: Mandate, page: int, *, found: Sequence[str] = ()
) -> Screen:
    """Ask which countries the invited one may reach."""
    text = Markup("<b>{}</b>\n\n{}\n{}\n\n{}").format(
        t("Whom may they reach?"),
        _means(t, offered.rank),
        scope_line(t, offered),
        t("Tap a letter, or write the name of a country."),
    )
    drop = [
        (
            Button(
                icon="✖️",
                label=t.country(code),
                action=ScopeCountry(invitation=invitation, country=code, is_in=False),
            ),
        )
        for code in sorted(offered.countries)
    ]
    browser = country_browser(
        t,
        page,
        choose=lambda code: ScopeCountry(invitation=invitation, country=code, is_in=True),
        turn_to=lambda turned: ScopeInvitation(invitation=invitation, page=turned),
        likely=found,
    )
    link = Button(icon="🔗", label=t.label("Make the link"), action=MakeLink(invitation=invitation))
    return Screen(
        text=text,
        buttons=(*drop, *browser, (link,), (_back(t),)),
        place=ScopeInvitation(invitation=invitation, page=page),
    )


def link_made(t: Translator, invitation: int, offered: Mandate, url: str) -> Screen:
    """Show the link once."""
    text = Markup("<b>{}</b>\n\n{}\n{}\n\n<code>{}</code>\n\n{}").format(
        t("Here is the link"),
        _means(t, offered.rank),
        scope_line(t, offered),
        url,
        t(
            "Send it to one person whom you know. It works once and for two days. "
            "I show it only now, and I do not keep it."
        ),
    )
    withdraw = Button(icon="🚫", label=t.label("Withdraw the link"), action=Withdraw(invitation=invitation))
    return Screen(text=text, buttons=((withdraw,), (_back(t),)), place=ListCoordinators())


def offer(t: Translator, offered: Mandate, token: str) -> Screen:
    """Show what an invitation offers. The link is nowhere kept, not even as the place somebody is at."""
    text = Markup("<b>{}</b>\n\n{}\n{}\n\n{}").format(
        t("You are invited to coordinate"),
        _means(t, offered.rank),
        scope_line(t, offered),
        t(
            "What you do as a coordinator is written down with a number that stands for you. "
            "You can give the mandate back at any time."
        ),
    )
    rows = (
        (Button(icon="✅", label=t.label("Accept"), action=Accept(token=token)),),
        (Button(icon="↩️", label=t.label("Not now"), action=ShowMenu()),),
    )
    return Screen(text=text, buttons=rows, place=ShowMenu())


def accepted(t: Translator, learner: Learner) -> Screen:
    """Welcome a coordinator."""
    assert learner.mandate is not None, "it was just given"
    text = Markup("<b>{}</b>\n\n{}\n{}\n\n{}").format(
        t("Welcome among the coordinators."),
        _means(t, learner.mandate.rank),
        scope_line(t, learner.mandate),
        t("Your number is {number}. Your admin sees this number and no name.", number=learner.id),
    )
    resign = Button(icon="🚪", label=t.label("Give the mandate back"), action=Resign())
    return Screen(text=text, buttons=((resign,), ways_on(t)), place=ShowMenu())


def resigned(t: Translator) -> Screen:
    """Confirm that the mandate is given back."""
    return Screen(
        text=t("You are no longer a coordinator. Thank you for what you did."), buttons=(ways_on(t),)
    )


def audit(t: Translator, lines: Sequence[Written], zone: str | None) -> Screen:
    """Show the latest lines, the newest first."""
    said = [
        t(
            "{moment}: number {number}, {deed}, {subject}",
            moment=t.moment(written.line.at, zone or "UTC"),
            number=written.line.actor or 0,
            deed=deed_label(t, written.line.deed),
            subject=written.line.subject,
        )
        for written in lines
    ]
    words = Markup("\n").join(said) if said else t("Nothing has been done yet.")
    text = Markup("<b>{}</b>\n\n{}").format(t("What was done"), words)
    return Screen(text=text, buttons=((_back(t),), ways_on(t)), place=ShowAudit())


def rank_label(t: Translator, rank: Rank) -> str:
    """Name a rank."""
    match rank:
        case Rank.VIEWER:
            return t.label("May look")
        case Rank.EDITOR:
            return t.label("May write")
        case Rank.SENDER:
            return t.label("May send")
        case Rank.ADMIN:
            return t.label("Admin")


def scope_line(t: Translator, mandate: Mandate) -> Markup:
    """Say whom a mandate reaches."""
    if not mandate.countries:
        return t("Reaches: every country")
    return t(
        "Reaches: {countries}", countries=", ".join(t.country(code) for code in sorted(mandate.countries))
    )


def deed_label(t: Translator, deed: Entry) -> str:  # noqa: C901, PLR0911, PLR0912 (one line a deed)
    """Name a deed."""
    match deed:
        case Entry.INVITED:
            return t.label("invited")
        case Entry.JOINED:
            return t.label("joined")
        case Entry.RANKED:
            return t.label("changed a rank")
        case Entry.REVOKED:
            return t.label("took a mandate back")
        case Entry.RESIGNED:
            return t.label("gave the mandate back")
        case Entry.SUBMITTED:
            return t.label("asked for approval")
        case Entry.APPROVED:
            return t.label("approved")
        case Entry.SENT_BACK:
            return t.label("sent it back")
        case Entry.SCHEDULED:
            return t.label("scheduled it")
        case Entry.STARTED:
            return t.label("started it")
        case Entry.PAUSED:
            return t.label("paused it")
        case Entry.RESUMED:
            return t.label("let it go on")
        case Entry.CANCELLED:
            return t.label("cancelled it")
        case Entry.RECALLED:
            return t.label("recalled it")
        case Entry.EXPORTED:
            return t.label("downloaded the report")


def _means(t: Translator, rank: Rank) -> Markup:
    match rank:
        case Rank.VIEWER:
            return t("May look: sees numbers and reports.")
        case Rank.EDITOR:
            return t("May write: sees numbers and writes drafts.")
        case Rank.SENDER:
            return t("May send: writes, sends, stops, and approves what others wrote.")
        case Rank.ADMIN:
            return t("Admin: may do all of it, and decides who coordinates.")


def _line(t: Translator, coordinator: Learner) -> Markup:
    assert coordinator.mandate is not None, "only coordinators are listed"
    return Markup("{} · {} · {}").format(
        _number(t, coordinator),
        rank_label(t, coordinator.mandate.rank),
        scope_line(t, coordinator.mandate),
    )


def _number(t: Translator, coordinator: Learner) -> str:
    return t.label("Number {number}", number=coordinator.id)


def _back(t: Translator, action: Action | None = None) -> Button:
    return Button(icon="↩️", label=t.label("Back"), action=action or ListCoordinators())
