"""Commands for those who teach the ear, and those who want to know how well it hears."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.shell import give_up

app = typer.Typer(help="Hear distress: test it, measure it, teach it.", no_args_is_help=True)
console = Console(soft_wrap=True, highlight=False)

Folder = Annotated[Path | None, typer.Option("--folder", help="The content (default: the project's).")]


@app.command()
def check(folder: Folder = None) -> None:
    """Read messages (JSON lines: id, lang, text), write what is heard (id, kind, severity, matched_rule)."""
    from bot.content.safeguarding import load_ear
    from bot.content.safeguarding_check import BadLineError, answers

    try:
        for line in answers(load_ear(_folder(folder)), sys.stdin):
            print(line)  # noqa: T201 (nothing may wrap or colour it)
    except BadLineError as error:
        give_up(str(error))


@app.command()
def report(
    folder: Folder = None,
    *,
    development: Annotated[bool, typer.Option("--development", help="The phrases it was made with.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Put the tables into docs/safeguarding.md.")] = False,
) -> None:
    """Print how well distress is heard in each language, on phrases nobody looked at while teaching."""
    from bot.content.safeguarding import load_ear
    from bot.content.safeguarding_phrases import Side
    from bot.content.safeguarding_report import DOCUMENT, markdown, told, with_table, write_figures
    from bot.content.safeguarding_report import report as reported

    below = _folder(folder)
    ear = load_ear(below)
    if development:
        console.print(markdown(reported(below, ear, Side.DEVELOPMENT)), markup=False)
        return
    rows = reported(below, ear, Side.TEST)
    tables = told(rows, reported(below, ear, Side.SECOND))
    console.print(tables, markup=False)
    if write:
        write_figures(below, rows)
        document = below.parent / "docs" / DOCUMENT
        document.write_text(with_table(document.read_text(encoding="utf-8"), tables), encoding="utf-8")


@app.command()
def phrases(
    locale: Annotated[str, typer.Option("--locale", help="Of which language.")],
    folder: Folder = None,
    *,
    missed: Annotated[bool, typer.Option("--missed", help="Only those not heard, or falsely heard.")] = False,
) -> None:
    """Print the development phrases of a language; those for measuring stay unseen."""
    from bot.content.safeguarding import load_ear
    from bot.content.safeguarding_phrases import Side
    from bot.content.safeguarding_phrases import phrases as these
    from bot.content.safeguarding_report import listen

    below = _folder(folder)
    for each in listen(load_ear(below), these(below, locale, Side.DEVELOPMENT)):
        if not (missed and each.is_right):
            heard = each.heard.matched or "nothing"
            console.print(
                f"{each.phrase.severity}\t{each.phrase.group}\t{heard}\t{each.phrase.text}", markup=False
            )


@app.command()
def train(folder: Folder = None) -> None:
    """Train the model from the development phrases (needs scikit-learn: the dependency group `train`)."""
    from bot.content.safeguarding import FOLDER
    from bot.content.safeguarding_model import FILE, write_model
    from bot.content.safeguarding_training import train as trained

    below = _folder(folder)
    path = below / FOLDER / FILE
    try:
        write_model(path, trained(below))
    except ModuleNotFoundError:
        give_up("Training needs scikit-learn: install the dependency group `train`.")
    console.print(f"Written: {path}", markup=False)


def _folder(folder: Path | None) -> Path:
    from bot.folders import shared_folder

    return folder or shared_folder("content")
