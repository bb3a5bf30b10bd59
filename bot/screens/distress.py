"""Distress in numbers, for coordinators: so few of them that nobody can be found in them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from markupsafe import Markup

from bot.domain.actions.stats import ShowDistress, ShowStats
from bot.domain.distress import OLDEST, Distress, Month
from bot.domain.safeguarding import Kind
from bot.i18n import N_
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on
from bot.screens.helplines import fit

_KINDS: Mapping[Kind | None, str] = {
    Kind.SELF_HARM: N_("Self-harm, dark thoughts"),
    Kind.SEXUAL_COERCION: N_("Pressed or threatened with pictures"),
    Kind.IMAGE_LEAK: N_("A picture passed on"),
    Kind.GROOMING: N_("A contact that asks for secrets"),
    Kind.ABUSE_VIOLENCE: N_("Violence or abuse"),
    Kind.BULLYING_THREATS: N_("Bullying or threats"),
    Kind.DANGEROUS_CHALLENGE_INJURY: N_("Injury, dangerous challenge"),
    Kind.PARENT_CONCERN: N_("A parent’s worry"),
    None: N_("Not clear, help shown to be safe"),
}


def distress(t: Translator, told: Distress | None, over: Month, *, back: int, is_whole: bool) -> Screen:
    """Show what may be told of a month; `told` is None for who looks after classes only."""
    parts = (
        Markup("<b>{}</b>\n{}").format(t("Distress, in numbers"), _period(t, over)),
        t(
            "How often somebody wrote of distress and was shown help. "
            "Whoever writes again soon after counts once. "
            "Nobody can see who it was, and no words are kept."
        ),
        *_numbers(t, told, is_whole=is_whole),
        _note(t),
    )
    return Screen(text=fit(parts), buttons=(*_months(t, back), _back(t), ways_on(t)))


def _numbers(t: Translator, told: Distress | None, *, is_whole: bool) -> Iterator[Markup]:
    if told is None:
        yield t("They are counted by country and not by class, so there are none for your classes.")
        return
    if is_whole:
        yield _part(t("By kind"), _by_kind(t, told))
    yield from _by_country(t, told)
    if is_whole:
        yield _part(t("By day"), _by_day(t, told))
    else:
        yield t("Sums and days are left out here: small numbers could be worked out from them.")


def _by_kind(t: Translator, told: Distress) -> Iterator[Markup]:
    shown = told.by_kind.shown
    for kind, name in _KINDS.items():
        yield _row(t, t.label(name), shown.get(kind))


def _by_country(t: Translator, told: Distress) -> Iterator[Markup]:
    for kind, name in _KINDS.items():
        places = told.by_country.get(kind, {})
        lines = [_row(t, _place(t, code), n) for code, n in sorted(places.items(), key=lambda each: -each[1])]
        if lines:
            yield _part(t.label(name), [*lines, t("Everywhere else: not shown")])
    if not any(told.by_country.values()):
        yield _part(t("By country"), [t("Everywhere: not shown")])


def _by_day(t: Translator, told: Distress) -> Iterator[Markup]:
    for day, n in told.by_day.shown.items():
        yield _row(t, t.date(day), n)
    if told.by_day.hidden:
        yield t("All other days: not shown")


def _part(heading: str, lines: Iterable[Markup]) -> Markup:
    return Markup("<b>{}</b>\n{}").format(heading, Markup("\n").join(lines))


def _row(t: Translator, name: str, count: int | None) -> Markup:
    if count is None:
        return t("{name}: not shown", name=name)
    return t("{name}: {count}", name=name, count=count)


def _place(t: Translator, code: str | None) -> str:
    return t.label("Not said") if code is None else t.country(code)


def _period(t: Translator, over: Month) -> Markup:
    return t("{first} to {last}", first=t.date(over.first), last=t.date(over.end - timedelta(days=1)))


def _note(t: Translator) -> Markup:
    return Markup("<i>{}</i>").format(
        t(
            "A month is shown once it is over. Numbers under 10 are never shown, nor others from which they "
            "would follow: a single child could be found in them."
        )
    )


def _months(t: Translator, back: int) -> tuple[Row, ...]:
    earlier = Button(icon="◀️", label=t.label("Month before"), action=ShowDistress(back=back + 1))
    later = Button(icon="▶️", label=t.label("Month after"), action=ShowDistress(back=back - 1))
    row = (*((earlier,) if back < OLDEST else ()), *((later,) if back > 1 else ()))
    return (row,) if row else ()


def _back(t: Translator) -> Row:
    return (Button(icon="↩️", label=t.label("Back"), action=ShowStats()),)
