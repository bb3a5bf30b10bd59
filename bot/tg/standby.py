"""Answer without the database: help at once, and a kind word instead of silence.

What it knows of people is where they were last seen to be and in which language: in memory only, bounded,
lost with the process.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace

from bot.app import App
from bot.domain.learner import Learner
from bot.domain.safe_words import Called
from bot.domain.safeguarding import Heard, Severity
from bot.screens import common
from bot.screens.base import Screen
from bot.screens.helplines import static_help
from bot.screens.hiding import neutral
from bot.tg import routes
from bot.tg.bounded import bound
from bot.tg.incoming import Commanded, Incoming, Tapped

_KEPT = 10_000
_PATIENCE = 3  # failures after which somebody who did not ask for help is told


@dataclass(frozen=True, slots=True)
class _Known:
    locale: str
    country: str | None


class Standby:
    """Decide whether an update that the database could not take gets an answer all the same."""

    def __init__(self, app: App, *, kept: int = _KEPT) -> None:
        self._app = app
        self._kept = kept
        self._known: OrderedDict[int, _Known] = OrderedDict()
        self._failures: OrderedDict[int, int] = OrderedDict()

    def remember(self, learner: Learner) -> None:
        """Keep in mind where somebody is and what they read."""
        self._known[learner.chat_id] = _Known(learner.locale, learner.country)
        bound(self._known, learner.chat_id, self._kept)

    def forget(self, chat_id: int) -> None:
        """Let go of somebody who wants to be erased."""
        self._known.pop(chat_id, None)

    def card(self, incoming: Incoming, heard: Heard, called: Called | None) -> Screen | None:
        """Return help from memory; None while it is worth trying the update again first.

        Who asks for help, or is heard to need it, gets it at the first failure; then the update is done. Who
        hides the chat gets something plain in the place of what they tapped on.
        """
        if called is Called.HIDE:
            typed = () if incoming.message_id is None else (incoming.message_id,)
            return replace(neutral(self._app.translators(self._whom(incoming).locale)), deletes=typed)
        failures = self._failures.get(incoming.update_id, 0) + 1
        self._failures[incoming.update_id] = failures
        bound(self._failures, incoming.update_id, self._kept)
        is_patient = failures < _PATIENCE and not self._app.in_maintenance
        if is_patient and not (called or heard.severity is not Severity.NONE or asks_for_help(incoming)):
            return None
        return self._help(incoming)

    def too_much(self, incoming: Incoming) -> Screen:
        """Ask kindly for a breath, in the person's language."""
        return common.too_much(self._app.translators(self._whom(incoming).locale))

    def _help(self, incoming: Incoming) -> Screen:
        known = self._whom(incoming)
        today = self._app.clock().date()
        return static_help(
            self._app.translators(known.locale), self._app.catalog.helplines, known.country, today=today
        )

    def _whom(self, incoming: Incoming) -> _Known:
        guess = _Known(self._app.translators.negotiate(incoming.language_code), None)
        return self._known.get(incoming.chat_id, guess)


def asks_for_help(incoming: Incoming) -> bool:
    """Tell whether an update goes to what always answers: help, steps, stopping."""
    match incoming.wish:
        case Tapped(data=data):
            action = routes.CODEC.decode(data)
            return action is not None and routes.BY_ACTION[type(action)].is_urgent
        case Commanded(name=name):
            route = routes.BY_COMMAND.get(name)
            return route is not None and route.is_urgent
        case _:
            return False
