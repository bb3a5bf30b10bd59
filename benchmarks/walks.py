"""What people do: scripts that look at the screen they got and choose the next move."""

from collections.abc import Callable, Generator
from itertools import count, cycle

from benchmarks.people import Move, Say, Screen, Tap, Walk

Script = Callable[[int], Walk]
"""Makes the walk of the n-th person, so that people differ without any chance in it."""

_AWAY = frozenset({"m"})
"""Codes of buttons that leave the part of the bot a person is in."""
_FIRST_CONTACT_TAPS = 8
_MIX = (("/menu", 0), ("/lesson", 6), ("/quiz", 10), ("/menu", 0), ("/challenge", 8))
_QUIZ = (("/quiz", 10),)


def echo(person_no: int) -> Walk:
    """Send one text after the other."""
    for n in count():
        yield Say(f"This is what person {person_no} says, line {n}.")


def quiz(person_no: int) -> Walk:
    """Ask for a quiz and press through it, over and over; the n-th choice differs by person and question."""
    screen: Screen = Screen()
    for n in count(person_no):
        if screen.buttons:
            screen = yield Tap(screen.buttons[n % len(screen.buttons)])
        else:
            screen = yield Say("/quiz")


def family(person_no: int) -> Walk:
    """Meet our bot, then go round its menu, lesson cards, quiz and challenge check."""
    yield from _part("/start", _FIRST_CONTACT_TAPS, choice=0)
    for n, (command, taps) in enumerate(cycle(_MIX), start=person_no):
        yield from _part(command, taps, choice=n)


def quizzer(person_no: int) -> Walk:
    """Meet our bot, then take one quiz after the other."""
    yield from _part("/start", _FIRST_CONTACT_TAPS, choice=0)
    for n, (command, taps) in enumerate(cycle(_QUIZ), start=person_no):
        yield from _part(command, taps, choice=n)


def _part(command: str, taps: int, *, choice: int) -> Generator[Move, Screen, None]:
    """Open a part of the bot and press on in it while its screens have buttons that stay there."""
    screen = yield Say(command)
    for n in range(taps):
        here = [one for one in screen.buttons if one.data.split(":", 1)[0] not in _AWAY]
        if not here:
            return
        screen = yield Tap(here[(choice * n) % len(here)])
