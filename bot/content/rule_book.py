"""The rules for texts that coordinators write, language by language, read when they are first needed."""

from pathlib import Path

from bot.content.links import is_allowed, link_faults, load_domains
from bot.content.text_rules import TextRules, load_rules


class RuleBook:
    """Hold what may not stand in a text, and where readers may be sent."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the content; nothing is read yet but the list of sites."""
        self._folder = folder
        self._rules: dict[str, TextRules] = {}
        self._domains = load_domains(folder)

    def of(self, locale: str) -> TextRules:
        """Return the rules for a language."""
        if locale not in self._rules:
            self._rules[locale] = load_rules(self._folder, locale)
        return self._rules[locale]

    def allows(self, url: str) -> bool:
        """Tell whether readers may be sent to an address."""
        return not any(link_faults(url)) and is_allowed(url, self._domains)
