"""A broadcast that waits for a second coordinator."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from bot.domain.actions.approvals import ApproveBroadcast, ReviewBroadcast, SendBack, TakeBack
from bot.domain.actions.broadcast import ListBroadcasts, PreviewBroadcast, ShowBroadcast
from bot.domain.broadcast import Broadcast, Plan, length
from bot.i18n.translator import Translator
from bot.screens.audience_words import audience_lines, people_line, rounding_note
from bot.screens.base import Button, Screen
from bot.screens.broadcast_remarks import remark_lines
from bot.screens.broadcast_when import when_line
from bot.screens.broadcasts import back_to, extras, fault
from bot.screens.common import ways_on
from bot.screens.desk import Desk

_ROOMY = 1_000
"""UTF-16 units of a text that leave room in its message for the decision."""


def waiting(t: Translator, plan: Plan) -> Screen:
    """Tell its author that somebody else must look at it."""
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("It waits for a second person"),
        _asked_of(t, plan),
        t("If nobody answers, ask an admin to invite one more coordinator who may send."),
    )
    take_back = TakeBack(broadcast_id=plan.broadcast.id)
    rows = (
        (Button(icon="✏️", label=t.label("Take it back to change it"), action=take_back),),
        (back_to(t, ListBroadcasts()),),
        ways_on(t),
    )
    return Screen(text=text, buttons=rows, place=ShowBroadcast(broadcast_id=plan.broadcast.id))


def _asked_of(t: Translator, plan: Plan) -> Markup:
    count = plan.counts.recipients
    if count is None:
        return people_line(t, plan)
    return t.plural(
        "It would reach {count} person. Another coordinator has been asked to read and start it.",
        "It would reach {count} people. Another coordinator has been asked to read and start it.",
        count,
    )


def review(t: Translator, desk: Desk, plan: Plan, number: int) -> Screen:
    """Show one text as its readers will see it; below the last one stands the decision."""
    texts = list(plan.broadcast.bodies.items())
    is_roomy = length(texts[-1][1]) <= _ROOMY
    last = len(texts) - 1 if is_roomy else len(texts)
    number = min(max(number, 0), last)
    parts = _text(t, texts, number) if number < len(texts) else []
    if number == last:
        parts += _facts(t, desk, plan)
    tries = _try(t, plan, texts[min(number, len(texts) - 1)][0])
    return Screen(
        text=Markup("\n\n").join(parts),
        buttons=(
            (tries,),
            *_decision(t, plan, number, is_last=number == last),
            (back_to(t, ListBroadcasts()),),
        ),
        place=ReviewBroadcast(broadcast_id=plan.broadcast.id, text=number),
    )


def _text(t: Translator, texts: Sequence[tuple[str, str]], number: int) -> list[Markup]:
    locale, body = texts[number]
    head = t(
        "Text {number} of {total}: {language}",
        number=number + 1,
        total=len(texts),
        language=t.language(locale),
    )
    return [
        Markup("<b>{}</b>").format(head),
        Markup("<blockquote>{}</blockquote>").format(escape(body)),
    ]


def _facts(t: Translator, desk: Desk, plan: Plan) -> list[Markup]:
    broadcast = plan.broadcast
    return [
        Markup("\n").join(extras(t, broadcast, desk)),
        Markup("\n").join(audience_lines(t, broadcast.audience, desk.units)),
        when_line(t, broadcast, desk.zone),
        people_line(t, plan),
        *rounding_note(t, plan),
        t("Did you read every text? Nobody can take back what a child has read."),
        *(fault(t, found) for found in plan.faults),
        *remark_lines(t, plan.remarks),
    ]


def _try(t: Translator, plan: Plan, locale: str) -> Button:
    action = PreviewBroadcast(broadcast_id=plan.broadcast.id, locale=locale)
    return Button(icon="👁", label=t.label("Try it: {language}", language=t.language(locale)), action=action)


def sent_back(t: Translator) -> Screen:
    """Confirm that its author has it again."""
    text = t("Its author has it as a draft again and is told so.")
    return Screen(text=text, buttons=((back_to(t, ListBroadcasts()),), ways_on(t)))


def asked(t: Translator, broadcast: Broadcast) -> Screen:
    """Ask a coordinator to look at it."""
    action = ReviewBroadcast(broadcast_id=broadcast.id, text=0)
    text = t("A broadcast waits for you: another coordinator wrote it, and you may start it or send it back.")
    return Screen(text=text, buttons=((Button(icon="👁", label=t.label("Read it"), action=action),),))


def returned(t: Translator, broadcast: Broadcast) -> Screen:
    """Tell its author that it came back."""
    action = ShowBroadcast(broadcast_id=broadcast.id)
    text = t("Your broadcast was not started: the second coordinator sent it back. Change it and try again.")
    return Screen(text=text, buttons=((Button(icon="✏️", label=t.label("Open it"), action=action),),))


def _decision(t: Translator, plan: Plan, number: int, *, is_last: bool) -> tuple[tuple[Button, ...], ...]:
    broadcast_id = plan.broadcast.id
    if not is_last:
        further = ReviewBroadcast(broadcast_id=broadcast_id, text=number + 1)
        return ((Button(icon="👁", label=t.label("Next text"), action=further),),)
    back = Button(icon="↩️", label=t.label("Send it back"), action=SendBack(broadcast_id=broadcast_id))
    if plan.faults:
        return ((back,),)
    label = t.plural_label("Send to {count} person", "Send to {count} people", plan.counts.recipients or 0)
    approve = Button(icon="📣", label=label, action=ApproveBroadcast(broadcast_id=broadcast_id))
    return ((approve,), (back,))
