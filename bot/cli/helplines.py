"""Commands for the editors of the helplines."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(help="Import helplines and keep them true.", no_args_is_help=True)
console = Console(soft_wrap=True, highlight=False)

Folder = Annotated[Path | None, typer.Option("--folder", help="The country files (default: the project's).")]


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="A YAML list of helplines, with sources and dates.")],
    folder: Folder = None,
) -> None:
    """Bring a researched list into one file a country; what editors decided stays."""
    from bot.content.helplines_import import import_helplines
    from bot.content.reader import ContentError

    try:
        done = import_helplines(file, _folder(folder))
    except ContentError as error:
        console.print(str(error), markup=False)
        raise typer.Exit(1) from None
    console.print(f"{done.files} files: {len(done.added)} lines added, {len(done.changed)} changed.")
    if done.kept:
        console.print(f"Not in the list, kept as they are: {', '.join(done.kept)}")


@app.command()
def check(
    folder: Folder = None,
    *,
    doubts: Annotated[bool, typer.Option(help="Also list the numbers the library does not know.")] = False,
) -> None:
    """Check formats, dates, addresses and sources; exit with 1 when something must be mended."""
    from bot.content.helplines_check import NoPhonenumbersError, check_helplines
    from bot.ports import system_clock

    try:
        findings = check_helplines(_folder(folder), today=system_clock().date())
    except NoPhonenumbersError as missing:
        console.print(str(missing))
        raise typer.Exit(2) from None
    for finding in (*findings.faults, *findings.warnings, *(findings.doubts if doubts else ())):
        console.print(str(finding), markup=False)
    console.print(
        f"{len(findings.faults)} faults, {len(findings.warnings)} warnings, {len(findings.doubts)} doubts."
    )
    raise typer.Exit(1 if findings.faults else 0)


@app.command()
def stale(folder: Folder = None) -> None:
    """List the lines readers see that are due to be checked again, the longest overdue first."""
    from bot.content.helplines_check import stale_helplines
    from bot.ports import system_clock

    due = stale_helplines(_folder(folder), today=system_clock().date())
    for line in due:
        console.print(f"{line.review_by or 'never'}  {line.id}  {line.name or line.kind.value}", markup=False)
    console.print(f"{len(due)} lines are due.")


def _folder(folder: Path | None) -> Path:
    from bot.content.helplines import FOLDER
    from bot.folders import shared_folder

    return folder or shared_folder("content") / FOLDER
