"""Instants as whole UTC milliseconds, the way the database holds them."""

from datetime import UTC, datetime, timedelta
from typing import overload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


@overload
def stamp(at: datetime) -> int: ...
@overload
def stamp(at: None) -> None: ...
@overload
def stamp(at: datetime | None) -> int | None: ...
def stamp(at: datetime | None) -> int | None:
    """Turn an aware instant into milliseconds."""
    return None if at is None else (at - _EPOCH) // _MILLISECOND


@overload
def moment(milliseconds: int) -> datetime: ...
@overload
def moment(milliseconds: None) -> None: ...
def moment(milliseconds: int | None) -> datetime | None:
    """Turn milliseconds into an aware instant in UTC."""
    return None if milliseconds is None else _EPOCH + milliseconds * _MILLISECOND
