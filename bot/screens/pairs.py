"""Talks for two on the screen: one's own half, and a way to invite the other person."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from markupsafe import Markup

from bot.domain.action import Link
from bot.domain.actions.pairs import ShowPair, ShowPairs
from bot.domain.learner import Role
from bot.domain.pair import Half, Pair, Side, other, own_sides
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on
from bot.screens.lessons import back_icon

_ICONS = {Side.TEEN: "🎒", Side.PARENT: "👪"}


def pairs(t: Translator, offered: Sequence[Pair]) -> Screen:
    """Show all talks."""
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("Talk together"),
        t(
            "Short talks for a teen and an adult. Each of you gets a half of the card, "
            "with something to do and something to ask. You can do it with one phone or with two."
        ),
        t("Choose a quiet moment, and stop when one of you has had enough. Which talk would you like?"),
    )
    rows = [
        (Button(label=t.label_text(each.title), action=ShowPair(pair=each.id), icon="💬"),)
        for each in offered
    ]
    return Screen(text=text, buttons=(*rows, ways_on(t)), place=ShowPairs())


def pair(t: Translator, pair_: Pair, role: Role | None, *, side: Side | None, username: str) -> Screen:
    """Show a half of a talk; both to whoever is neither a teen nor a parent, unless they chose one."""
    own = own_sides(role)
    shown = (side,) if side else own
    text = Markup("\n\n").join((_head(t, pair_), *_halves(t, pair_, shown, own)))
    rows: list[Row] = []
    if len(shown) == 1:
        rows.append((_turn_over(t, pair_, shown[0], own),))
    if username:
        rows.append((_invite(t, pair_, username),))
    rows.append((Button(label=t.label("All talks"), action=ShowPairs(), icon=back_icon(t)),))
    return Screen(text=text, buttons=(*rows, ways_on(t)), place=ShowPair(pair=pair_.id, side=side))


def _head(t: Translator, pair_: Pair) -> Markup:
    minutes = t.plural("About {count} minute", "About {count} minutes", pair_.minutes)
    return Markup("<b>{}</b>\n<i>{}</i>").format(t.text(pair_.title), minutes)


def _halves(t: Translator, pair_: Pair, shown: Sequence[Side], own: Sequence[Side]) -> Iterator[Markup]:
    if not set(shown) & set(own):
        yield t("This is the other half. It is no secret: read it together if you like.")
    for side in shown:
        if shown != own or len(shown) > 1:
            yield Markup("{} <b>{}</b>").format(_ICONS[side], _reader(t, side))
        yield from _half(t, pair_.half(side))
        yield Markup("<i>{}</i>").format(_care(t, side))


def _half(t: Translator, half: Half) -> Iterator[Markup]:
    yield t.text(half.opening)
    yield Markup("<b>{}</b>\n{}").format(t("What you do"), t.text(half.task))
    questions = Markup("\n").join(Markup("• {}").format(t.text(question)) for question in half.questions)
    yield Markup("<b>{}</b>\n{}").format(t("What you can ask"), questions)
    yield Markup("<b>{}</b>\n{}").format(t("To end with"), t.text(half.after))


def _reader(t: Translator, side: Side) -> Markup:
    return t("For the teen") if side is Side.TEEN else t("For the adult")


def _care(t: Translator, side: Side) -> Markup:
    if side is Side.TEEN:
        return t(
            "You decide how much you say, and you can stop at any time. "
            "If something is hard to say at home, “Help now” shows other people who listen."
        )
    return t(
        "Listen more than you talk. If you hear something hard, say: “It is not your fault.” "
        "“Help now” shows who can advise you too."
    )


def _turn_over(t: Translator, pair_: Pair, shown: Side, own: Sequence[Side]) -> Button:
    other_side = other(shown)
    label = t.label("Back to my half") if own == (other_side,) else t.label("Show the other half")
    return Button(label=label, action=ShowPair(pair=pair_.id, side=other_side), icon="🔄")


def _invite(t: Translator, pair_: Pair, username: str) -> Button:
    """Let Telegram ask to whom the invitation goes; the link opens the other person's half."""
    link = f"https://t.me/{username}?start=pair-{pair_.id}"
    words = t.label("Shall we talk about this together? “{title}”", title=t.label_text(pair_.title))
    url = f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(words, safe='')}"
    return Button(label=t.label("Invite the other person"), action=Link(url=url), icon="✉️")
