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
from bot.i18n.parts import Part
from bot.i18n.status import status
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
def update_command(
    root: Root = _HERE,
    with_teaching: Annotated[
        str, typer.Option(help="Languages whose lessons somebody begins to translate: fr,hi.")
    ] = "",
) -> None:
    """Bring every language's file in step with the template (after `extract`)."""
    pot = po.read(_pot_path(root))
    begun = _listed(with_teaching, "--with-teaching")
    for tag in _tags():
        path = po_path(_folder(root), tag)
        with po.locked(path):
            old = po.read(path) if path.exists() else None
            wanted = pot if tag in begun else _wanted(pot, old, tag)
            po.write(path, template.updated(wanted, old, tag=tag))
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
    pot = po.read(_pot_path(root))
    table = Table("locale", "language", "lessons", "interface", "teaching", "missing", "stale", "draft")
    for tag in _tags():
        served, path = SERVED[tag], po_path(_folder(root), tag)
        file = po.read(path) if path.exists() else po.PoFile(header="")
        promised = "promised" if served.has_lessons else "not yet"
        table.add_row(tag, served.own_name, promised, *_cells(file, pot, has_lessons=served.has_lessons))
    _out.print(table)


@app.command("check")
def check_command(
    root: Root = _HERE,
    complete: Annotated[str, typer.Option(help="Languages that must be complete: ne,es,ar.")] = "",
    interface: Annotated[str, typer.Option(help="Languages whose interface must be complete: fr,hi.")] = "",
) -> None:
    """Fail where a sentence cannot be translated, a file is behind the source or a translation is broken."""
    demanded: dict[str, Part | None] = dict.fromkeys(_listed(interface, "--interface"), Part.INTERFACE)
    demanded |= dict.fromkeys(_listed(complete, "--complete"))
    _end_if([*_source_faults(root), *_translation_faults(root), *_coverage_faults(root, demanded)])
    _out.print("translations are in order")


@app.command("export")
def export_command(
    *,
    locale: Locale,
    root: Root = _HERE,
    missing: Annotated[bool, typer.Option("--missing", help="Only what is not translated yet.")] = False,
    interface: Annotated[bool, typer.Option("--interface", help="Without the teaching.")] = False,
    chunk: Annotated[str, typer.Option(help="A part, such as 1/4.")] = "1/1",
) -> None:
    """Print sentences as JSON lines: fill in `translation`, hand them back to `import`."""
    part, _, parts = chunk.partition("/")
    if not (part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts)):
        raise typer.BadParameter("write a chunk as 1/4", param_hint="--chunk")
    file = po.read(_known(root, locale))
    asked = Part.INTERFACE if interface else None
    chosen = (int(part), int(parts))
    for line in exchange.exported(file, tag=locale, only_missing=missing, part=asked, chunk=chosen):
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


def _listed(tags: str, option: str) -> list[str]:
    listed = [tag for tag in tags.split(",") if tag]
    if set(listed) - set(_tags()):
        raise typer.BadParameter(f"some of {','.join(_tags())}", param_hint=option)
    return listed


def _wanted(pot: po.PoFile, file: po.PoFile | None, tag: str) -> po.PoFile:
    """Leave the teaching out of a language that promises no lessons until somebody has begun them."""
    is_whole = SERVED[tag].has_lessons or (file is not None and template.has_teaching(file))
    return pot if is_whole else template.interface_of(pot)


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
    pot = po.read(_pot_path(root)) if _pot_path(root).exists() else po.PoFile(header="")
    for tag in _tags():
        yield from _file_faults(root, tag)
        path = po_path(_folder(root), tag)
        if path.exists() and _is_behind(po.read(path), pot, tag):
            yield f"{path.relative_to(root)} is behind the template; run `foursteps i18n update`."


def _is_behind(file: po.PoFile, pot: po.PoFile, tag: str) -> bool:
    return [entry.key for entry in file.entries] != [entry.key for entry in _wanted(pot, file, tag).entries]


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


def _coverage_faults(root: Path, demanded: dict[str, Part | None]) -> Iterator[str]:
    pot = po.read(_pot_path(root))
    for tag, part in demanded.items():
        counted = status(po.read(_known(root, tag)), part, pot=pot)
        if counted.translated < counted.total:
            missing = f"{counted.missing} missing, {counted.stale} stale"
            yield f"{tag} is {counted.coverage} % complete{_of(part)}: {missing}."


def _of(part: Part | None) -> str:
    return f" in its {part.value}" if part else ""


def _cells(file: po.PoFile, pot: po.PoFile, *, has_lessons: bool) -> list[str]:
    """Count both parts; what is missing from lessons that are not promised is not missed."""
    interface, teaching = (status(file, part, pot=pot) for part in Part)
    all_of_it = status(file)
    return [
        f"{interface.coverage} %",
        f"{teaching.coverage} %" if teaching.total else "none",
        str(interface.missing + (teaching.missing if has_lessons else 0)),
        str(all_of_it.stale),
        f"{all_of_it.draft_share} %",
    ]


def _end_if(faults: list[str]) -> None:
    for fault in faults:
        _err.print(f"[red]✗[/red] {escape(fault)}", highlight=False)
    if faults:
        raise typer.Exit(1)
