"""The command that makes packs to print."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.shell import console, give_up

if TYPE_CHECKING:
    from bot.content.catalog import Catalog
    from bot.domain.lesson import Unit
    from bot.printing.pack import Pack

_HOW = "Open it in a browser and print it (A4); choose “Save as PDF” there for a PDF."


def print_pack(
    *,
    unit: Annotated[str | None, typer.Option(help="The unit: its number in the course, or its id.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every unit, in one file.")] = False,
    class_: Annotated[bool, typer.Option("--class", help="The class that a trainer reads aloud.")] = False,
    locale: Annotated[str, typer.Option(help="The language: en, ne, es, ar …")] = "en",
    country: Annotated[str | None, typer.Option(help="Whose helplines to print: NP, CO …")] = None,
    out: Annotated[Path, typer.Option(help="The folder to write to.")] = Path(),
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Also a PDF, where Chromium or Chrome is there.")
    ] = False,
) -> None:
    """Make lessons and questions to print, for classes and families without phones."""
    from bot.content.catalog import load_catalog
    from bot.folders import shared_folder
    from bot.i18n.locales import SERVED, load_translators
    from bot.ports import system_clock
    from bot.printing.pack import Pack, document, left_to_do

    catalog = load_catalog(shared_folder("content"))
    translators = load_translators(shared_folder("locales"))
    with_lessons = [tag for tag in translators.tags if SERVED[tag].has_lessons]
    if locale not in with_lessons:
        give_up(f"There are no lessons in {locale}: choose one of {', '.join(with_lessons)}.")
    pack = Pack(
        catalog=catalog,
        t=translators(locale),
        units=() if class_ and unit is None and not every else _units(catalog, unit, every=every),
        today=system_clock().date(),
        class_plan=catalog.class_plan if class_ else None,
        country=_country(catalog, country),
    )
    pack = replace(pack, left=left_to_do(shared_folder("locales"), pack))
    html = out / f"foursteps-{_name(pack)}-{locale}.html"
    out.mkdir(parents=True, exist_ok=True)
    html.write_text(document(pack), encoding="utf-8")
    _say(f"Written: {html}")
    if pdf:
        _pdf(html)
    else:
        _say(_HOW)


def _name(pack: "Pack") -> str:
    units = "all" if len(pack.units) > 1 else "".join(unit.id for unit in pack.units)
    return "-".join(filter(None, (units, "class" if pack.class_plan else "")))


def _units(catalog: "Catalog", wanted: str | None, *, every: bool) -> "tuple[Unit, ...]":
    if every:
        return catalog.units
    found = [unit for no, unit in enumerate(catalog.units, start=1) if wanted in {str(no), unit.id}]
    if not found:
        listed = ", ".join(f"{no} ({unit.id})" for no, unit in enumerate(catalog.units, start=1))
        give_up(f"Say which unit with --unit, or --all, or --class. The units are {listed}.")
    return tuple(found)


def _country(catalog: "Catalog", wanted: str | None) -> str | None:
    code = wanted.upper() if wanted else None
    if code is not None and code not in catalog.helplines.countries:
        give_up(f"We know no helplines of {code}: leave --country out for a page to fill in by hand.")
    return code


def _pdf(html: Path) -> None:
    from bot.printing.pdf import PdfError, find_browser, write_pdf

    browser = find_browser()
    if browser is None:
        _say(f"No PDF was made: neither Chromium nor Chrome is installed. {_HOW}")
        return
    try:
        write_pdf(browser, html, html.with_suffix(".pdf"))
    except PdfError as error:
        give_up(str(error), _HOW)
    _say(f"Written: {html.with_suffix('.pdf')}")


def _say(sentence: str) -> None:
    console.print(sentence, markup=False, highlight=False, soft_wrap=True)
