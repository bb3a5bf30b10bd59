"""Whom a broadcast is for: choosing, step by step, with what that comes to."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.domain.action import Action
from bot.domain.actions.broadcast import ShowBroadcast
from bot.domain.actions.broadcast_audience import ChooseAudience, ChooseSpare, ChooseTrait, SetSpare, SetTrait
from bot.domain.audience import Trait
from bot.domain.broadcast import Broadcast, Plan
from bot.domain.learner import Role
from bot.i18n.translator import Translator
from bot.screens.audience_words import audience_lines, people_line, role_label, rounding_note
from bot.screens.base import Button, Screen
from bot.screens.common import Row

ON, OFF = "☑️", "⬜"


def choose_audience(t: Translator, plan: Plan, units: Mapping[str, str], *, is_out: bool = False) -> Screen:
    """Offer what people are chosen by, or left out by; nothing chosen means all of them."""
    broadcast = plan.broadcast
    head = t("Who of them does not get it?") if is_out else t("Who gets it?")
    parts = [
        Markup("<b>{}</b>").format(head),
        Markup("\n").join(audience_lines(t, broadcast.audience, units)),
        Markup("\n").join(
            [
                people_line(t, plan),
                *by_language(t, plan),
            ]
        ),
        *missing_texts(t, plan),
        t("Whoever stopped messages, blocked the bot or has not read the privacy note is not counted."),
        *rounding_note(t, plan),
    ]
    back = ChooseAudience(broadcast_id=broadcast.id) if is_out else ShowBroadcast(broadcast_id=broadcast.id)
    return Screen(
        text=Markup("\n\n").join(parts),
        buttons=(
            _roles(t, broadcast, is_out=is_out),
            *_traits(t, broadcast, is_out=is_out),
            *_last_row(t, broadcast, is_out=is_out),
            (back_button(t, back),),
        ),
        place=ChooseAudience(broadcast_id=broadcast.id, is_out=is_out),
    )


def choose_spare(t: Translator, broadcast: Broadcast) -> Screen:
    """Ask what readers get whose language has no text."""
    chosen = broadcast.audience.spare
    rows: list[Row] = [
        (_option(t.label("Leave them out"), SetSpare(broadcast_id=broadcast.id), is_on=chosen is None),)
    ]
    for tag in broadcast.bodies:
        action = SetSpare(broadcast_id=broadcast.id, spare=tag)
        label = t.label("Send it in: {language}", language=t.language(tag))
        rows.append((_option(label, action, is_on=chosen == tag),))
    text = Markup("<b>{}</b>\n\n{}").format(
        t("Other languages"), t("What about readers whose language has no text?")
    )
    back = back_button(t, ChooseAudience(broadcast_id=broadcast.id))
    return Screen(text=text, buttons=(*rows, (back,)), place=ChooseSpare(broadcast_id=broadcast.id))


def by_language(t: Translator, plan: Plan) -> list[Markup]:
    """Count by the language of the text, the most first."""
    counts = sorted(plan.counts.by_locale.items(), key=lambda item: (-(item[1] or 0), item[0]))
    return [
        t("{name}: not shown", name=t.language(tag))
        if count is None
        else t("{language}: {count}", language=t.language(tag), count=count)
        for tag, count in counts
    ]


def missing_texts(t: Translator, plan: Plan) -> list[Markup]:
    """Tell how many have no text in their language, and what becomes of them."""
    lines = [
        t.plural(
            "{count} person reads {language}, which has no text, and is left out.",
            "{count} people read {language}, which has no text, and are left out.",
            count,
            language=t.language(tag),
        )
        for tag, count in sorted(plan.counts.left_out.items())
    ]
    return [*lines, *spared(t, plan)]


def spared(t: Translator, plan: Plan) -> list[Markup]:
    """Tell how many get another text than one in their language."""
    count, spare = plan.counts.spared, plan.broadcast.audience.spare
    if not count or spare is None:
        return []
    told = t.plural(
        "{count} person gets it in {language}: there is no text in their language.",
        "{count} people get it in {language}: there is no text in their language.",
        count,
        language=t.language(spare),
    )
    return [told]


def back_button(t: Translator, action: Action) -> Button:
    """Lead back."""
    return Button(icon="↩️", label=t.label("Back"), action=action)


def _roles(t: Translator, broadcast: Broadcast, *, is_out: bool) -> Row:
    chosen = (broadcast.audience.without if is_out else broadcast.audience).roles
    return tuple(
        Button(
            icon=ON if role in chosen else OFF,
            label=role_label(t, role),
            action=SetTrait(
                broadcast_id=broadcast.id,
                is_out=is_out,
                trait=Trait.ROLE,
                value=role,
                is_in=role not in chosen,
            ),
        )
        for role in Role
    )


def _traits(t: Translator, broadcast: Broadcast, *, is_out: bool) -> tuple[Row, ...]:
    labels = {
        Trait.LOCALE: ("🌐", t.label("Languages")),
        Trait.COUNTRY: ("🌍", t.label("Countries")),
        Trait.AGE: ("🎂", t.label("Ages of teens")),
        Trait.COHORT: ("🏫", t.label("Classes and groups")),
        Trait.PROGRESS: ("📚", t.label("What they have done")),
        Trait.SEEN: ("🕰", t.label("Last time here")),
    }
    buttons = [
        Button(
            icon=icon,
            label=label,
            action=ChooseTrait(broadcast_id=broadcast.id, is_out=is_out, trait=trait),
        )
        for trait, (icon, label) in labels.items()
    ]
    return pairs(buttons)


def pairs(buttons: Sequence[Button]) -> tuple[Row, ...]:
    """Put two buttons in a row."""
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def _last_row(t: Translator, broadcast: Broadcast, *, is_out: bool) -> tuple[Row, ...]:
    if is_out:
        return ()
    out = ChooseAudience(broadcast_id=broadcast.id, is_out=True)
    spare = ChooseSpare(broadcast_id=broadcast.id)
    return (
        (
            Button(icon="🚫", label=t.label("Leave some out"), action=out),
            Button(icon="🔤", label=t.label("Other languages"), action=spare),
        ),
    )


def _option(label: str, action: Action, *, is_on: bool) -> Button:
    return Button(icon="🔘" if is_on else "⚪", label=label, action=action)
