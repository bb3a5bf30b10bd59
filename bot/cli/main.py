"""The commands of `foursteps`, each a few lines that lead to where the work is."""

import asyncio
import sys
from typing import NoReturn

import typer
from rich.console import Console

from bot.cli.helplines import app as helplines_app
from bot.cli.i18n import app as i18n_app

app = typer.Typer(
    help="foursteps: an online-safety companion for families, on Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(helplines_app, name="helplines")
app.add_typer(i18n_app, name="i18n")
errors = Console(stderr=True)


@app.command()
def run() -> None:
    """Run the bot, configured by FOURSTEPS_… in the environment or in .env."""
    from bot.settings import SettingsError, load_settings

    try:
        settings = load_settings()
    except SettingsError as error:
        _give_up(*error.faults)
    from telegram.error import TelegramError

    from bot.domain.errors import StorageError
    from bot.log import set_up_logging
    from bot.run import serve

    set_up_logging(settings.log_level)
    try:
        _loop(serve(settings))
    except TelegramError as error:
        _give_up(_telegram_says(error))
    except (StorageError, OSError) as error:
        _give_up(f"{type(error).__name__}: {error}")


def _telegram_says(error: Exception) -> str:
    from telegram.error import Conflict, InvalidToken

    if isinstance(error, InvalidToken):
        return "Telegram does not know this token: check FOURSTEPS_BOT_TOKEN and FOURSTEPS_API_URL."
    if isinstance(error, Conflict):
        return "Another process already receives this bot's updates: stop it first."
    return f"The Bot API did not answer as expected ({type(error).__name__}): check FOURSTEPS_API_URL."


def _loop(work: object) -> None:
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work)  # type: ignore[arg-type]


def _give_up(*sentences: str) -> NoReturn:
    for sentence in sentences:
        errors.print(f"[red]✗[/] {sentence}", highlight=False)
    sys.exit(2)


def main() -> None:
    """Enter from the shell."""
    app()
