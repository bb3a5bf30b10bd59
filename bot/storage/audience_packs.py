"""Audiences as they are stored, and choices as the statements compare them."""

import json
from collections.abc import Iterable
from typing import Any

from bot.domain.audience import Audience, Progress, ProgressKind, Traits
from bot.domain.learner import AgeBand, Role

_OUT = "out"


def pack(chosen: Iterable[str]) -> str:
    """Write a choice as the statements compare it, like `,teen,parent,`."""
    listed = sorted(chosen)
    return f",{','.join(listed)}," if listed else ""


def pack_audience(audience: Audience) -> str:
    """Write an audience as JSON."""
    return json.dumps(
        {
            **_traits(audience),
            "without": _traits(audience.without),
            "others": audience.spare or _OUT,
        }
    )


def unpack_audience(packed: str) -> Audience:
    """Read an audience."""
    found: dict[str, Any] = json.loads(packed)
    spare = found["others"]
    return Audience(
        **_read(found),
        without=Traits(**_read(found.get("without", {}))),
        spare=None if spare == _OUT else spare,
    )


def _traits(chosen: Audience | Traits) -> dict[str, Any]:
    progress = chosen.progress
    return {
        "roles": sorted(chosen.roles),
        "ages": sorted(chosen.ages),
        "locales": sorted(chosen.locales),
        "countries": sorted(chosen.countries),
        "cohorts": sorted(chosen.cohorts),
        "progress": [progress.kind, progress.unit, sorted(progress.lessons)] if progress else None,
        "seen_within": chosen.seen_within,
    }


def _read(found: dict[str, Any]) -> dict[str, Any]:
    progress = found.get("progress")
    return {
        "roles": frozenset(Role(role) for role in found.get("roles", ())),
        "ages": frozenset(AgeBand(age) for age in found.get("ages", ())),
        "locales": frozenset(found.get("locales", ())),
        "countries": frozenset(found.get("countries", ())),
        "cohorts": frozenset(found.get("cohorts", ())),
        "progress": _progress(*progress) if progress else None,
        "seen_within": found.get("seen_within"),
    }


def _progress(kind: str, unit: str, lessons: list[str]) -> Progress:
    return Progress(kind=ProgressKind(kind), unit=unit, lessons=frozenset(lessons))
