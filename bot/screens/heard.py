"""What a person sees when distress was heard in their words: warmth first, then people, then what to do."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from bot.domain import helpline as rules
from bot.domain.action import Action, ShowMenu
from bot.domain.actions.guides import ListGuides, ShowGuide
from bot.domain.actions.help import AskHelpCountry
from bot.domain.actions.safeguarding import EndCalm, NotMeant, WantHelp
from bot.domain.guide import Guide
from bot.domain.learner import Learner, Role
from bot.domain.lesson import Lesson, LessonId
from bot.domain.nearest import nearest
from bot.domain.safeguarding import Kind
from bot.i18n import N_
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, back_rows, thanks, ways_on
from bot.screens.helpline_card import Reader, card
from bot.screens.helplines import Place, emergency, fit, look_it_up, talking
from bot.screens.hiding import hide_row
from bot.screens.lessons import lesson_button

PARAGRAPH = Markup("\n\n")
LINES = 3
LISTS = 2
_ALONE = N_("You do not have to carry this alone.")
_WORDS: Mapping[Kind | None, str] = {
    None: _ALONE,
    Kind.PARENT_CONCERN: _ALONE,
    Kind.SELF_HARM: N_(
        "You do not have to carry this alone. Please tell somebody today how bad it is: "
        "an adult near you, or one of the people below."
    ),
    Kind.SEXUAL_COERCION: N_(
        "Whoever threatens or presses you does wrong. You do not have to pay or send anything."
    ),
    Kind.IMAGE_LEAK: N_(
        "Whoever passes a picture of you on does wrong. There is help to have it taken down."
    ),
    Kind.GROOMING: N_("Whoever asks you for secrets, pictures or a meeting is responsible, never you."),
    Kind.ABUSE_VIOLENCE: N_(
        "Nobody may hurt you or touch you against your will, wherever it is and whoever it is."
    ),
    Kind.BULLYING_THREATS: N_("Nobody may treat you like that. You do not have to bear it alone."),
    Kind.DANGEROUS_CHALLENGE_INJURY: N_(
        "Getting help comes first. If somebody is hurt, faint or cannot breathe well, call for help now."
    ),
}


def heard(reader: Reader, place: Place, learner: Learner, kind: Kind | None) -> Screen:
    """Answer with warmth and people; the two ways on weigh the same. Nothing is asked."""
    t = reader.t
    text = (
        Markup("<b>{}</b>").format(t("Thank you for telling me. It was right to write it.")),
        *_warmly(t, kind, learner.role),
        *_people(reader, place, kind, learner.role),
    )
    ways = (
        (_button(t.label("I want help"), WantHelp(kind=kind), "🧭"),),
        (_button(t.label("That is not what I meant"), _not_meant(learner, kind), "↩️"),),
    )
    rows = (hide_row(t), *ways) if learner.is_discreet else (*ways, hide_row(t))
    rows = (*rows, *_choose_country(t, place), ways_on(t))
    return Screen(text=fit(text), buttons=rows, is_new=True, is_reply=True)


def perhaps(reader: Reader, place: Place, learner: Learner, *, back: Action | None) -> Screen:
    """Answer words that may have been a cry as any others, and put people to talk to beside the answer."""
    t = reader.t
    text = (*thanks(t), *_known_people(reader, place, None, learner.role))
    rows = ((_button(t.label("What to do now"), ListGuides(), "🧭"),), *_choose_country(t, place))
    return Screen(text=fit(text), buttons=(*rows, *back_rows(t, back)), is_new=True)


def not_meant(t: Translator, *, back: Action | None) -> Screen:
    """Believe it, and go on as if nothing had been."""
    text = t("Thank you for saying so. Nothing has changed: we go on where you were. “Help now” stays there.")
    return Screen(text=text, buttons=back_rows(t, back), place=back or ShowMenu())


def about(t: Translator, guide: Guide, lessons: Sequence[Lesson], *, back: Action | None) -> Screen:
    """Answer a question about a hard topic with lessons, and leave a door open."""
    text = (
        t("That is a good question. Here you can read about it.")
        if lessons
        else t("That is a good question. The steps below say what helps."),
        t("If this is about you or somebody you know: it is not your fault, and you are not alone with it."),
    )
    rows = (
        *((lesson_button(t, lesson, frozenset[LessonId](), with_audience=False),) for lesson in lessons),
        (_button(t.label("What to do now"), ShowGuide(guide=guide.id), "🧭"),),
        *back_rows(t, back),
    )
    return Screen(text=PARAGRAPH.join(text), buttons=rows, place=back or ShowMenu(), is_new=True)


def calm(t: Translator) -> Screen:
    """Leave questions for another day, without saying why: somebody else may hold the phone."""
    text = Markup("{}\n\n{}").format(
        t("Let’s leave the questions for now. They will still be here tomorrow."),
        t("You can read, or talk to somebody, whenever you like."),
    )
    go_on = _button(t.label("Go on all the same"), EndCalm(), "▶️")
    return Screen(text=text, buttons=((go_on,), ways_on(t)))


def calm_ended(t: Translator) -> Screen:
    """Confirm that everything comes as before."""
    text = t("All right. Questions, and whatever you have chosen to get, come as before.")
    return Screen(text=text, buttons=(ways_on(t),), place=ShowMenu())


def _warmly(t: Translator, kind: Kind | None, role: Role | None) -> Iterator[Markup]:
    if kind is Kind.PARENT_CONCERN:
        yield t("It is not your fault, and it is not your child’s fault. You do not have to solve it alone.")
    else:
        yield Markup("<b>{}</b> {}").format(t("It is not your fault."), t(_WORDS[kind]))
    if kind is Kind.PARENT_CONCERN or role in {Role.PARENT, Role.TEACHER}:
        yield t(
            "With a child, calm helps most at first: listen, believe, do not scold, leave them the phone."
        )


def _people(reader: Reader, place: Place, kind: Kind | None, role: Role | None) -> Iterator[Markup]:
    danger, *people = _known_people(reader, place, kind, role)
    yield danger
    yield reader.t("I am a program; nobody reads this chat. These are people who listen:")
    yield from people


def _known_people(reader: Reader, place: Place, kind: Kind | None, role: Role | None) -> Iterator[Markup]:
    """Say whom to call in danger, then who listens."""
    if place.country is None:
        yield look_it_up(reader.t)
        yield from (card(reader, line) for line in rules.directories(place.everywhere)[:LISTS])
        return
    yield emergency(reader, place)
    yield from talking(reader, place, nearest(place.lines, kind, role, count=LINES))


def _not_meant(learner: Learner, kind: Kind | None) -> NotMeant:
    calm: datetime | None = learner.calm_until
    return NotMeant(kind=kind, calm_until=None if calm is None else int(calm.timestamp()))


def _choose_country(t: Translator, place: Place) -> tuple[Row, ...]:
    if place.country is not None:
        return ()
    return ((_button(t.label("Choose a country"), AskHelpCountry(), "🌍"),),)


def _button(label: str, action: Action, icon: str) -> Button:
    return Button(label=label, action=action, icon=icon)
