"""Commands for authors."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.shell import give_up

app = typer.Typer(help="Begin lessons, count what there is, help editors help you.", no_args_is_help=True)
new_app = typer.Typer(help="Begin a file from a template.", no_args_is_help=True)
app.add_typer(new_app, name="new")
console = Console(soft_wrap=True, highlight=False)

AUDIENCES = ("teen", "parent", "both")
MINUTES = 2

Folder = Annotated[Path | None, typer.Option("--folder", help="The content (default: the project's).")]


@new_app.command()
def lesson(
    name: Annotated[str | None, typer.Option("--id", help="The file's name, for good: a-z, 0-9, -.")] = None,
    title: Annotated[str | None, typer.Option(help="At most 32 characters.")] = None,
    unit: Annotated[str | None, typer.Option(help="The unit of units.yaml it stands in.")] = None,
    audience: Annotated[str | None, typer.Option(help="teen, parent or both.")] = None,
    minutes: Annotated[int | None, typer.Option(help="How long it takes.")] = None,
    folder: Folder = None,
) -> None:
    """Write a lesson's file with every key in it, and list it in its unit; asks for what is not given."""
    from bot.content.new import NewLesson, NewLessonError, units_in, write_lesson
    from bot.content.reader import ContentError
    from bot.domain.lesson import Audience
    from bot.ports import system_clock

    below = _folder(folder)
    try:
        units = units_in(below)
        new = NewLesson(
            id=_asked("Id (a-z, 0-9, hyphens; it stays for good)", name),
            title=_asked("Title (at most 32 characters)", title),
            unit=_asked("Unit", unit, units),
            audience=Audience(_asked("For", audience, AUDIENCES)),
            minutes=typer.prompt("Minutes", default=MINUTES, type=int) if minutes is None else minutes,
        )
        path = write_lesson(below, new, today=system_clock().date())
    except (NewLessonError, ContentError) as error:
        give_up(str(error))
    console.print(f"Written: {path}", f"Listed in: {below / 'units.yaml'}", sep="\n", markup=False)
    console.print("Write it now; `foursteps check` tells what is still to be done, `make demo` shows it.")


def _asked(question: str, given: str | None, among: Iterable[str] = ()) -> str:
    """Ask for what was not given; what is not among the choices is refused."""
    names = ", ".join(among)
    answer = given if given is not None else typer.prompt(f"{question} ({names})" if names else question)
    if names and answer not in among:
        give_up(f"`{answer}` is not known: choose one of {names}.")
    return str(answer).strip()


def _folder(folder: Path | None) -> Path:
    from bot.folders import shared_folder

    return folder or shared_folder("content")
