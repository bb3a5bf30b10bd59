"""The ear: hear in a message, in any of our languages, whether somebody is in distress or danger."""

from dataclasses import dataclass, replace

from bot.domain.safeguarding_features import features_of
from bot.domain.safeguarding_heard import NOTHING, Heard, Kind, Severity
from bot.domain.safeguarding_ideas import Ideas
from bot.domain.safeguarding_model import Model, Opinion
from bot.domain.safeguarding_rules import Book
from bot.domain.safeguarding_split import is_test
from bot.domain.safeguarding_text import words_of

__all__ = ["BY_MODEL", "NOTHING", "Ear", "Heard", "Kind", "Severity", "is_test"]

BY_MODEL = "model"
"""What is named as matched when no rule was certain."""

CERTAIN = 0.9
"""From which likelihood on the model's word counts that an adult tells of a child."""

POSSIBLE = 0.5
"""From which likelihood on people to talk to stand beside the answer: distress is likelier than not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ear:
    """Hold what is needed to hear; it keeps nothing of what it hears.

    A rule that matches is believed unless the model finds nothing at all in the message; where none matches,
    the model decides. Without a model there are only rules.
    """

    book: Book
    ideas: Ideas
    model: Model | None = None

    def hear(self, text: str, locale: str) -> Heard:
        """Return what is heard in a message; all languages are always listened for, `locale` only leans."""
        words = words_of(text)
        if not words.words:
            return NOTHING
        by_rule = self.book.find(words)
        if self.model is None:
            return by_rule or NOTHING
        opinion = self.model.opinion(features_of(words, self.ideas.of(words.words, locale)))
        return _together(by_rule, self.model, opinion, locale)


def _together(by_rule: Heard | None, model: Model, opinion: Opinion, locale: str) -> Heard:
    """Return what a rule and the model come to; a question is only one when the model hears no distress."""
    if by_rule is not None and by_rule.needs_help and opinion.distress >= model.doubt:
        return _of_a_child(by_rule, opinion)
    by_model = heard_by(model, opinion, locale)
    heard = by_model if by_rule is None or by_rule.needs_help or by_model.needs_help else by_rule
    is_doubted = by_rule is not None and by_rule.needs_help
    is_possible = not heard.needs_help and (is_doubted or opinion.distress > POSSIBLE)
    return replace(heard, is_possible=True) if is_possible else heard


def _of_a_child(heard: Heard, opinion: Opinion) -> Heard:
    """Return what a rule heard as a parent's concern where an adult tells it of a child."""
    is_told = opinion.kind is Kind.PARENT_CONCERN and max(opinion.kinds) > CERTAIN
    return replace(heard, kind=Kind.PARENT_CONCERN) if is_told else heard


def heard_by(model: Model, opinion: Opinion, locale: str) -> Heard:
    """Return what a model's opinion comes to."""
    urgent, concern, question, _ = opinion.levels
    if opinion.distress > model.threshold(locale):
        severity = Severity.URGENT if urgent > concern * model.urgency else Severity.CONCERN
        return Heard(kind=opinion.kind, severity=severity, matched=BY_MODEL)
    if question > model.question:
        return Heard(kind=opinion.kind, severity=Severity.NONE, matched=BY_MODEL)
    return NOTHING
