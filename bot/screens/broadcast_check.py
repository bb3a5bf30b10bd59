"""Before a broadcast starts: whom it reaches and misses, until when, and what must be mended first."""

from datetime import timedelta

from markupsafe import Markup

from bot.domain.actions.approvals import TakeBack
from bot.domain.actions.broadcast import (
    AskCancel,
    CancelBroadcast,
    ListBroadcasts,
    ShowBroadcast,
    StartBroadcast,
)
from bot.domain.broadcast import Broadcast, Plan
from bot.domain.headcount import rounded
from bot.domain.outlook import Outlook
from bot.domain.stars import A_STAR, Fee
from bot.i18n.translator import Translator
from bot.screens.audience_words import audience_lines, people_line, rounding_note
from bot.screens.base import Button, Screen
from bot.screens.broadcast_audience import by_language, missing_texts
from bot.screens.broadcast_remarks import remark_lines
from bot.screens.broadcast_when import when_line
from bot.screens.broadcasts import back_to, fault
from bot.screens.common import ways_on
from bot.screens.desk import Desk

_MINUTE = timedelta(minutes=1)


def ask_start(t: Translator, desk: Desk, plan: Plan, outlook: Outlook) -> Screen:
    """Show, below what was tried, whom it will reach and until when; or what must be mended first."""
    broadcast = plan.broadcast
    back = back_to(t, ShowBroadcast(broadcast_id=broadcast.id))
    if plan.faults:
        parts = [
            Markup("<b>{}</b>").format(t("Not ready yet")),
            *(fault(t, found) for found in plan.faults),
            *remark_lines(t, plan.remarks),
        ]
        return Screen(text=Markup("\n\n").join(parts), buttons=((back,),), is_new=True)
    parts = [
        Markup("<b>{}</b>").format(t("Ready to send?")),
        Markup("\n").join(audience_lines(t, broadcast.audience, desk.units)),
        Markup("\n").join(by_language(t, plan)),
        *missing_texts(t, plan),
        *_lines(_missed(t, outlook, plan.least)),
        *rounding_note(t, plan),
        when_line(t, broadcast, desk.zone),
        *_lines(_later(t, plan)),
        *_lines(_blockers(t, outlook)),
        *_price(t, plan.fee),
        *remark_lines(t, plan.remarks),
        Markup("\n").join(_time(t, plan, desk.zone)),
    ]
    send = t.plural_label("Send to {count} person", "Send to {count} people", plan.counts.recipients or 0)
    rows = (
        (Button(icon="📣", label=send, action=StartBroadcast(broadcast_id=broadcast.id)),),
        (back,),
    )
    return Screen(text=Markup("\n\n").join(parts), buttons=rows, is_new=True)


def scheduled(t: Translator, desk: Desk, plan: Plan, *, is_mine: bool, may_send: bool = True) -> Screen:
    """Show what waits for its time."""
    broadcast = plan.broadcast
    text = Markup("<b>{}</b>\n\n{}\n\n{}\n\n{}").format(
        t("It waits for its time"),
        when_line(t, broadcast, desk.zone),
        people_line(t, plan),
        t("They are counted again when it starts: whoever has come or gone by then is in or out."),
    )
    take_back = TakeBack(broadcast_id=broadcast.id)
    call_off = Button(icon="⏹", label=t.label("Call it off"), action=AskCancel(broadcast_id=broadcast.id))
    change = Button(icon="✏️", label=t.label("Take it back to change it"), action=take_back)
    own = [(change,)] if is_mine else []
    stops = [(call_off,)] if may_send else []
    rows = (*own, *stops, (back_to(t, ListBroadcasts()),), ways_on(t))
    return Screen(text=text, buttons=rows, place=ShowBroadcast(broadcast_id=broadcast.id))


def ask_call_off(t: Translator, broadcast: Broadcast) -> Screen:
    """Make sure before what is scheduled is called off."""
    text = Markup("<b>{}</b>\n\n{}").format(t("Call it off?"), t("Nobody has got it, and nobody will."))
    rows = (
        (
            Button(
                icon="⏹", label=t.label("Yes, call it off"), action=CancelBroadcast(broadcast_id=broadcast.id)
            ),
            Button(icon="↩️", label=t.label("No, go on"), action=ShowBroadcast(broadcast_id=broadcast.id)),
        ),
    )
    return Screen(text=text, buttons=rows)


def _lines(lines: list[Markup]) -> list[Markup]:
    return [Markup("\n").join(lines)] if lines else []


def _missed(t: Translator, outlook: Outlook, least: int) -> list[Markup]:
    """Tell who is not counted."""
    stopped, blocked, beyond = (
        rounded(count, least) or 0 for count in (outlook.stopped, outlook.blocked, outlook.out_of_scope)
    )
    found = (
        (stopped, t("People who stopped messages, left out: {count}", count=stopped)),
        (blocked, t("People who blocked the bot, left out: {count}", count=blocked)),
        (beyond, t("People outside your mandate, left out: {count}", count=beyond)),
    )
    return [line for count, line in found if count]


def _later(t: Translator, plan: Plan) -> list[Markup]:
    """Tell who has to wait, and who cannot."""
    counts = plan.counts
    asleep_count, served_count, late_count = counts.asleep or 0, counts.served or 0, counts.too_late or 0
    asleep = t.plural(
        "For {count} of them it is night then: they get it in their morning.",
        "For {count} of them it is night then: they get it in their morning.",
        asleep_count,
    )
    served = t.plural(
        "{count} of them has had a message of ours that day and gets it the next morning.",
        "{count} of them have had a message of ours that day and get it the next morning.",
        served_count,
    )
    too_late = t.plural(
        "For {count} of them it will have expired by then: it is not sent to them.",
        "For {count} of them it will have expired by then: it is not sent to them.",
        late_count,
    )
    found = ((asleep_count, asleep), (served_count, served), (late_count, too_late))
    return [line for count, line in found if count]


def _blockers(t: Translator, outlook: Outlook) -> list[Markup]:
    lines = []
    if outlook.halted_by is not None:
        lines.append(t("Nothing can be sent at this moment: the sender is halted. It goes on by itself."))
    if outlook.waiting_before:
        lines.append(
            t.plural(
                "{count} message of another broadcast is sent before it.",
                "{count} messages of other broadcasts are sent before it.",
                outlook.waiting_before,
            )
        )
    return lines


def _price(t: Translator, fee: Fee | None) -> list[Markup]:
    """Tell what it costs, what there is to pay with, and what to do where that is too little."""
    if fee is None:
        return []
    cost = t.plural("It costs {count} Star at most.", "It costs {count} Stars at most.", fee.stars)
    if fee.balance is None:
        unknown = t(
            "How many Stars the bot has is not known at this moment. Without them it is sent all the same, "
            "at the slower pace that costs nothing."
        )
        return [Markup("⭐ {}\n⚠️ {}").format(cost, unknown)]
    has = t.plural("The bot has {count} Star.", "The bot has {count} Stars.", fee.balance // A_STAR)
    if fee.is_covered:
        return [Markup("⭐ {} {}").format(cost, has)]
    remedy = t(
        "Not enough Stars. Add Stars to the bot’s balance and check again in a minute. Sent now, what "
        "they do not pay for goes at the slower pace that costs nothing; the time below counts with that."
    )
    return [Markup("⭐ {} {}\n⛔ {}").format(cost, has, remedy)]


def _time(t: Translator, plan: Plan, zone: str) -> list[Markup]:
    reach = plan.reach
    minutes = -(-reach.takes // _MINUTE)
    return [
        t.plural("Sending takes {count} minute at most.", "Sending takes {count} minutes at most.", minutes),
        t("The last one gets it: {moment}", moment=t.moment(reach.ends_at, zone)),
    ]
