"""Text that a translator translates."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Hold a sentence of the content in its source language (English).

    `context` tells translators where it stands (`lesson/first-stop/card-2`); with `source` it is the key of
    the translation, so the same words in two places can be translated differently.
    """

    context: str
    source: str
