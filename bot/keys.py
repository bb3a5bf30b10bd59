"""The secret key: read it, make one, put a new one in its place."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.settings import MIN_KEY_LENGTH, Settings, SettingsError
from bot.storage.rotation import reseal
from bot.storage.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotated:
    """Say what a rotation did: how many people were sealed anew (None: an earlier try had done it already).

    `new` holds the new key; `archived` the old one, None where a variable holds it, which we cannot change.
    """

    people: int | None
    new: Path
    archived: Path | None


def secret_key(settings: Settings) -> str:
    """Return the key that seals Telegram ids; make one, kept beside the database, where none was given."""
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value()
    if not settings.key_file.exists():
        _write(settings.key_file, _made())
    return _read(settings.key_file)


def rotate_key(settings: Settings, new_file: Path | None, *, now: datetime) -> Rotated:
    """Seal the database by the key in a file, making both where there is none; safe to repeat after a crash.

    The new key is on the disk before anything is sealed by it, and the old one stays beside it.
    """
    file = settings.key_file
    new = new_file or file.with_name(f"{file.name}.new")
    old_key = secret_key(settings)
    if not new.exists():
        _write(new, _made())
    new_key = _read(new)
    if new_key == old_key:
        raise SettingsError([f"{new.name} holds the present key: name a file that is not there yet."])
    url = settings.database_url.get_secret_value()
    people = reseal(url, Vault(old_key), Vault(new_key), now=now)
    if settings.secret_key is not None:
        return Rotated(people=people, new=new, archived=None)
    archive = _archive(file, old_key, now)
    if new_file is None:
        new.replace(file)
    else:
        _put(new_key, file)
    return Rotated(people=people, new=file, archived=archive)


def is_private(file: Path) -> bool:
    """Tell whether only its owner may read or change a file."""
    return not file.stat().st_mode & 0o077


def _archive(file: Path, key: str, now: datetime) -> Path:
    archive = file.with_name(f"{file.name}.until-{now:%Y%m%dT%H%M%S}")
    if not archive.exists():
        _write(archive, key)
    return archive


def _put(key: str, file: Path) -> None:
    """Put a key in the place of another, at one stroke."""
    fresh = file.with_name(f"{file.name}.part")
    fresh.unlink(missing_ok=True)
    _write(fresh, key)
    fresh.replace(file)


def _made() -> str:
    return os.urandom(32).hex()


def _read(file: Path) -> str:
    key = file.read_text().strip()
    if len(key) < MIN_KEY_LENGTH:
        raise SettingsError([f"The key in {file.name} is cut off: put it back from where you keep a copy."])
    return key


def _write(file: Path, key: str) -> None:
    """Write a key that only we can read, and that is on the disk when this returns."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(key)
        out.flush()
        os.fsync(out.fileno())
