"""Help a friend on the screen: what to write, when to get an adult, what not to promise."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.domain.action import Copy
from bot.domain.actions.friend import ShowWorries, ShowWorry
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.lessons import ShowLesson
from bot.domain.friend import Worry
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on
from bot.screens.lessons import back_icon

_ADULT_ICON = "🧑\u200d🤝\u200d🧑"


def worries(t: Translator, offered: Sequence[Worry]) -> Screen:
    """Ask what is wrong with the friend."""
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("Help a friend"),
        t("It is good that you care. Here are words to send, and when to get an adult. What is going on?"),
        t("Is your friend in danger now? Call the emergency number or get an adult, then read on."),
    )
    rows: list[Row] = [(_help_first(t),)]
    rows += [
        (Button(label=t.label_text(each.button), action=ShowWorry(worry=each.id), icon=each.icon),)
        for each in offered
    ]
    return Screen(text=text, buttons=(*rows, ways_on(t)), place=ShowWorries())


def worry(t: Translator, worry_: Worry) -> Screen:
    """Show what helps: the sentences can be copied; where it is urgent, the adult comes first."""
    parts = [_adult(t, worry_), _sentences(t, worry_)]
    if not worry_.is_urgent:
        parts.reverse()
    text = Markup("\n\n").join(
        (
            Markup("<b>{}</b>\n\n{}").format(t.text(worry_.button), t.text(worry_.opening)),
            *parts,
            _part(t("What not to promise"), t.text(worry_.do_not_promise), "🤐"),
            _part(t("Look after yourself too"), t.text(worry_.for_you), "🌱"),
        )
    )
    back = Button(label=t.label("Another worry"), action=ShowWorries(), icon=back_icon(t))
    lesson = Button(label=t.label("A lesson about it"), action=ShowLesson(lesson=worry_.lesson), icon="📄")
    return Screen(
        text=text,
        buttons=((_help_first(t),), *_copies(t, worry_), (back, lesson), ways_on(t)),
        place=ShowWorry(worry=worry_.id),
    )


def _help_first(t: Translator) -> Button:
    return Button(label=t.label("Talk to somebody now"), action=ShowHelp(), icon="💛")


def _adult(t: Translator, worry_: Worry) -> Markup:
    return _part(t("When to get an adult"), t.text(worry_.adult_when), _ADULT_ICON)


def _sentences(t: Translator, worry_: Worry) -> Markup:
    numbered = Markup("\n").join(
        Markup("<blockquote>{} {}</blockquote>").format(f"{t.number(number)}.", t.text(sentence))
        for number, sentence in enumerate(worry_.sentences, start=1)
    )
    return _part(t("What you can write"), numbered, "💬")


def _copies(t: Translator, worry_: Worry) -> Iterator[Row]:
    buttons = [
        Button(
            label=t.label("Copy sentence {number}", number=t.number(number)),
            action=Copy(text=t.label_text(sentence)),
            icon="📋",
        )
        for number, sentence in enumerate(worry_.sentences, start=1)
    ]
    yield from (tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _part(title: Markup, body: Markup, icon: str) -> Markup:
    return Markup("{} <b>{}</b>\n{}").format(icon, title, body)
