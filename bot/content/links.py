"""Addresses: what is wrong in the form of one, and where readers may be sent."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from bot.content.reader import Schema, parse

FILE = "links.yaml"

_SHORTENERS = frozenset(
    {
        "bit.ly", "buff.ly", "cutt.ly", "goo.gl", "is.gd", "lnkd.in", "ow.ly", "rb.gy", "rebrand.ly", "s.id",
        "short.io", "shorturl.at", "t.co", "t.ly", "tiny.cc", "tinyurl.com", "v.gd",
    }
)  # fmt: skip
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+", re.IGNORECASE)
_LINKS = re.compile(
    r"""\b(?:https?://|www\.)[^\s<>"“”]+"""
    r"|\b(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|info|app|io|ly|gg|me|int|np|uk|es|mx|co|pe|br|in)\b(?:/\S*)?",
    re.IGNORECASE,
)
_ENDING = ".,;:!?…’”'\"»"


class DomainEntry(Schema):
    """A domain, with all that is below it, and why readers are sent there."""

    domain: str
    why: str


class LinksFile(Schema):
    """Where readers may be sent: links.yaml."""

    domains: tuple[DomainEntry, ...]


def load_domains(folder: Path) -> frozenset[str]:
    """Read the domains readers may be sent to."""
    path = folder / FILE
    return (
        frozenset(each.domain for each in parse(path, LinksFile).domains) if path.is_file() else frozenset()
    )


def find_links(text: str) -> list[str]:
    """Return the addresses in a text; the punctuation of the sentence is not theirs."""
    return [found.rstrip(_ENDING + ")") for found in _LINKS.findall(text)]


def link_faults(url: str) -> Iterator[str]:
    """Find what is wrong in the form of an address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        yield "it is no address"
        return
    if parts.scheme != "https":
        yield "it does not begin with https://"
    if port is not None:
        yield "it names a port"
    if parts.username is not None or parts.password is not None:
        yield "it hides a name before the @"
    yield from _host_faults(parts.hostname or "")
    yield from _shape_faults(url, parts)


def is_allowed(url: str, domains: frozenset[str]) -> bool:
    """Tell whether an address, with or without https://, is below one of the domains."""
    host = urlsplit(url if "://" in url else f"https://{url}").hostname or ""
    parts = host.removeprefix("www.").split(".")
    return any(".".join(parts[start:]) in domains for start in range(len(parts) - 1))


def _host_faults(host: str) -> Iterator[str]:
    if not host.isascii() or any(part.startswith("xn--") for part in host.split(".")):
        yield "its domain can look like another one"
    elif not _HOST.fullmatch(host):
        yield "its domain is none"
    if host.removeprefix("www.") in _SHORTENERS:
        yield "it is shortened, so nobody sees where it leads"


def _shape_faults(url: str, parts: SplitResult) -> Iterator[str]:
    if url[-1] in _ENDING or (url.endswith(")") and "(" not in parts.path):
        yield "it ends in punctuation"
    if re.search(r"\s|\\", url):
        yield "there is a space or a backslash in it"
