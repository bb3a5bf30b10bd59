"""A safe word opens help from anywhere; hiding takes the chat away."""

from dataclasses import replace

from bot.app import Said, Turn
from bot.domain.action import ShowMenu
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.hiding import Hide
from bot.domain.pin import closed
from bot.domain.recall import WINDOW
from bot.domain.safe_words import Called, is_word
from bot.screens import hiding as screens
from bot.screens.base import Screen
from bot.screens.common import back_rows
from bot.storage import messages, pins, safe_words
from bot.tg.incoming import Wish


async def answer(turn: Turn, called: Called) -> Screen:
    """Answer a word that goes before all else."""
    return await (help_now(turn) if called is Called.HELP else hide(turn, Hide()))


async def help_now(turn: Turn) -> Screen:
    """Open help without a word about it; the place is kept, and what is typed next still goes there."""
    shown = await turn.answer(turn, ShowHelp())
    back = turn.place
    if back is None or isinstance(back, ShowMenu | ShowHelp):
        return replace(shown, place=back)
    return replace(shown, buttons=(*shown.buttons, back_rows(turn.t, back)[0]), place=back)


async def hide(turn: Turn, _action: Hide) -> Screen:
    """Take away all that Telegram still lets a bot delete, and go to the menu behind something plain.

    An open lock closes: whoever comes now is not who opened it.
    """
    if turn.learner.lock.open_until is not None:
        await pins.save(turn.tx, turn.learner.id, closed(turn.learner.lock))
    gone = await messages.list_since(turn.tx, turn.learner.id, since=turn.now - WINDOW)
    return replace(screens.neutral(turn.t), deletes=gone)


async def is_own_word(turn: Turn, wish: Wish) -> bool:
    """Tell whether somebody wrote their own safe word."""
    if not isinstance(wish, Said) or not wish.text:
        return False
    word = await safe_words.get(turn.tx, turn.learner.id)
    return word is not None and is_word(wish.text, word)
