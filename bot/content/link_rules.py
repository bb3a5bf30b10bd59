"""Rules about the addresses in the authors' files: their form, and whether readers may be sent there."""

from collections.abc import Iterator
from pathlib import Path

from bot.content.helplines import FOLDER as HELPLINES
from bot.content.links import FILE, is_allowed, link_faults, load_domains
from bot.content.placeholder_rules import scalars
from bot.content.problem import Problem
from bot.content.reader import ContentError, Spot, Value, read

_SOURCES = "sources"
_INSECURE = "it does not begin with https://"


def check_links(folder: Path) -> Iterator[Problem]:
    """Find addresses that are wrong in form, and those shown to readers that nobody vouched for.

    A helpline's own page needs no second voucher: it is listed with its sources. Some have no https yet.
    """
    domains = load_domains(folder)
    for path in sorted(folder.rglob("*.yaml")):
        try:
            value, lines = read(path)
        except ContentError:
            continue  # whoever loads it tells what is wrong
        of_helplines = path.parent.name == HELPLINES
        for spot, url in _addresses(value):
            if of_helplines and _SOURCES in spot:
                continue  # free words, checked by people
            for fault in link_faults(url):
                if not (of_helplines and fault == _INSECURE):
                    yield _problem(path, lines.at(*spot), f"{url}: {fault}.", "Write the page's own address.")
            if not of_helplines and _SOURCES not in spot and not is_allowed(url, domains):
                problem = f"{url} is on no list of places to send readers to."
                yield _problem(path, lines.at(*spot), problem, f"Leave it out, or add its domain to {FILE}.")


def _addresses(value: Value) -> Iterator[tuple[Spot, str]]:
    return ((spot, words) for spot, words in scalars(value, ()) if words.startswith(("http://", "https://")))


def _problem(path: Path, line: int, problem: str, remedy: str) -> Problem:
    return Problem(file=path, line=line, problem=problem, remedy=remedy)
