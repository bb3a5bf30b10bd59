"""`foursteps i18n`: from source sentences to translators and back."""

import re
import shutil
import subprocess  # the one tool that reads PO files more strictly than we do
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.i18n import checks, exchange, po, template
from bot.i18n.extraction import Found, extract
from bot.i18n.locales import SERVED, SOURCE
from bot.i18n.status import Status, status
from bot.i18n.strings import compile_strings, po_path, read_catalog

app = typer.Typer(help="Translations: extract, update, compile, status, check, export, import, review.")
_out = Console()
_err = Console(stderr=True, soft_wrap=True)

Root = Annotated[Path, typer.Option(help="The source tree.", file_okay=False, exists=True)]
Locale = Annotated[str, typer.Option(help="A served language other than English.")]
_ROOM = re.compile(r"at most ([0-9]+) characters", re.IGNORECASE)
_HERE = Path(__file__).parents[2]


@app.command("extract")
def extract_command(root: Root = _HERE) -> None:
    """Write locales/messages.pot from the code and the content."""
    pot = _template(root)
    _folder(root).mkdir(exist_ok=True)
    po.write(_pot_path(root), pot)
    _out.print(f"{len(pot.entries)} sentences in {_pot_path(root).relative_to(root)}")


@app.command("update")
def update_command(root: Root = _HERE) -> None:
    """Bring every language's file in step with the template (after `extract`)."""
    pot = po.read(_pot_path(root))
    for tag in _tags():
        path = po_path(_folder(root), tag)
        with po.locked(path):
            old = po.read(path) if path.exists() else None
            po.write(path, template.updated(pot, old, tag=tag))
    status_command(root)


@app.command("compile")
def compile_command(root: Root = _HERE) -> None:
    """Check every language's file and write the binary form beside it."""
    _end_if([line for tag in _tags() for line in _file_faults(root, tag)])
    for tag in _tags():
        path = po_path(_folder(root), tag)
        path.with_suffix(".mo").write_bytes(compile_strings(read_catalog(path)))
    _out.print(f"compiled {', '.join(_tags())}")


@app.command("status")
def status_command(root: Root = _HERE) -> None:
    """Show how far each language has come."""
    table = Table("locale", "language", "coverage", "translated", "missing", "stale", "machine draft")
    for tag in _tags():
        path = po_path(_folder(root), tag)
        table.add_row(tag, SERVED[tag].own_name, *_cells(status(po.read(path)) if path.exists() else None))
    _out.print(table)


@app.command("check")
def check_command(
    root: Root = _HERE,
    complete: Annotated[str, typer.Option(help="Languages that must be complete: ne,es,ar.")] = "",
) -> None:
    """Fail where a sentence cannot be translated, a file is behind the source or a translation is broken."""
    demanded = [tag for tag in complete.split(",") if tag]
    _end_if([*_source_faults(root), *_translation_faults(root), *_coverage_faults(root, demanded)])
    _out.print("translations are in order")


@app.command("export")
def export_command(
    *,
    locale: Locale,
    root: Root = _HERE,
    missing: Annotated[bool, typer.Option("--missing", help="Only what is not translated yet.")] = False,
    chunk: Annotated[str, typer.Option(help="A part, such as 1/4.")] = "1/1",
) -> None:
    """Print sentences as JSON lines: fill in `translation`, hand them back to `import`."""
    part, _, parts = chunk.partition("/")
    if not (part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts)):
        raise typer.BadParameter("write a chunk as 1/4", param_hint="--chunk")
    file = po.read(_known(root, locale))
    for line in exchange.exported(file, tag=locale, only_missing=missing, chunk=(int(part), int(parts))):
        sys.stdout.write(f"{line}\n")


@app.command("import")
def import_command(
    *,
    locale: Locale,
    source: Annotated[Path, typer.Argument(help="JSON lines from `export`, filled in.", exists=True)],
    root: Root = _HERE,
    reviewed: Annotated[bool, typer.Option("--reviewed", help="A person has read all of it.")] = False,
) -> None:
    """Take translations in. A faulty line is refused with the reason; the others are kept."""
    path = _known(root, locale)
    with po.locked(path), source.open(encoding="utf-8") as lines:
        result = exchange.imported(po.read(path), lines, tag=locale, is_draft=not reviewed)
        po.write(path, result.po)
    _out.print(f"{result.taken} taken, {len(result.refused)} refused")
    _end_if([f"{source.name}:{number}: {problem}" for number, problem in result.refused])


@app.command("review")
def review_command(
    locale: Locale,
    root: Root = _HERE,
    context: Annotated[str, typer.Option(help="Only what stands under it: lesson/first-stop")] = "",
) -> None:
    """Take the machine-draft mark off what a person has read."""
    path = _known(root, locale)
    with po.locked(path):
        po.write(path, exchange.reviewed(po.read(path), context))
    status_command(root)


def _tags() -> list[str]:
    return [tag for tag in SERVED if tag != SOURCE]


def _folder(root: Path) -> Path:
    return root / "locales"


def _pot_path(root: Path) -> Path:
    return _folder(root) / template.POT


def _known(root: Path, locale: str) -> Path:
    path = po_path(_folder(root), locale)
    if locale not in _tags() or not path.exists():
        raise typer.BadParameter(f"one of {', '.join(_tags())}, after `update`", param_hint="--locale")
    return path


def _template(root: Path) -> po.PoFile:
    found, _ = extract(root)
    return template.template([*found, *_content(root)])


def _content(root: Path) -> Iterator[Found]:
    if not (root / "content").is_dir():
        return
    from bot.content.messages import content_messages

    for file, line, text, comment in content_messages(root / "content"):
        room = _ROOM.search(comment)
        yield Found(
            file=file.relative_to(root).as_posix(),
            line=line,
            source=text.source,
            context=text.context,
            comment=comment,
            limit=int(room[1]) if room else None,
        )


def _source_faults(root: Path) -> Iterator[str]:
    _, misused = extract(root)
    yield from (f"{misuse.file}:{misuse.line}: {misuse.problem}" for misuse in misused)
    pot, path = _template(root), _pot_path(root)
    yield from (f"{fault.entry.files[0]}: {fault}" for fault in checks.source_faults(pot))
    if not path.exists() or path.read_text(encoding="utf-8") != po.written(pot):
        yield f"{path.relative_to(root)} is behind the source; run `foursteps i18n extract`."


def _translation_faults(root: Path) -> Iterator[str]:
    wanted = [entry.key for entry in po.read(_pot_path(root)).entries] if _pot_path(root).exists() else []
    for tag in _tags():
        yield from _file_faults(root, tag)
        path = po_path(_folder(root), tag)
        if path.exists() and [entry.key for entry in po.read(path).entries] != wanted:
            yield f"{path.relative_to(root)} is behind the template; run `foursteps i18n update`."


def _file_faults(root: Path, tag: str) -> Iterator[str]:
    path = po_path(_folder(root), tag)
    name = path.relative_to(root)
    if not path.exists():
        yield f"{name} is missing; run `foursteps i18n update`."
        return
    file = po.read(path)
    if po.plural_forms(tag) not in file.header:
        yield f"{name}: the header must say `Plural-Forms: {po.plural_forms(tag)}`."
    yield from (f"{name}: {fault}" for fault in checks.faults(file, tag=tag))
    yield from _msgfmt_faults(path, root)


def _msgfmt_faults(path: Path, root: Path) -> Iterator[str]:
    """Ask GNU msgfmt too, where it is installed."""
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None:
        return
    command = [msgfmt, "--check", "--output-file=-", str(path.relative_to(root))]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False)  # noqa: S603 - fixed words
    if done.returncode:
        yield from done.stderr.decode(errors="replace").strip().splitlines()


def _coverage_faults(root: Path, demanded: list[str]) -> Iterator[str]:
    for tag in demanded:
        counted = status(po.read(_known(root, tag)))
        if counted.translated < counted.total:
            yield f"{tag} is {counted.coverage} % complete: {counted.missing} missing, {counted.stale} stale."


def _cells(counted: Status | None) -> list[str]:
    if counted is None:
        return ["0 %", "0", "all", "0", "0 %"]
    return [
        f"{counted.coverage} %",
        str(counted.translated),
        str(counted.missing),
        str(counted.stale),
        f"{counted.draft_share} %",
    ]


def _end_if(faults: list[str]) -> None:
    for fault in faults:
        _err.print(f"[red]✗[/red] {escape(fault)}", highlight=False)
    if faults:
        raise typer.Exit(1)
