"""The first ten minutes, for a parent or a teacher to whom a child has told something.

The words follow what child-protection services agree on (NSPCC, child advocacy centres, guidance of schools
on disclosures, Beyond Blue on suicide): calm, belief, no questioning, no secrecy, no confronting, and help.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from bot.domain.action import Action
from bot.domain.actions.guides import ListGuides, ShowGuide
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.situations import ShowSituation, ShowSituations
from bot.domain.guide import Guide
from bot.domain.learner import Role
from bot.domain.situation import Situation
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on
from bot.screens.helpline_card import Reader
from bot.screens.helplines import Place, emergency
from bot.screens.hiding import hide_row

PARAGRAPH = Markup("\n\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Hold what helps further, where it is known what happened: the steps, and the talk."""

    guide: Guide | None = None
    situation: Situation | None = None


def first_minutes(reader: Reader, place: Place, role: Role | None, matter: Matter) -> Screen:
    """Tell how the first ten minutes go, and lead to the steps; it may also be about the reader."""
    t = reader.t
    words = _with_a_pupil(t) if role is Role.TEACHER else _with_my_child(t)
    text = (*_danger(reader, place), *_about_me(t, matter), *words)
    return Screen(
        text=PARAGRAPH.join(text), buttons=(*_ways(t, matter), hide_row(t), ways_on(t)), place=ListGuides()
    )


def _danger(reader: Reader, place: Place) -> Iterator[Markup]:
    if place.country:
        yield emergency(reader, place)
    else:
        yield reader.t("If somebody is in danger, call the emergency number first.")


def _about_me(t: Translator, matter: Matter) -> Iterator[Markup]:
    """See an adult who wrote of themselves: they are no less in need."""
    if matter.guide:
        yield t("Did it happen to you yourself? You are just as important. Tap “It is about me”.")


def _with_my_child(t: Translator) -> Iterator[Markup]:
    yield Markup("<b>{}</b>").format(t("The first ten minutes"))
    yield _part(
        t("Say it slowly"),
        t("Breathe out first. “Thank you for telling me. I believe you. It is not your fault. I am here.”"),
    )
    yield _part(
        t("Then listen"),
        t("Your child chooses the words and how much. Leave room for silence. You need no details."),
    )
    yield _part(
        t("Rather not"),
        t(
            "Do not scold, and do not ask “why”. Do not take the phone away: "
            "it holds what may be needed later, and your child might not tell you again."
        ),
        t(
            "Do not write to whoever did it, and do not go there. "
            "Do not look at naked pictures, copy them or send them on."
        ),
    )
    yield _part(
        t("What comes next"),
        t("Do not promise to keep it secret. “I will only tell people who can help, and you will know who.”"),
        t(
            "Stay near. If your child speaks of not wanting to live, do not leave them alone. "
            "You need no proof to ask for help: a helpline tells you how to go on."
        ),
    )


def _with_a_pupil(t: Translator) -> Iterator[Markup]:
    yield Markup("<b>{}</b>").format(t("The first ten minutes with a pupil"))
    yield _part(
        t("Say it slowly"),
        t("Breathe out first. “Thank you for telling me. I believe you. It is not your fault.”"),
    )
    yield _part(
        t("Then listen"),
        t(
            "Find a quiet place. The pupil chooses the words and how much. "
            "Ask only what you must know to see whether somebody is in danger now."
        ),
    )
    yield _part(
        t("Rather not"),
        t(
            "Do not investigate, and do not speak to whoever did it. "
            "Do not look at naked pictures, copy them or send them on, not even as proof."
        ),
    )
    yield _part(
        t("What comes next"),
        t(
            "Do not promise to keep it secret. "
            "“I have to tell somebody who can help. You will know who, before I do it.”"
        ),
        t(
            "Tell whoever is responsible for child protection at your school, today. "
            "Write down the pupil’s own words, the day and the hour, and nothing of your own."
        ),
        t(
            "If home may not be safe, ask them before anybody calls the family. "
            "If the pupil speaks of not wanting to live, do not leave them alone."
        ),
    )


def _part(heading: Markup, *sentences: Markup) -> Markup:
    return Markup("\n").join((Markup("<b>{}</b>").format(heading), *sentences))


def _ways(t: Translator, matter: Matter) -> Iterator[Row]:
    guide, situation = matter.guide, matter.situation
    yield _row(t.label("Step by step"), ShowGuide(guide=guide.id) if guide else ListGuides(), "🧭")
    if guide:
        yield _row(t.label("It is about me"), ShowGuide(guide=guide.id, for_me=True), "🫂")
    say = ShowSituation(situation=situation.id) if situation else ShowSituations()
    yield _row(t.label("Say this, not that"), say, "💬")
    yield _row(t.label("Talk to somebody now"), ShowHelp(), "💛")


def _row(label: str, action: Action, icon: str) -> Row:
    return (Button(label=label, action=action, icon=icon),)
