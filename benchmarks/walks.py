"""What people do: scripts that look at the screen they got and choose the next button by what it leads to.

The codes before the colon are those of our route table (`bot/tg/routes.py`). Each choice among several is the
n-th, so that people differ without any chance in it.
"""

from collections.abc import Callable, Generator
from itertools import count

from benchmarks.people import Button, Move, Say, Screen, Tap, Walk

Script = Callable[[int], Walk]
"""Makes the walk of the n-th person."""

_Part = Generator[Move, Screen, Screen]
"""A piece of a walk; it returns the screen it ends on."""

_MENU, _LANGUAGE, _CONSENT, _ROLE, _AGE, _COUNTRY = "m", "as", "va", "ao", "ag", "an"
_LESSON_GOES_ON, _CARD, _LESSON_ENDS = "lc", "ls", "ld"
_LESSON_ASKS, _CHOICE, _QUESTION, _SCORE = "ql", "qa", "qw", "qs"
_CHECK_BEGINS, _CHECK, _CHECK_CHOICE, _ADVICE = "cs", "cw", "ca", "cc"
_ADVICE_CARDS = 3
_FEWEST_CHOICES = 3


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
    """Meet our bot, then go round its challenge check, lessons, quiz and menu."""
    yield from _arrive(person_no)
    for n in count(person_no):
        yield from _check_a_challenge(n)
        yield from _read_a_lesson(n)
        yield from _take_a_quiz(n)


def quizzer(person_no: int) -> Walk:
    """Meet our bot and read enough for a whole quiz, then do nothing but answer.

    The "next question" taps between two answers, which cost less, are left out: each tap answers the question
    that one would lead to. Five answers, then a new quiz.
    """
    yield from _arrive(person_no)
    yield from _read_a_lesson(person_no)
    yield from _read_a_lesson(person_no)
    for n in count(person_no):
        screen = yield Say("/quiz")
        choices = _leading_to(screen, _CHOICE)
        screen = yield Tap(choices[n % len(choices)])
        while following := _leading_to(screen, _QUESTION):
            _, attempt, number = following[0].data.split(":")
            choice = n % _FEWEST_CHOICES
            screen = yield Tap(Button(label="", data=f"{_CHOICE}:{attempt}:{number}:{choice}"))


def _arrive(n: int) -> _Part:
    screen = yield Say("/start")
    for code in (_LANGUAGE, _CONSENT, _ROLE, _AGE, _COUNTRY, _CONSENT):
        screen = yield from _press(screen, code, n + 1 if code == _AGE else 0)
    return screen


def _read_a_lesson(n: int) -> _Part:
    """Leaf through a lesson to its end and answer what it asks."""
    screen = yield Say("/menu")
    screen = yield from _press(screen, _LESSON_GOES_ON)
    while not _leading_to(screen, _LESSON_ASKS) and _leading_to(screen, _CARD):
        screen = yield from _press(screen, _CARD, -1)
    screen = yield from _press(screen, _LESSON_ASKS)
    screen = yield from _answer_all(screen, n)
    return (yield from _press(screen, _LESSON_ENDS))


def _take_a_quiz(n: int) -> _Part:
    screen = yield Say("/quiz")
    screen = yield from _answer_all(screen, n)
    screen = yield from _press(screen, _SCORE)
    return (yield from _press(screen, _MENU))


def _answer_all(screen: Screen, n: int) -> _Part:
    while choices := _leading_to(screen, _CHOICE):
        screen = yield Tap(choices[n % len(choices)])
        screen = yield from _press(screen, _QUESTION)
    return screen


def _check_a_challenge(n: int) -> _Part:
    """Go on with the check left open, or begin one, whose calm pause lasts until the next round."""
    screen = yield Say("/challenge")
    if not _leading_to(screen, _CHECK):
        return (yield from _press(screen, _CHECK_BEGINS, n))
    before, screen = screen, (yield from _press(screen, _CHECK))
    while screen is not before:  # a toast alone says that it is too early
        before, screen = screen, (yield from _press(screen, _CHECK_CHOICE, n))
    for _ in range(_ADVICE_CARDS):
        screen = yield from _press(screen, _ADVICE, -1)
    return screen


def _press(screen: Screen, code: str, n: int = 0) -> _Part:
    """Press the n-th of the buttons that lead to `code`; a screen without one stays as it is."""
    there = _leading_to(screen, code)
    if not there:
        return screen
    return (yield Tap(there[n % len(there)]))


def _leading_to(screen: Screen, code: str) -> list[Button]:
    return [button for button in screen.buttons if button.data.split(":", 1)[0] == code]
