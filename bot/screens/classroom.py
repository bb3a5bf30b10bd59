"""A class on the screen: what to read aloud, what to ask, what to listen for, card by card."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.domain.actions.classroom import ShowClass, ShowIfTold
from bot.domain.actions.help import ShowHelp
from bot.domain.classroom import ClassCard, ClassPlan
from bot.domain.text import Text
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on
from bot.screens.lessons import back_icon, next_icon, progress


def card(t: Translator, plan: ClassPlan, number: int) -> Screen:
    """Show a card, counted from 1; beyond the last one stands the last."""
    number = min(max(number, 1), len(plan.cards))
    shown = plan.cards[number - 1]
    head = Markup("<b>{}</b>\n{}").format(t.text(plan.title), progress(t, number, len(plan.cards)))
    intro = [t.text(plan.about), _minutes(t, plan.minutes)] if number == 1 else []
    text = Markup("\n\n").join((head, *intro, *_card(t, shown)))
    return Screen(
        text=text,
        buttons=(*_leafing(t, plan, number), (_told(t, number),), ways_on(t)),
        place=ShowClass(card=number),
    )


def if_told(t: Translator, plan: ClassPlan, number: int) -> Screen:
    """Show what to do if a pupil tells something, and the way back to the card."""
    number = min(max(number, 1), len(plan.cards))
    text = Markup("<b>{}</b>\n\n{}").format(
        t("If a pupil tells you something"), _bullets(t, plan.if_somebody_tells)
    )
    rows: tuple[Row, ...] = (
        (Button(label=t.label("Talk to somebody now"), action=ShowHelp(), icon="💛"),),
        (Button(label=t.label("Back to the class"), action=ShowClass(card=number), icon=back_icon(t)),),
    )
    return Screen(text=text, buttons=(*rows, ways_on(t)), place=ShowIfTold(card=number))


def _card(t: Translator, shown: ClassCard) -> Iterator[Markup]:
    title = Markup("<b>{}</b>").format(t.text(shown.title))
    if shown.minutes:
        title = Markup("{}\n{}").format(title, _minutes(t, shown.minutes))
    yield title
    if shown.for_you:
        yield Markup("<b>{}</b>\n{}").format(t("For you"), _bullets(t, shown.for_you))
    if shown.say:
        yield Markup("🔊 <b>{}</b>\n<blockquote>{}</blockquote>").format(t("Read aloud"), t.text(shown.say))
    if shown.ask:
        yield Markup("❓ <b>{}</b>\n{}").format(t("Ask the class"), _bullets(t, shown.ask))
    if shown.listen_for:
        yield Markup("👂 <b>{}</b>\n{}").format(t("Listen for"), t.text(shown.listen_for))


def _minutes(t: Translator, minutes: int) -> Markup:
    return Markup("<i>{}</i>").format(t.plural("About {count} minute", "About {count} minutes", minutes))


def _bullets(t: Translator, lines: Sequence[Text]) -> Markup:
    return Markup("\n").join(Markup("• {}").format(t.text(line)) for line in lines)


def _leafing(t: Translator, plan: ClassPlan, number: int) -> tuple[Row, ...]:
    row: list[Button] = []
    if number > 1:
        row.append(Button(label=t.label("Back"), action=ShowClass(card=number - 1), icon=back_icon(t)))
    if number < len(plan.cards):
        row.append(Button(label=t.label("Next"), action=ShowClass(card=number + 1), icon=next_icon(t)))
    return (tuple(row),)


def _told(t: Translator, number: int) -> Button:
    return Button(label=t.label("If a pupil tells you"), action=ShowIfTold(card=number), icon="🤲")
