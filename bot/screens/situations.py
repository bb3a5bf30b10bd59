"""What to say first: the situations, one of them, and the check-in on the next day.

The place is always the list: what happened at home, and how a talk went, is not for the database.
"""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.content.catalog import Catalog
from bot.domain.action import Action
from bot.domain.actions.arrival import ChooseCountry
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.lessons import ShowLesson
from bot.domain.actions.settings import ShowSettings
from bot.domain.actions.situations import (
    AllowCheckIn,
    AnswerCheckIn,
    AskTomorrow,
    CancelCheckIn,
    PutOffCheckIn,
    ShowSituation,
    ShowSituations,
    StopCheckIns,
)
from bot.domain.situation import Avoided, Situation, Went
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, guide_button, ways_on
from bot.screens.lessons import back_icon, short


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """Hold when a check-in will come, on which wall clock."""

    at: datetime
    zone: str


def list_all(t: Translator, catalog: Catalog) -> Screen:
    """Let a parent choose what happened."""
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("Say this, not that"),
        t("The first sentence is the hardest one. What is it about?"),
        t("You need not find the perfect words. A calm beginning is enough."),
    )
    rows = [
        (_to(short(t.label_text(each.button)), ShowSituation(situation=each.id), each.icon),)
        for each in catalog.situations.values()
    ]
    return Screen(text=text, buttons=(*rows, ways_on(t)), place=ShowSituations())


def card(t: Translator, catalog: Catalog, situation: Situation, awaited: Awaited | None) -> Screen:
    """Show what to say, what not, and what comes then."""
    paragraphs = [
        Markup("<b>{}</b>").format(t.text(situation.title)),
        Markup("<b>{}</b>\n{}").format(t("Say this"), Markup("\n").join(_quotes(t, situation))),
        Markup("<b>{}</b>").format(t("Not that")),
        *(_avoided(t, each) for each in situation.avoid),
        Markup("<b>{}</b>\n{}").format(t("Then"), t.text(situation.next)),
    ]
    if awaited:
        paragraphs.append(t("I will ask you how it went: {moment}.", moment=_moment(t, awaited)))
    rows: tuple[Row, ...] = (
        (_check_in(t, situation, awaited),),
        *_onward(t, catalog, situation),
        _back(t),
        ways_on(t),
    )
    return Screen(text=Markup("\n\n").join(paragraphs), buttons=rows, place=ShowSituations())


def planned(t: Translator, situation: Situation, awaited: Awaited) -> Screen:
    """Confirm when the question comes, with a way to take it back."""
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("All right, I will ask you."),
        t("When: {moment}", moment=_moment(t, awaited)),
        t("Your answer is not stored, and nobody else sees it."),
    )
    rows = (
        (_to(t.label("Do not ask me"), CancelCheckIn(situation=situation.id), "🔕"),),
        (_again(t, situation),),
        ways_on(t),
    )
    return Screen(text=text, buttons=rows, place=ShowSituations())


def cancelled(t: Translator, situation: Situation) -> Screen:
    """Confirm that nothing will be asked."""
    rows = ((_again(t, situation),), (_tomorrow(t, situation),), ways_on(t))
    return Screen(
        text=t("I will not ask. The sentences stay here for whenever you need them."),
        buttons=rows,
        place=ShowSituations(),
    )


def ask_to_allow(t: Translator, situation: Situation) -> Screen:
    """Say that messages are stopped, and offer to allow them."""
    text = t("You have stopped all messages, so I would not write to you. Shall I be allowed to again?")
    rows = (
        (_to(t.label("Allow, and ask tomorrow"), AllowCheckIn(situation=situation.id), "🔔"),),
        (_again(t, situation),),
        ways_on(t),
    )
    return Screen(text=text, buttons=rows, place=ShowSituations())


def ask_country(t: Translator, situation: Situation) -> Screen:
    """Say why the country is needed first."""
    text = t("I do not know your time of day yet, and I never want to write at night. Where do you live?")
    rows = (
        (_to(t.label("Choose my country"), ChooseCountry(), "📍"),),
        (_again(t, situation),),
        ways_on(t),
    )
    return Screen(text=text, buttons=rows, place=ShowSituations())


def question(t: Translator, situation: Situation, *, is_next_day: bool, is_discreet: bool) -> Screen:
    """Ask how the talk went. On no phone does it tell what the talk was about."""
    if is_discreet:
        text = t("You asked me for a short question. How did it go?")
    elif is_next_day:
        text = t("Yesterday you wanted to talk with your child. How did it go?")
    else:
        text = t("You wanted to talk with your child. How did it go?")
    rows = (
        (
            _to(t.label("Went well"), AnswerCheckIn(situation=situation.id, went=Went.WELL), "🙂"),
            _to(t.label("So-so"), AnswerCheckIn(situation=situation.id, went=Went.SO_SO), "😐"),
        ),
        (
            _to(t.label("It went badly"), AnswerCheckIn(situation=situation.id, went=Went.BADLY), "🙁"),
            _to(t.label("Not yet"), PutOffCheckIn(situation=situation.id), "⏳"),
        ),
        (_to(t.label("Do not ask again"), StopCheckIns(), "🔕"),),
    )
    return Screen(text=text, buttons=rows)


def answered(t: Translator, catalog: Catalog, situation: Situation, went: Went) -> Screen:
    """Go on from how it went: with thanks, or with another try and with help."""
    paragraphs = [Markup("<b>{}</b>").format(_heading(t, went)), t.text(situation.follow_up.after(went))]
    rows: list[Row] = []
    if went is not Went.WELL:
        another = Markup("<blockquote>{}</blockquote>").format(t.text(situation.follow_up.another))
        paragraphs.append(Markup("<b>{}</b>\n{}").format(t("Another sentence to try"), another))
        rows.append((_tomorrow(t, situation),))
    if went is Went.BADLY:
        paragraphs.append(
            t(
                "You need not do this alone. A helpline advises parents too; "
                "“Talk with somebody” shows who is there."
            )
        )
        rows.insert(0, (_to(t.label("Talk with somebody"), ShowHelp(), "💛"),))
    return Screen(
        text=Markup("\n\n").join(paragraphs),
        buttons=(*rows, (_again(t, situation),), *_onward(t, catalog, situation), ways_on(t)),
        place=ShowSituations(),
    )


def not_yet(t: Translator, situation: Situation, awaited: Awaited | None) -> Screen:
    """Leave the parent time; `awaited` is None where enough was asked."""
    if awaited is None:
        text = t("There is no hurry. I will not ask again by myself; the sentences stay here for you.")
        rows: tuple[Row, ...] = ((_again(t, situation),), (_tomorrow(t, situation),))
    else:
        text = Markup("{}\n\n{}").format(
            t("There is no hurry. A good moment is worth waiting for."),
            t("I will ask you again: {moment}.", moment=_moment(t, awaited)),
        )
        stop = _to(t.label("Do not ask me"), CancelCheckIn(situation=situation.id), "🔕")
        rows = ((_again(t, situation),), (stop,))
    return Screen(text=text, buttons=(*rows, ways_on(t)), place=ShowSituations())


def stopped(t: Translator) -> Screen:
    """Confirm the silence, without regret."""
    text = Markup("<b>{}</b>\n\n{}").format(
        t("I will not ask any more."), t("The sentences stay here for whenever you need them.")
    )
    rows = (_back(t), (_to(t.label("Settings"), ShowSettings(), "⚙️"),), ways_on(t))
    return Screen(text=text, buttons=rows, place=ShowSituations())


def _heading(t: Translator, went: Went) -> Markup:
    match went:
        case Went.WELL:
            return t("That is good to hear.")
        case Went.SO_SO:
            return t("A beginning is made.")
        case Went.BADLY:
            return t("Often it takes several tries.")


def _quotes(t: Translator, situation: Situation) -> list[Markup]:
    return [Markup("<blockquote>{}</blockquote>").format(t.text(words)) for words in situation.say]


def _avoided(t: Translator, avoided: Avoided) -> Markup:
    return Markup("✖️ {}\n<i>{}</i>").format(t.text(avoided.text), t.text(avoided.why))


def _check_in(t: Translator, situation: Situation, awaited: Awaited | None) -> Button:
    if awaited is None:
        return _tomorrow(t, situation)
    return _to(t.label("Do not ask me"), CancelCheckIn(situation=situation.id), "🔕")


def _tomorrow(t: Translator, situation: Situation) -> Button:
    return _to(t.label("Ask me tomorrow"), AskTomorrow(situation=situation.id), "🌅")


def _onward(t: Translator, catalog: Catalog, situation: Situation) -> list[Row]:
    lessons = [catalog.lesson(lesson_id) for lesson_id in situation.lessons]
    rows: list[Row] = [
        (_to(short(t.label_text(each.title)), ShowLesson(lesson=each.id), "📄"),) for each in lessons
    ]
    if situation.guide:
        rows.insert(0, (guide_button(t, catalog.guide(situation.guide)),))
    return rows


def _again(t: Translator, situation: Situation) -> Button:
    return _to(t.label("See the sentences"), ShowSituation(situation=situation.id), "💬")


def _back(t: Translator) -> Row:
    return (_to(t.label("Other situations"), ShowSituations(), back_icon(t)),)


def _moment(t: Translator, awaited: Awaited) -> str:
    return t.moment(awaited.at, awaited.zone)


def _to(label: str, action: Action, icon: str) -> Button:
    return Button(label=label, action=action, icon=icon)
