"""Commands for authors."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bot.cli.shell import give_up

if TYPE_CHECKING:
    from rich.table import Table

    from bot.content.tally import Counted, Tally

app = typer.Typer(help="Begin lessons, count what there is, help editors help you.", no_args_is_help=True)
new_app = typer.Typer(help="Begin a file from a template.", no_args_is_help=True)
app.add_typer(new_app, name="new")
console = Console(soft_wrap=True, highlight=False)

AUDIENCES = ("teen", "parent", "both")
MINUTES = 2
_ID = "Id (a-z, 0-9, hyphens; it stays for good)"

Folder = Annotated[Path | None, typer.Option("--folder", help="The content (default: the project's).")]
Name = Annotated[str | None, typer.Option("--id", help="The file's name, for good: a-z, 0-9, -.")]


@new_app.command()
def lesson(
    name: Name = None,
    title: Annotated[str | None, typer.Option(help="At most 32 characters.")] = None,
    unit: Annotated[str | None, typer.Option(help="The unit of units.yaml it stands in.")] = None,
    audience: Annotated[str | None, typer.Option(help="teen, parent or both.")] = None,
    minutes: Annotated[int | None, typer.Option(help="How long it takes.")] = None,
    folder: Folder = None,
) -> None:
    """Write a lesson's file with every key in it, and list it in its unit; asks for what is not given."""
    from bot.content.new import NewFileError, NewLesson, units_in, write_lesson
    from bot.content.reader import ContentError
    from bot.domain.lesson import Audience
    from bot.ports import system_clock

    below = _folder(folder)
    try:
        units = units_in(below)
        new = NewLesson(
            id=_asked(_ID, name),
            title=_asked("Title (at most 32 characters)", title),
            unit=_asked("Unit", unit, units),
            audience=Audience(_asked("For", audience, AUDIENCES)),
            minutes=typer.prompt("Minutes", default=MINUTES, type=int) if minutes is None else minutes,
        )
        path = write_lesson(below, new, today=system_clock().date())
    except (NewFileError, ContentError) as error:
        give_up(str(error))
    _done(f"Written: {path}", f"Listed in: {below / 'units.yaml'}")


@new_app.command()
def friend(name: Name = None, folder: Folder = None) -> None:
    """Write a file of “Help a friend” with every key in it."""
    _begin("friend", name, folder)


@new_app.command()
def guide(name: Name = None, folder: Folder = None) -> None:
    """Write a guide of “What to do now” with every key in it."""
    _begin("guide", name, folder)


@new_app.command()
def pair(name: Name = None, folder: Folder = None) -> None:
    """Write a talk in two halves with every key in it."""
    _begin("pair", name, folder)


@new_app.command()
def situation(name: Name = None, folder: Folder = None) -> None:
    """Write a situation of “Say this, not that” with every key in it."""
    _begin("situation", name, folder)


def _begin(noun: str, name: str | None, folder: Path | None) -> None:
    from bot.content.new import NewFileError, write_piece
    from bot.content.reader import ContentError
    from bot.ports import system_clock

    try:
        path = write_piece(_folder(folder), noun, _asked(_ID, name), today=system_clock().date())
    except (NewFileError, ContentError) as error:
        give_up(str(error))
    _done(f"Written: {path}")


def _done(*said: str) -> None:
    console.print(*said, sep="\n", markup=False)
    console.print("Write it now; `foursteps check` tells what is still to be done, `make demo` shows it.")


@app.command()
def stats(
    folder: Folder = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Count what there is by unit and audience, with the oldest check and the next review."""
    import json

    from bot.content.reader import ContentError
    from bot.content.tally import plain, tally

    try:
        counted = tally(_folder(folder))
    except ContentError as error:
        give_up(str(error))
    if as_json:
        rows = {"lessons": counted.lessons, "others": counted.others}
        everything = {name: [plain(row) for row in each] for name, each in rows.items()}
        totals = {"course": plain(counted.course), "total": plain(counted.total)}
        print(json.dumps({**everything, **totals}, indent=2))  # noqa: T201 (nothing may wrap or colour it)
        return
    console.print(_table(counted))


@app.command()
def schema(
    folder: Annotated[Path, typer.Option("--folder", help="Where to write.")] = Path("docs/schemas"),
) -> None:
    """Write JSON Schemas, so that editors help while you type (docs/authoring.md says how)."""
    from bot.content.schemas import write_schemas

    for path in write_schemas(folder):
        console.print(f"Written: {path}", markup=False)


@app.command()
def forbid(
    folder: Folder = None,
    *,
    method: Annotated[bool, typer.Option("--method", help="Words that tell how, not a name.")] = False,
) -> None:
    """Keep a name out of every text: read it from standard input, keep only its digest.

    An argument would stay in the shell's history and show among the processes.
    """
    from bot.content.digests import STEM, add_digest, is_name
    from bot.content.terms import FOLDER
    from bot.content.text_rules import METHODS, NAMED

    name = typer.get_text_stream("stdin").readline().strip()
    if not is_name(name):
        give_up(
            f"Write a name of one to four words; a word with {STEM} at its end stands for all that begin so."
        )
    path = _folder(folder) / FOLDER / (METHODS if method else NAMED)
    console.print(f"Added to {path}." if add_digest(path, name) else "It is known already.", markup=False)


def _table(counted: "Tally") -> "Table":
    from rich import box
    from rich.table import Table

    heads = ("", "for", "files", "questions", "words", "sources", "checked", "review by")
    table = Table(*heads, box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for column in table.columns:
        column.no_wrap = True
        column.justify = "right" if column.header in heads[2:6] else "left"
    for rows in (counted.lessons, (counted.course,), counted.others, (counted.total,)):
        for row in rows:
            table.add_row(*_cells(row))
        table.add_section()
    return table


def _cells(row: "Counted") -> Iterable[str]:
    yield from (row.unit or row.noun or "all", row.audience or "")
    yield from map(str, (len(row.files), row.questions, row.words, len(row.pages)))
    yield from (row.oldest_check.isoformat(), row.next_review.isoformat())


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
