"""The lock before the private settings, and a safe word of one's own."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.domain.action import Action
from bot.domain.actions.locks import (
    AskPin,
    ChangePin,
    CloseLock,
    EraseLater,
    ForgetPin,
    RemovePin,
    RemoveSafeWord,
    ShowLock,
    ShowSafeWord,
)
from bot.domain.actions.settings import ShowSettings
from bot.domain.pin import Lock, NewPin
from bot.domain.safe_words import OwnWord
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on
from bot.screens.hiding import hide_row

_PARAGRAPH = Markup("\n\n")
_HOUR = timedelta(hours=1)


def safe_word(t: Translator, *, has_one: bool) -> Screen:
    """Ask for a word of one's own; the one there is, is never shown."""
    text = [
        Markup("<b>{}</b>").format(t("My safe word")),
        t("Write it here alone in a message, at any time, and the people you can talk to show at once."),
        t("“Help” and “SOS” always do that, in every language. Here you can add a word that only you know."),
        t("Type a word or two that you would never write by accident. I delete your message right away."),
    ]
    if has_one:
        text.insert(1, t("You have a safe word of your own. I never show it."))
    remove = (_to(t.label("Remove my safe word"), RemoveSafeWord(), "🗑"),)
    rows = (*((remove,) if has_one else ()), *_back(t))
    return Screen(text=_PARAGRAPH.join(text), buttons=rows, place=ShowSafeWord())


def safe_word_judged(t: Translator, judged: OwnWord) -> Screen:
    """Say what became of the word, without repeating it."""
    rows = _back(t)
    if judged in {OwnWord.GOOD, OwnWord.COMMON}:
        rows = ((_to(t.label("Remove my safe word"), RemoveSafeWord(), "🗑"),), *rows)
    return Screen(text=_PARAGRAPH.join(_verdict(t, judged)), buttons=rows, place=ShowSafeWord())


def ask_new_pin(t: Translator) -> Screen:
    """Ask for a PIN, and say what it is for and what it cannot do."""
    text = (
        Markup("<b>{}</b>").format(t("Lock settings")),
        t("Type a PIN of 4 to 8 digits. I delete your message right away."),
        t(
            "Then nobody changes who you are, your age, your safe word or “Shared phone” without the PIN, "
            "and nobody sees or erases what is stored."
        ),
        t("“Help now”, the safe word, hiding the chat, “Stop all messages” and “Privacy” never ask for it."),
        t("Whoever holds the phone can still read this chat. “Hide this chat” takes it away."),
    )
    return Screen(text=_PARAGRAPH.join(text), buttons=_back(t), place=ShowLock())


def pin_refused(t: Translator, judged: NewPin) -> Screen:
    """Ask for another PIN."""
    if judged is NewPin.EASY:
        text = t("That one is guessed first. Please type another PIN of 4 to 8 digits.")
    else:
        text = t("A PIN has 4 to 8 digits. Please type another one.")
    return Screen(text=text, buttons=_back(t))


def pin_set(t: Translator) -> Screen:
    """Confirm, without showing anything of it."""
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("The lock is on."),
        t("For ten minutes you can change things without the PIN."),
        t("If you still see your message with the PIN, please delete it."),
    )
    return Screen(text=text, buttons=_lock_rows(t), place=ShowLock())


def lock(t: Translator) -> Screen:
    """Show the lock to somebody who has just opened it."""
    return Screen(
        text=Markup("<b>{}</b>\n\n{}").format(
            t("The lock is on."), t("For ten minutes you can change things without the PIN.")
        ),
        buttons=_lock_rows(t),
        place=ShowLock(),
    )


def ask_pin(t: Translator, lock: Lock, *, now: datetime, place: Action, is_wrong: bool = False) -> Screen:
    """Ask for the PIN, or say how long no try counts."""
    wait = lock.wait(now)
    text = [Markup("<b>{}</b>").format(t("Please type the PIN"))]
    if is_wrong:
        text.append(t("That was not the PIN."))
    if wait:
        text.append(
            Markup("{} {}").format(t("There were many tries. The PIN can wait a little."), _in(t, wait))
        )
    else:
        text.append(t("This part of the settings is locked. I delete your message right away."))
    text += _to_be_erased(t, lock, now=now)
    rows = ((_to(t.label("I do not know the PIN"), ForgetPin(), "🤷"),), *_back(t))
    return Screen(text=_PARAGRAPH.join(text), buttons=rows, place=place)


def forgotten(t: Translator, lock: Lock, *, now: datetime) -> Screen:
    """Say what can be done without the PIN."""
    text = [
        Markup("<b>{}</b>").format(t("Without the PIN")),
        t("Nobody can tell you the PIN, not even the people who run this bot."),
        t("You can have everything erased and begin again. It happens after one day."),
        t("Until then the right PIN calls it off. “Help now” and the safe words work all the time."),
        *_to_be_erased(t, lock, now=now),
    ]
    erase = (_to(t.label("Erase everything in a day"), EraseLater(), "🗑"),)
    again = (_to(t.label("Type the PIN"), AskPin(), "🔢"),)
    rows = (*(() if lock.erase_at else (erase,)), again, *_back(t))
    return Screen(text=_PARAGRAPH.join(text), buttons=rows)


def not_erased(t: Translator, shown: Screen) -> Screen:
    """Say above what is shown that the right PIN has called the erasing off."""
    return replace(
        shown, text=Markup("<b>{}</b>\n\n{}").format(t("Nothing will be erased any more."), shown.text)
    )


def _verdict(t: Translator, judged: OwnWord) -> Iterator[Markup]:
    match judged:
        case OwnWord.GOOD | OwnWord.COMMON:
            yield Markup("<b>{}</b>").format(t("Your safe word is set. I will not show it again."))
            if judged is OwnWord.COMMON:
                yield t(
                    "Many people write this word every day, so help may open by accident. "
                    "Type another if you like."
                )
            yield t("If you still see your message with the word, please delete it.")
        case OwnWord.TOO_SHORT:
            yield t("Please type at least 3 characters, with letters among them.")
        case OwnWord.TOO_LONG:
            yield t("Please type at most 30 characters.")
        case OwnWord.TAKEN:
            yield t("This word already works for everybody. Type another one that only you know.")


def _to_be_erased(t: Translator, lock: Lock, *, now: datetime) -> Iterator[Markup]:
    if lock.erase_at is not None:
        left = max(lock.erase_at - now, timedelta())
        yield Markup("<b>{}</b> {}").format(t("Everything will be erased."), _in(t, left))


def _in(t: Translator, wait: timedelta) -> Markup:
    """Say how long, rounded up: no clock is needed, and no time zone."""
    if wait < _HOUR:
        minutes = max(1, math.ceil(wait / timedelta(minutes=1)))
        return t.plural("That is in about {count} minute.", "That is in about {count} minutes.", minutes)
    hours = math.ceil(wait / _HOUR)
    return t.plural("That is in about {count} hour.", "That is in about {count} hours.", hours)


def _lock_rows(t: Translator) -> tuple[Row, ...]:
    return (
        (_to(t.label("Lock again now"), CloseLock(), "🔒"),),
        (
            _to(t.label("Change the PIN"), ChangePin(), "🔢"),
            _to(t.label("Take the lock off"), RemovePin(), "🔓"),
        ),
        *_back(t),
    )


def _back(t: Translator) -> tuple[Row, ...]:
    return ((_to(t.label("Settings"), ShowSettings(), "⚙️"),), hide_row(t), ways_on(t))


def _to(label: str, action: Action, icon: str) -> Button:
    return Button(label=label, action=action, icon=icon)
