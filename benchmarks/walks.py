"""What people do: scripts that look at the screen they got and choose the next move."""

from collections.abc import Callable
from itertools import count

from benchmarks.people import Say, Screen, Tap, Walk

Script = Callable[[int], Walk]
"""Makes the walk of the n-th person, so that people differ without any chance in it."""


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
