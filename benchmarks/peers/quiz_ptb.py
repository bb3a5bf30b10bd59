"""Peer (b): a five-question quiz as a python-telegram-bot ConversationHandler, kept in memory only."""

import sys
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
)

QUESTIONS = [(f"Question {n}: what would you do first?", n % 4) for n in range(1, 6)]
CHOICES = ["Tell somebody", "Wait a while", "Ask who it is", "Show a friend"]
ASKING = 0


def keyboard(question_no: int) -> InlineKeyboardMarkup:
    """Return the choices of a question, one per row."""
    rows = [
        [InlineKeyboardButton(label, callback_data=f"{question_no}:{n}")] for n, label in enumerate(CHOICES)
    ]
    return InlineKeyboardMarkup(rows)


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Ask the first question."""
    assert update.message is not None
    assert context.user_data is not None
    context.user_data["answers"] = []
    await update.message.reply_text(QUESTIONS[0][0], reply_markup=keyboard(0))
    return ASKING


async def press(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Take an answer; ask the next question or tell the score."""
    query = update.callback_query
    assert query is not None
    assert query.data is not None
    assert context.user_data is not None
    question_no, choice_no = map(int, query.data.split(":"))
    answers: list[bool] = context.user_data["answers"]
    answers.append(choice_no == QUESTIONS[question_no][1])
    await query.answer()
    said = "Right." if answers[-1] else "Not quite."
    if question_no + 1 == len(QUESTIONS):
        await query.edit_message_text(f"{said} You got {sum(answers)} of {len(answers)}.")
        return ConversationHandler.END
    following = question_no + 1
    await query.edit_message_text(f"{said}\n\n{QUESTIONS[following][0]}", reply_markup=keyboard(following))
    return ASKING


def main(api: str, token: str, port: str, secret: str) -> None:
    """Serve until a signal comes."""
    application = Application.builder().token(token).base_url(f"{api}/bot").build()
    conversation: ConversationHandler[Any] = ConversationHandler(
        entry_points=[CommandHandler("quiz", start)],
        states={ASKING: [CallbackQueryHandler(press)]},
        fallbacks=[CommandHandler("quiz", start)],
    )
    application.add_handler(conversation)
    application.run_webhook(
        listen="127.0.0.1",
        port=int(port),
        url_path="telegram/webhook",
        webhook_url=f"http://127.0.0.1:{port}/telegram/webhook",
        secret_token=secret,
    )


main(*sys.argv[1:])
