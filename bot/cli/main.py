"""The commands of `foursteps`, each a few lines that lead to where the work is."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.content import app as content_app
from bot.cli.helplines import app as helplines_app
from bot.cli.i18n import app as i18n_app
from bot.cli.keys import rotate_key
from bot.cli.printing import print_pack
from bot.cli.rehearsal import rehearse_broadcast
from bot.cli.safeguarding import app as safeguarding_app
from bot.cli.shell import console, errors, give_up, run_loop, the_settings

app = typer.Typer(
    help="foursteps: an online-safety companion for families, on Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(content_app, name="content")
app.add_typer(helplines_app, name="helplines")
app.add_typer(i18n_app, name="i18n")
app.add_typer(safeguarding_app, name="safeguarding")
app.command("print")(print_pack)
app.command("rehearse")(rehearse_broadcast)
app.command("rotate-key")(rotate_key)


@app.command()
def run() -> None:
    """Run the bot, configured by FOURSTEPS_… in the environment or in .env."""
    settings = the_settings()
    from telegram.error import TelegramError

    from bot.content.reader import ContentError
    from bot.domain.errors import StorageError
    from bot.log import set_up_logging
    from bot.run import serve
    from bot.settings import SettingsError

    set_up_logging(settings.log_level)
    try:
        run_loop(serve(settings))
    except TelegramError as error:
        give_up(_telegram_says(error))
    except (StorageError, ContentError, SettingsError) as error:
        give_up(str(error))
    except OSError as error:
        give_up(f"The system refuses: {error.strerror or type(error).__name__}.")


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the page is shown.")] = 8484,
) -> None:
    """Start the simulator and the bot against it, on this machine, and print the address."""
    from bot.demo import run_demo
    from bot.log import set_up_logging

    set_up_logging("WARNING")
    try:
        run_loop(run_demo(port=port, show=_show))
    except OSError as error:
        give_up(f"Port {port} cannot be used ({error.strerror}): try `foursteps demo --port 8585`.")


@app.command()
def migrate() -> None:
    """Bring the database to the schema of this version (`run` does it too)."""
    from bot.storage.migrate import current
    from bot.storage.migrate import migrate as upgrade

    url = the_settings().database_url.get_secret_value()
    upgrade(url)
    console.print(f"The database is at revision {current(url)}.")


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(help="The new file; it must not exist yet.")],
) -> None:
    """Write a consistent copy of the database while the bot goes on."""
    from bot.domain.errors import StorageError
    from bot.storage.backup import back_up

    try:
        back_up(the_settings().database_url.get_secret_value(), target)
    except StorageError as error:
        give_up(f"{error}.")
    console.print(f"Written: {target}. Keep the secret key apart from it.", markup=False)


@app.command()
def check() -> None:
    """Check the content and its translations; exit with 1 when something must be mended."""
    from bot.check import check as check_content
    from bot.content.problem import Severity
    from bot.folders import shared_folder
    from bot.ports import system_clock

    content, locales = shared_folder("content"), shared_folder("locales")
    problems = check_content(content, locales, system_clock().date())
    for problem in problems:
        console.print(str(problem), markup=False, highlight=False, soft_wrap=True)
    faults = sum(problem.severity is Severity.ERROR for problem in problems)
    console.print(f"{faults} faults, {len(problems) - faults} warnings.")
    raise typer.Exit(1 if faults else 0)


@app.command()
def doctor() -> None:
    """Look for what could keep the bot from working, with a remedy for each finding."""
    import asyncio

    from rich.table import Table

    from bot.doctor import Level, examine

    findings = asyncio.run(examine(the_settings()))
    table = Table("", "about", "found", "remedy")
    signs = {Level.GOOD: "[green]✓[/]", Level.ADVICE: "[yellow]![/]", Level.FAULT: "[red]✗[/]"}
    for finding in findings:
        table.add_row(signs[finding.level], finding.about, finding.found, finding.remedy)
    console.print(table)
    raise typer.Exit(1 if any(finding.level is Level.FAULT for finding in findings) else 0)


def _show(line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)


def _telegram_says(error: Exception) -> str:
    from telegram.error import Conflict, InvalidToken

    if isinstance(error, InvalidToken):
        return "Telegram does not know this token: check FOURSTEPS_BOT_TOKEN and FOURSTEPS_API_URL."
    if isinstance(error, Conflict):
        return "Another process already receives this bot's updates: stop it first."
    return f"The Bot API did not answer as expected ({type(error).__name__}): check FOURSTEPS_API_URL."


def main() -> None:
    """Enter from the shell."""
    try:
        app()
    except KeyboardInterrupt:
        errors.print("Stopped.")
