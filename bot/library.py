"""The content and the languages, as they were last read."""

from bot.content.catalog import Catalog
from bot.i18n.locales import Translators


class Library:
    """Hold the catalog and the translators; a demo takes in a newer reading while people talk.

    Both change at once, or neither does. Whoever needs the same content twice keeps what they were given.
    """

    def __init__(self, catalog: Catalog, translators: Translators) -> None:
        """Take what was read together."""
        self._held = (catalog, translators)

    @property
    def catalog(self) -> Catalog:
        """Return all content."""
        return self._held[0]

    @property
    def translators(self) -> Translators:
        """Return the languages."""
        return self._held[1]

    def take(self, newer: "Library") -> None:
        """Hold from now on what another one holds."""
        self._held = newer.catalog, newer.translators
