"""Peer (c): the same quiz with aiogram's state machine and memory storage, on uvloop."""
# aiogram lives in the peers' own environment, so the project's type checker does not see it.
# mypy: disable-error-code="import-not-found,misc,untyped-decorator,no-any-unimported"

import sys

import uvloop
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

QUESTIONS = [(f"Question {n}: what would you do first?", n % 4) for n in range(1, 6)]
CHOICES = ["Tell somebody", "Wait a while", "Ask who it is", "Show a friend"]
dispatcher = Dispatcher()


class Quiz(StatesGroup):
    """Where a person can be."""

    asking = State()


def keyboard(question_no: int) -> InlineKeyboardMarkup:
    """Return the choices of a question, one per row."""
    rows = [
        [InlineKeyboardButton(text=label, callback_data=f"{question_no}:{n}")]
        for n, label in enumerate(CHOICES)
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


@dispatcher.message(Command("quiz"))
async def start(message: Message, state: FSMContext) -> None:
    """Ask the first question."""
    await state.set_state(Quiz.asking)
    await state.set_data({"answers": []})
    await message.answer(QUESTIONS[0][0], reply_markup=keyboard(0))


@dispatcher.callback_query(Quiz.asking)
async def press(query: CallbackQuery, state: FSMContext) -> None:
    """Take an answer; ask the next question or tell the score."""
    question_no, choice_no = map(int, query.data.split(":"))
    answers = [*(await state.get_data())["answers"], choice_no == QUESTIONS[question_no][1]]
    await query.answer()
    said = "Right." if answers[-1] else "Not quite."
    if question_no + 1 == len(QUESTIONS):
        await state.clear()
        await query.message.edit_text(f"{said} You got {sum(answers)} of {len(answers)}.")
        return
    await state.update_data(answers=answers)
    following = question_no + 1
    await query.message.edit_text(f"{said}\n\n{QUESTIONS[following][0]}", reply_markup=keyboard(following))


def main(api: str, token: str, port: str, secret: str) -> None:
    """Serve until a signal comes."""
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))

    async def register() -> None:
        await bot.set_webhook(f"http://127.0.0.1:{port}/telegram/webhook", secret_token=secret)

    dispatcher.startup.register(register)
    application = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=secret).register(application, path="/telegram/webhook")
    setup_application(application, dispatcher, bot=bot)
    web.run_app(application, host="127.0.0.1", port=int(port), loop=uvloop.new_event_loop(), access_log=None)


main(*sys.argv[1:])
