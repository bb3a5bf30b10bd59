"""The class on paper: what the trainer reads aloud, asks and listens for."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.domain.classroom import ClassCard, ClassPlan
from bot.domain.text import Text
from bot.i18n.translator import Translator


def page(t: Translator, plan: ClassPlan) -> Markup:
    """Show the whole class, then what to do if a pupil tells something."""
    cards = Markup().join(_card(t, card) for card in plan.cards)
    return Markup(
        '<article class="class">\n<h2>{}</h2>\n<p class="about">{} · {}</p>\n{}'
        '<section class="closing"><h3>{}</h3>{}</section>\n</article>'
    ).format(
        t.text(plan.title),
        t.text(plan.about),
        t.plural("About {count} minute", "About {count} minutes", plan.minutes),
        cards,
        t("If a pupil tells you something"),
        _bullets(t, plan.if_somebody_tells),
    )


def _card(t: Translator, card: ClassCard) -> Markup:
    minutes = t.plural("About {count} minute", "About {count} minutes", card.minutes)
    return Markup('<section class="part"><h3>{}{}</h3>\n{}</section>\n').format(
        t.text(card.title),
        Markup(" <small>{}</small>").format(minutes) if card.minutes else "",
        Markup().join(_parts(t, card)),
    )


def _parts(t: Translator, card: ClassCard) -> Iterator[Markup]:
    if card.for_you:
        yield _titled(t("For you"), _bullets(t, card.for_you))
    if card.say:
        said = Markup("<blockquote>{}</blockquote>").format(t.text(card.say))
        yield _titled(t("Read aloud"), said)
    if card.ask:
        yield _titled(t("Ask the class"), _bullets(t, card.ask))
    if card.listen_for:
        yield _titled(t("Listen for"), Markup("<p>{}</p>").format(t.text(card.listen_for)))


def _titled(title: Markup, body: Markup) -> Markup:
    return Markup("<h4>{}</h4>\n{}\n").format(title, body)


def _bullets(t: Translator, lines: Sequence[Text]) -> Markup:
    listed = Markup().join(Markup("<li>{}</li>").format(t.text(line)) for line in lines)
    return Markup('<ul class="lines">{}</ul>').format(listed)
