"""The audit: what coordinators did, in lines that cannot be changed afterwards without a trace."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

BEGINNING = bytes(32)
"""What the first line holds in place of an earlier line's digest."""


class Entry(StrEnum):
    """What is written down."""

    INVITED = "invited"
    JOINED = "joined"
    RANKED = "ranked"
    REVOKED = "revoked"
    RESIGNED = "resigned"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SENT_BACK = "sent-back"
    SCHEDULED = "scheduled"
    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    CANCELLED = "cancelled"
    RECALLED = "recalled"
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hold one line: `actor` is our own number of a coordinator, `facts` are counts and codes."""

    at: datetime
    actor: int | None
    deed: Entry
    subject: str
    facts: Mapping[str, int | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Hold a line as it is stored: with the digest of the one before, and its own."""

    number: int
    line: Line
    before: bytes
    digest: bytes


def digest(line: Line, before: bytes) -> bytes:
    """Return SHA-256 over a line and the digest of the one before it."""
    said = json.dumps(
        [line.at.isoformat(), line.actor, line.deed, line.subject, dict(sorted(line.facts.items()))],
        ensure_ascii=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(before + said.encode()).digest()


def first_break(lines: Iterable[Written]) -> int | None:
    """Return the number of the first line that was changed, or before which one is missing; None for none."""
    before = BEGINNING
    for written in lines:
        if written.before != before or written.digest != digest(written.line, before):
            return written.number
        before = written.digest
    return None
