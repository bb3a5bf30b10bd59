"""Taking a broadcast back: the question before it, and what it comes to."""

from markupsafe import Markup

from bot.domain.actions.broadcast import ShowBroadcast
from bot.domain.actions.broadcast_reports import AskRecall, RecallBroadcast
from bot.domain.broadcast import Broadcast
from bot.domain.recall import Recall, Recalled, RecallPlan
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.broadcasts import back_to
from bot.screens.common import ways_on


def ask_recall(t: Translator, plan: RecallPlan) -> Screen:
    """Say honestly what it can do, in a message of its own: the progress would soon write over it."""
    this = plan.broadcast_id
    if not plan.deletable and not plan.waiting:
        text = t("Nothing can be deleted: Telegram lets me delete a message for 48 hours after it was sent.")
        back = back_to(t, ShowBroadcast(broadcast_id=this))
        return Screen(text=text, buttons=((back,), ways_on(t)), is_new=True)
    parts = [Markup("<b>{}</b>").format(t("Take this broadcast back?")), *_consequences(t, plan)]
    recall = RecallBroadcast(broadcast_id=this)
    rows = (
        (Button(icon="↩️", label=t.label("No, leave it"), action=ShowBroadcast(broadcast_id=this)),),
        (Button(icon="🧹", label=t.label("Yes, take it back"), action=recall),),
    )
    return Screen(text=Markup("\n\n").join(parts), buttons=rows, is_new=True)


def recalling(t: Translator, broadcast: Broadcast, recalled: Recalled) -> Screen:
    """Confirm that it is being taken back."""
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("It is being taken back."),
        t.plural("{count} message is deleted.", "{count} messages are deleted.", recalled.total),
        t("The author has a message that shows how it goes and stays up to date by itself."),
    )
    show = Button(icon="📣", label=t.label("How it goes"), action=ShowBroadcast(broadcast_id=broadcast.id))
    place = ShowBroadcast(broadcast_id=broadcast.id)
    return Screen(text=text, buttons=((show,), ways_on(t)), place=place)


def recall_button(t: Translator, broadcast: Broadcast) -> Button:
    """Lead to the question."""
    return Button(icon="🧹", label=t.label("Take it back"), action=AskRecall(broadcast_id=broadcast.id))


def recall_lines(t: Translator, recalled: Recalled) -> list[Markup]:
    """Tell the numbers that are not nothing; how many were deleted, always."""
    if not recalled.total:
        return []
    gone, kept = recalled.of(Recall.GONE), recalled.of(Recall.FAILED, Recall.UNREACHABLE)
    sometimes = (
        (recalled.left, t("Still to be deleted: {count}", count=recalled.left)),
        (gone, t("Gone before: {count}", count=gone)),
        (kept, t("Could not be deleted: {count}", count=kept)),
    )
    deleted = t("Deleted: {count}", count=recalled.of(Recall.DELETED))
    return [deleted, *(line for count, line in sometimes if count)]


def _consequences(t: Translator, plan: RecallPlan) -> list[Markup]:
    told = [
        t.plural(
            "{count} message can be deleted from the chat it was sent to.",
            "{count} messages can be deleted from the chats they were sent to.",
            plan.deletable,
        ),
        t("Telegram lets me delete a message for 48 hours. Whoever has read it by then has read it."),
    ]
    if plan.waiting:
        told.append(
            t.plural(
                "{count} person has not got it yet and will not get it.",
                "{count} people have not got it yet and will not get it.",
                plan.waiting,
            )
        )
    staying = plan.too_old + plan.uncertain
    if staying:
        told.append(
            t.plural(
                "{count} message stays: it is too old, or I do not know whether it arrived.",
                "{count} messages stay: they are too old, or I do not know whether they arrived.",
                staying,
            )
        )
    return told
