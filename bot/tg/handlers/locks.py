"""The lock before the private settings, and a safe word of one's own. What is typed here leaves the chat."""

from collections.abc import Mapping
from dataclasses import replace

from bot.app import Said, Turn
from bot.domain import pin as rules
from bot.domain.action import Action
from bot.domain.actions.arrival import ChooseAge, ChooseRole
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
    Then,
)
from bot.domain.actions.reminders import ShowReminder
from bot.domain.actions.settings import AskDelete, Export, ShowSettings
from bot.domain.pin import NO_LOCK, NewPin
from bot.domain.safe_words import OwnWord, plain
from bot.screens import locks as screens
from bot.screens.base import Screen
from bot.services import pins as service
from bot.storage import safe_words

_AFTERWARDS: Mapping[Then, Action] = {
    Then.SETTINGS: ShowSettings(),
    Then.ROLE: ChooseRole(),
    Then.AGE: ChooseAge(),
    Then.SAFE_WORD: ShowSafeWord(),
    Then.LOCK: ShowLock(),
    Then.EXPORT: Export(),
    Then.ERASE: AskDelete(),
    Then.REMINDER: ShowReminder(),
}


async def show_safe_word(turn: Turn, _action: ShowSafeWord) -> Screen:
    """Ask for a word of one's own, and show none."""
    has_one = await safe_words.get(turn.tx, turn.learner.id) is not None
    return screens.safe_word(turn.t, has_one=has_one)


async def hear_safe_word(turn: Turn, _action: ShowSafeWord, said: Said) -> Screen | None:
    """Take a word, and let it vanish from the chat."""
    if said.has_media or not said.text:
        return None
    judged = turn.app.catalog.safe_words.judge(said.text)
    if judged in {OwnWord.GOOD, OwnWord.COMMON}:
        await safe_words.put(turn.tx, turn.learner.id, plain(said.text))
    return replace(screens.safe_word_judged(turn.t, judged), deletes=turn.written)


async def remove_safe_word(turn: Turn, _action: RemoveSafeWord) -> Screen:
    """Forget the word."""
    await safe_words.remove(turn.tx, turn.learner.id)
    return screens.safe_word(turn.t, has_one=False)


async def show(turn: Turn, _action: ShowLock) -> Screen:
    """Show the lock, or ask for a first PIN."""
    return screens.lock(turn.t) if turn.learner.lock.is_set else screens.ask_new_pin(turn.t)


async def change(turn: Turn, _action: ChangePin) -> Screen:
    """Ask for another PIN."""
    return replace(screens.ask_new_pin(turn.t), place=ChangePin())


async def hear_new_pin(turn: Turn, action: ShowLock | ChangePin, said: Said) -> Screen | None:
    """Take a PIN, and let it vanish from the chat."""
    pin = rules.digits(said.text)
    if pin is None or said.has_media or (isinstance(action, ShowLock) and turn.learner.lock.is_set):
        return None
    judged = rules.judge(pin)
    if judged is not NewPin.GOOD:
        return replace(screens.pin_refused(turn.t, judged), place=action, deletes=turn.written)
    await service.put(turn.tx, turn.learner, pin, now=turn.now)
    return replace(screens.pin_set(turn.t), deletes=turn.written)


async def remove(turn: Turn, _action: RemovePin) -> Screen:
    """Take the lock off."""
    learner = await service.save(turn.tx, turn.learner, NO_LOCK)
    return await turn.of(learner).show(ShowSettings())


async def close(turn: Turn, _action: CloseLock) -> Screen:
    """Ask for the PIN from now on."""
    learner = await service.save(turn.tx, turn.learner, rules.closed(turn.learner.lock))
    return await turn.of(learner).show(ShowSettings())


async def ask(turn: Turn, action: AskPin) -> Screen:
    """Ask for the PIN."""
    if not turn.learner.lock.is_closed(turn.now):
        return await _go_on(turn, action)
    return screens.ask_pin(turn.t, turn.learner.lock, now=turn.now, place=action)


async def hear_pin(turn: Turn, action: AskPin, said: Said) -> Screen | None:
    """Try a PIN, and let it vanish from the chat."""
    pin = rules.digits(said.text)
    if pin is None or said.has_media or not turn.learner.lock.is_closed(turn.now):
        return None
    learner = await service.attempt(turn.tx, turn.learner, pin, now=turn.now)
    if learner.lock.is_closed(turn.now):
        is_wrong = learner.lock != turn.learner.lock
        shown = screens.ask_pin(turn.t, learner.lock, now=turn.now, place=action, is_wrong=is_wrong)
        return replace(shown, deletes=turn.written)
    shown = await _go_on(turn.of(learner), action)
    if turn.learner.lock.erase_at is not None:
        shown = screens.not_erased(turn.t, shown)
    return replace(shown, deletes=turn.written)


async def forget(turn: Turn, _action: ForgetPin) -> Screen:
    """Tell the way on without the PIN."""
    return screens.forgotten(turn.t, turn.learner.lock, now=turn.now)


async def erase_later(turn: Turn, _action: EraseLater) -> Screen:
    """Have everything erased after a day; whoever can open the lock has the button for at once."""
    lock = turn.learner.lock
    if lock.is_closed(turn.now):
        lock = rules.to_be_erased(lock, now=turn.now)
        await service.save(turn.tx, turn.learner, lock)
    return screens.forgotten(turn.t, lock, now=turn.now)


async def _go_on(turn: Turn, asked: AskPin) -> Screen:
    """Show what the PIN was asked for."""
    return await turn.show(_AFTERWARDS[asked.then])
