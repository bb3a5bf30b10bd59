"""Which languages are offered, with lessons or without: all of them, or only what a person has read."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.i18n import po
from bot.i18n.locales import SERVED, SOURCE, Served, Translators, load_translators
from bot.i18n.parts import Part
from bot.i18n.status import Status, status
from bot.i18n.strings import po_path
from bot.settings import Serve


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Say whether a language is served, whether its lessons are, and why."""

    tag: str
    is_served: bool
    has_lessons: bool
    reason: str


def offers(folder: Path, serve: Serve) -> tuple[Offer, ...]:
    """Decide for every language; English is the source, and always there."""
    return tuple(_offers(folder, serve))


def serving(folder: Path, serve: Serve) -> Translators:
    """Read what is offered."""
    offered = [offer for offer in offers(folder, serve) if offer.is_served]
    return load_translators(
        folder,
        [offer.tag for offer in offered],
        frozenset(offer.tag for offer in offered if offer.has_lessons),
    )


def _offers(folder: Path, serve: Serve) -> Iterator[Offer]:
    for tag, served in SERVED.items():
        if tag == SOURCE:
            yield Offer(tag=tag, is_served=True, has_lessons=True, reason="the source")
        elif serve is Serve.ALL:
            yield Offer(tag=tag, is_served=True, has_lessons=served.has_lessons, reason="all are served")
        else:
            yield _reviewed(served, folder)


def _reviewed(served: Served, folder: Path) -> Offer:
    """Offer what a person has read. What is missing is shown in English, which is no draft."""
    path = po_path(folder, served.tag)
    file = po.read(path) if path.exists() else po.PoFile(header="")
    interface, teaching = (status(file, part) for part in Part)
    problem = _unread(interface)
    if problem:
        return Offer(tag=served.tag, is_served=False, has_lessons=False, reason=f"in the interface {problem}")
    problem = _unread(teaching) if served.has_lessons else "nothing is promised yet"
    reason = f"the interface is reviewed; in the lessons {problem}" if problem else "all of it is reviewed"
    return Offer(tag=served.tag, is_served=True, has_lessons=not problem, reason=reason)


def _unread(counts: Status) -> str:
    if not counts.translated:
        return "nothing is translated"
    return f"{counts.drafts} sentences are machine drafts" if counts.drafts else ""
