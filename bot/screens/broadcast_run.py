"""A broadcast while it runs, and what became of it."""

from datetime import datetime

from markupsafe import Markup

from bot.domain.actions.broadcast import (
    AskCancel,
    CancelBroadcast,
    ListBroadcasts,
    PauseBroadcast,
    ResumeBroadcast,
    ShowBroadcast,
)
from bot.domain.broadcast import Broadcast, BroadcastState, Run, Tally, can_be_recalled
from bot.domain.delivery import DeliveryState
from bot.domain.stars import Fee, pace
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.broadcast_recall import recall_button, recall_lines
from bot.screens.broadcast_report import report_button
from bot.screens.broadcasts import back_to, title
from bot.screens.common import Row, ways_on

_CELLS = 12


def started(t: Translator, run: Run) -> Screen:
    """Confirm that it is on its way."""
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("It is on its way."),
        t.plural("It goes to {count} person.", "It goes to {count} people.", run.tally.total),
        t("A message below shows how it goes and stays up to date by itself."),
    )
    rows = (*_controls(t, run.broadcast), ways_on(t))
    return Screen(text=text, buttons=rows, place=ShowBroadcast(broadcast_id=run.broadcast.id))


def progress(
    t: Translator, run: Run, *, now: datetime, per_second: int, zone: str | None, may_send: bool = True
) -> Screen:
    """Show how it goes, or what became of it, with what this coordinator may do about it."""
    broadcast, tally = run.broadcast, run.tally
    parts = [
        Markup("<b>{}</b>\n{}").format(_headline(t, run), title(t, broadcast)),
        Markup("<code>{}</code> {}").format(_bar(tally), t("{done} of {total}", **_ratio(tally))),
        Markup("\n").join((*counts(t, tally), *_rate(t, run))),
    ]
    if run.has_ended and not tally.total:
        parts[1:] = [t("Its numbers are no longer kept.")]
    if run.recalled.total:
        parts.append(Markup("\n").join(recall_lines(t, run.recalled)))
    if broadcast.state is BroadcastState.RUNNING and tally.left:
        ends_at = tally.ends_at(now, pace(run.fee, per_second))
        parts += _unpaid(t, run.fee, per_second)
        parts.append(t("The last one gets it: {moment}", moment=t.moment(ends_at, zone or "UTC")))
    if tally.of(DeliveryState.UNCERTAIN):
        parts.append(
            t(
                "Uncertain means that no answer came: it may have arrived. "
                "It is not sent again, so that nobody gets it twice."
            )
        )
    return Screen(
        text=Markup("\n\n").join(parts),
        buttons=(
            *(_controls(t, broadcast) if may_send else ()),
            *_afterwards(t, run, now, may_send=may_send),
            (back_to(t, ListBroadcasts()),),
        ),
        place=ShowBroadcast(broadcast_id=broadcast.id),
    )


def ask_cancel(t: Translator, run: Run) -> Screen:
    """Make sure before it is cancelled, in a message of its own: the progress would soon write over it."""
    text = Markup("<b>{}</b>\n\n{}").format(
        t("Stop this broadcast for good?"),
        t.plural(
            "{count} person has not got it yet and will not get it. What was sent stays where it is.",
            "{count} people have not got it yet and will not get it. What was sent stays where it is.",
            run.tally.left,
        ),
    )
    cancel = CancelBroadcast(broadcast_id=run.broadcast.id)
    keep = ShowBroadcast(broadcast_id=run.broadcast.id)
    rows = (
        (
            Button(icon="⏹", label=t.label("Yes, cancel it"), action=cancel),
            Button(icon="↩️", label=t.label("No, go on"), action=keep),
        ),
    )
    return Screen(text=text, buttons=rows, is_new=True)


def _headline(t: Translator, run: Run) -> Markup:
    if run.broadcast.recalled_at is None:
        return _state(t, run.broadcast.state)
    return t("Broadcast: taken back") if run.has_ended else t("Broadcast: being taken back")


def _state(t: Translator, state: BroadcastState) -> Markup:
    names = {
        BroadcastState.DRAFT: t("Broadcast: draft"),
        BroadcastState.WAITING: t("Broadcast: waits for a second person"),
        BroadcastState.SCHEDULED: t("Broadcast: waits for its time"),
        BroadcastState.RUNNING: t("Broadcast: on its way"),
        BroadcastState.PAUSED: t("Broadcast: paused"),
        BroadcastState.CANCELLED: t("Broadcast: cancelled"),
        BroadcastState.FINISHED: t("Broadcast: finished"),
    }
    return names[state]


def _controls(t: Translator, broadcast: Broadcast) -> tuple[Row, ...]:
    cancel = Button(icon="⏹", label=t.label("Stop for good"), action=AskCancel(broadcast_id=broadcast.id))
    match broadcast.state:
        case BroadcastState.RUNNING:
            pause = PauseBroadcast(broadcast_id=broadcast.id)
            return ((Button(icon="⏸", label=t.label("Pause"), action=pause), cancel),)
        case BroadcastState.PAUSED:
            resume = ResumeBroadcast(broadcast_id=broadcast.id)
            return ((Button(icon="▶️", label=t.label("Go on"), action=resume), cancel),)
        case (
            BroadcastState.DRAFT
            | BroadcastState.WAITING
            | BroadcastState.SCHEDULED
            | BroadcastState.CANCELLED
            | BroadcastState.FINISHED
        ):
            return ()


def _afterwards(t: Translator, run: Run, now: datetime, *, may_send: bool) -> list[Row]:
    """Offer what there is to do with what was sent."""
    report = report_button(t, run.broadcast.id)
    is_recallable = may_send and can_be_recalled(run.broadcast, now)
    return [(report, recall_button(t, run.broadcast)) if is_recallable else (report,)]


def _rate(t: Translator, run: Run) -> list[Markup]:
    if run.broadcast.state is not BroadcastState.RUNNING or run.rate is None or not run.tally.left:
        return []
    return [t("Speed now: {count} a second", count=round(run.rate))]


def _unpaid(t: Translator, fee: Fee | None, free: int) -> list[Markup]:
    """Tell that the Stars do not pay for all that is left."""
    if fee is None or fee.is_covered:
        return []
    short = t.plural(
        "There are not enough Stars for all that is left. What they do not pay for goes on by itself, more "
        "slowly: {count} message a second.",
        "There are not enough Stars for all that is left. What they do not pay for goes on by itself, more "
        "slowly: {count} messages a second.",
        free,
    )
    return [short]


def counts(t: Translator, tally: Tally) -> list[Markup]:
    """Tell the numbers that are not nothing; how many were sent and are left, always."""
    always = [
        t("Sent: {count}", count=tally.of(DeliveryState.SENT)),
        t("Left: {count}", count=tally.left),
    ]
    unreachable, failed = tally.of(DeliveryState.UNREACHABLE), tally.of(DeliveryState.FAILED)
    uncertain = tally.of(DeliveryState.UNCERTAIN)
    expired, gone = tally.of(DeliveryState.EXPIRED), tally.of(DeliveryState.CANCELLED)
    sometimes = (
        (unreachable, t("Blocked or gone: {count}", count=unreachable)),
        (failed, t("Refused by Telegram: {count}", count=failed)),
        (uncertain, t("Uncertain: {count}", count=uncertain)),
        (expired, t("Too late to be sent: {count}", count=expired)),
        (gone, t("Not sent any more: {count}", count=gone)),
    )
    return [*always, *(line for count, line in sometimes if count)]


def _ratio(tally: Tally) -> dict[str, int]:
    return {"done": tally.total - tally.left, "total": tally.total}


def _bar(tally: Tally) -> str:
    full = _CELLS * (tally.total - tally.left) // tally.total if tally.total else _CELLS
    return "▰" * full + "▱" * (_CELLS - full)
