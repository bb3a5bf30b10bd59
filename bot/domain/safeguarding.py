"""The ear: hear in a message, in any of our languages, whether somebody is in distress or danger."""

from dataclasses import dataclass

from bot.domain.safeguarding_features import features_of
from bot.domain.safeguarding_heard import NOTHING, Heard, Kind, Severity
from bot.domain.safeguarding_ideas import Ideas
from bot.domain.safeguarding_model import Model, Opinion
from bot.domain.safeguarding_rules import Book
from bot.domain.safeguarding_split import is_test
from bot.domain.safeguarding_text import Words, words_of

__all__ = ["BY_MODEL", "NOTHING", "Ear", "Heard", "Kind", "Severity", "is_test"]

BY_MODEL = "model"
"""What is named as matched when no rule was certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ear:
    """Hold what is needed to hear; it keeps nothing of what it hears.

    Rules are certain; where none matches, the model decides. Without a model there are only rules.
    """

    book: Book
    ideas: Ideas
    model: Model | None = None

    def hear(self, text: str, locale: str) -> Heard:
        """Return what is heard in a message; all languages are always listened for, `locale` only leans."""
        words = words_of(text)
        if not words.words:
            return NOTHING
        certain = self.book.find(words)
        if certain is not None or self.model is None:
            return certain or NOTHING
        return heard_by(self.model, self._opinion(self.model, words, locale), locale)

    def _opinion(self, model: Model, words: Words, locale: str) -> Opinion:
        return model.opinion(features_of(words, self.ideas.of(words.words, locale)))


def heard_by(model: Model, opinion: Opinion, locale: str) -> Heard:
    """Return what a model's opinion comes to."""
    urgent, concern, question, _ = opinion.levels
    if opinion.distress > model.threshold(locale):
        severity = Severity.URGENT if urgent > concern * model.urgency else Severity.CONCERN
        return Heard(kind=opinion.kind, severity=severity, matched=BY_MODEL)
    if question > model.question:
        return Heard(kind=opinion.kind, severity=Severity.NONE, matched=BY_MODEL)
    return NOTHING
