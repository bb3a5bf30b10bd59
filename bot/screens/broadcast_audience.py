"""Whom a broadcast is for: choosing, and saying it in words."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from bot.domain.actions.broadcast import (
    BrowseCountries,
    ChooseAudience,
    IncludeCountry,
    IncludeLocale,
    IncludeRole,
    SetOthers,
    ShowBroadcast,
)
from bot.domain.audience import Audience, Others, Reach
from bot.domain.broadcast import Broadcast, Plan
from bot.domain.learner import Role
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row
from bot.screens.countries import country_browser

_ON, _OFF = "☑️", "⬜"


def choose_audience(t: Translator, plan: Plan, tags: Iterable[str]) -> Screen:
    """Offer roles, languages and countries; nothing chosen means all of them."""
    broadcast, reach = plan.broadcast, plan.reach
    parts = [
        Markup("<b>{}</b>").format(t("Who gets it?")),
        Markup("\n").join(audience_lines(t, broadcast.audience)),
        t.plural("{count} person would get it.", "{count} people would get it.", reach.recipients),
        *missing_texts(t, reach),
        t("Whoever stopped messages, blocked the bot or has not read the privacy note is not counted."),
    ]
    return Screen(
        text=Markup("\n\n").join(parts),
        buttons=(
            _roles(t, broadcast),
            *_locales(t, broadcast, tags),
            (
                Button(
                    icon="🌍",
                    label=t.label("Countries"),
                    action=BrowseCountries(broadcast_id=broadcast.id, page=0),
                ),
            ),
            *_others(t, broadcast),
            (_back(t, ShowBroadcast(broadcast_id=broadcast.id)),),
        ),
        place=ChooseAudience(broadcast_id=broadcast.id),
    )


def choose_countries(t: Translator, broadcast: Broadcast, page: int, *, found: Sequence[str] = ()) -> Screen:
    """Let the coordinator leaf through the countries; a chosen one is given up by its own button."""
    chosen = broadcast.audience.countries
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("Countries"), _countries(t, chosen), t("Tap a letter, or write the name of a country.")
    )
    drop = [
        Button(
            icon="✖️",
            label=t.country(code),
            action=IncludeCountry(broadcast_id=broadcast.id, country=code, is_in=False),
        )
        for code in sorted(chosen)
    ]
    browser = country_browser(
        t,
        page,
        choose=lambda code: IncludeCountry(broadcast_id=broadcast.id, country=code, is_in=True),
        turn_to=lambda turned: BrowseCountries(broadcast_id=broadcast.id, page=turned),
        likely=found,
    )
    return Screen(
        text=text,
        buttons=(*_pairs(drop), *browser, (_back(t, ChooseAudience(broadcast_id=broadcast.id)),)),
        place=BrowseCountries(broadcast_id=broadcast.id, page=page),
    )


def audience_lines(t: Translator, audience: Audience) -> list[Markup]:
    """Say in words who is meant."""
    roles = ", ".join(role_label(t, role) for role in Role if role in audience.roles)
    locales = ", ".join(t.language(tag) for tag in sorted(audience.locales))
    return [
        t("For: {roles}", roles=roles) if roles else t("For everyone: teens, parents and teachers."),
        t("Languages: {languages}", languages=locales) if locales else t("Readers of every language."),
        _countries(t, audience.countries),
    ]


def missing_texts(t: Translator, reach: Reach) -> list[Markup]:
    """Tell how many have no text in their language, and what becomes of them."""
    lines = [
        t.plural(
            "{count} person reads {language}, which has no text, and is left out.",
            "{count} people read {language}, which has no text, and are left out.",
            count,
            language=t.language(tag),
        )
        for tag, count in sorted(reach.left_out.items())
    ]
    if reach.in_english:
        lines.append(
            t.plural(
                "{count} person gets it in English, for want of a text in their language.",
                "{count} people get it in English, for want of a text in their language.",
                reach.in_english,
            )
        )
    return lines


def role_label(t: Translator, role: Role) -> str:
    """Name a role, of many people."""
    match role:
        case Role.TEEN:
            return t.label("Teens")
        case Role.PARENT:
            return t.label("Parents and carers")
        case Role.TEACHER:
            return t.label("Teachers and trainers")


def _roles(t: Translator, broadcast: Broadcast) -> Row:
    chosen = broadcast.audience.roles
    return tuple(
        Button(
            icon=_ON if role in chosen else _OFF,
            label=role_label(t, role),
            action=IncludeRole(broadcast_id=broadcast.id, role=role, is_in=role not in chosen),
        )
        for role in Role
    )


def _locales(t: Translator, broadcast: Broadcast, tags: Iterable[str]) -> tuple[Row, ...]:
    chosen = broadcast.audience.locales
    return _pairs(
        [
            Button(
                icon=_ON if tag in chosen else _OFF,
                label=t.language(tag),
                action=IncludeLocale(broadcast_id=broadcast.id, locale=tag, is_in=tag not in chosen),
            )
            for tag in tags
        ]
    )


def _others(t: Translator, broadcast: Broadcast) -> tuple[Row, ...]:
    labels = {
        Others.LEAVE_OUT: t.label("No text: leave out"),
        Others.IN_ENGLISH: t.label("No text: send English"),
    }
    return tuple(
        (
            Button(
                icon="🔘" if others is broadcast.audience.others else "⚪",
                label=label,
                action=SetOthers(broadcast_id=broadcast.id, others=others),
            ),
        )
        for others, label in labels.items()
    )


def _countries(t: Translator, countries: frozenset[str]) -> Markup:
    if not countries:
        return t("In every country.")
    return t("Countries: {countries}", countries=", ".join(t.country(code) for code in sorted(countries)))


def _pairs(buttons: Sequence[Button]) -> tuple[Row, ...]:
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def _back(t: Translator, action: ShowBroadcast | ChooseAudience) -> Button:
    return Button(icon="↩️", label=t.label("Back"), action=action)
