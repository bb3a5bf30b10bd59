"""Audiences in words."""

from collections.abc import Mapping

from markupsafe import Markup

from bot.domain.audience import Audience, Progress, ProgressKind, Traits
from bot.domain.broadcast import Plan
from bot.domain.learner import AgeBand, Role
from bot.i18n.translator import Translator


def audience_lines(t: Translator, audience: Audience, units: Mapping[str, str]) -> list[Markup]:
    """Say in words who is meant; `units` names the parts of the course."""
    roles = ", ".join(role_label(t, role) for role in Role if role in audience.roles)
    locales = ", ".join(t.language(tag) for tag in sorted(audience.locales))
    lines = [
        t("For: {roles}", roles=roles) if roles else t("For everyone: teens, parents and teachers."),
        t("Languages: {languages}", languages=locales) if locales else t("Readers of every language."),
        countries_line(t, audience.countries),
        *_more(t, audience, units),
    ]
    if left_out := _without(t, audience.without, units):
        lines.append(t("Without: {people}", people="; ".join(left_out)))
    return lines


def people_line(t: Translator, plan: Plan) -> Markup:
    """Tell how many would get it, where there are enough to tell."""
    count = plan.counts.recipients
    if count is None and plan.least > 1 and plan.broadcast.bodies:
        return t.plural(
            "Fewer than {count} person would get it.", "Fewer than {count} people would get it.", plan.least
        )
    return t.plural("{count} person would get it.", "{count} people would get it.", count or 0)


def rounding_note(t: Translator, plan: Plan) -> list[Markup]:
    """Tell why the numbers are not exact, where they are not."""
    if plan.least == 1:
        return []
    note = t(
        "To protect people, counts are rounded down to multiples of {least}, and smaller ones are not shown.",
        least=plan.least,
    )
    return [Markup("<i>{}</i>").format(note)]


def countries_line(t: Translator, countries: frozenset[str]) -> Markup:
    """Name the countries."""
    if not countries:
        return t("In every country.")
    return t("Countries: {countries}", countries=_countries(t, countries))


def role_label(t: Translator, role: Role) -> str:
    """Name a role, of many people."""
    match role:
        case Role.TEEN:
            return t.label("Teens")
        case Role.PARENT:
            return t.label("Parents and carers")
        case Role.TEACHER:
            return t.label("Teachers and trainers")


def age_label(t: Translator, age: AgeBand) -> str:
    """Name an age band."""
    match age:
        case AgeBand.UNDER_13:
            return t.label("Under 13")
        case AgeBand.FROM_13:
            return t.label("13 to 15")
        case AgeBand.FROM_16:
            return t.label("16 or 17")


def progress_label(t: Translator, progress: Progress, units: Mapping[str, str]) -> str:
    """Say how far somebody has come."""
    match progress.kind:
        case ProgressKind.NOTHING:
            return t.label("No lesson begun")
        case ProgressKind.BEGUN:
            return t.label("A lesson begun")
        case ProgressKind.FINISHED:
            return t.label("Finished: {unit}", unit=units.get(progress.unit, progress.unit))


def seen_label(t: Translator, days: int) -> str:
    """Say how lately somebody was here."""
    return t.plural_label("Here in the last {count} day", "Here in the last {count} days", days)


def _more(t: Translator, audience: Audience, units: Mapping[str, str]) -> list[Markup]:
    lines = []
    if audience.ages:
        lines.append(t("Ages: {ages}", ages=_ages(t, audience.ages)))
    if audience.cohorts:
        lines.append(t("Classes and groups: {groups}", groups=", ".join(sorted(audience.cohorts))))
    if audience.progress:
        lines.append(t("Lessons: {progress}", progress=progress_label(t, audience.progress, units)))
    if audience.seen_within:
        lines.append(t("Seen: {seen}", seen=seen_label(t, audience.seen_within)))
    return lines


def _without(t: Translator, traits: Traits, units: Mapping[str, str]) -> list[str]:
    found = [
        *(role_label(t, role) for role in Role if role in traits.roles),
        *([_ages(t, traits.ages)] if traits.ages else []),
        *(t.language(tag) for tag in sorted(traits.locales)),
        *([_countries(t, traits.countries)] if traits.countries else []),
        *sorted(traits.cohorts),
    ]
    if traits.progress:
        found.append(progress_label(t, traits.progress, units))
    if traits.seen_within:
        found.append(seen_label(t, traits.seen_within))
    return found


def _ages(t: Translator, ages: frozenset[AgeBand]) -> str:
    return ", ".join(age_label(t, age) for age in AgeBand if age in ages)


def _countries(t: Translator, countries: frozenset[str]) -> str:
    return ", ".join(t.country(code) for code in sorted(countries))
