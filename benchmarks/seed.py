"""A database that already has learners in it: the one module here that knows the project from inside."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from benchmarks.fake_api import wall_clock
from benchmarks.places import CACHE, ROOT
from bot.domain.consent import VERSION, By
from bot.storage import tables
from bot.storage.vault import Vault

SECRET_KEY = "bench-only-key-that-guards-nothing-at-all"
FIRST_SEEDED_CHAT = 900_000_001
_BATCH = 5_000
_DAY = 86_400_000
_NEVER = 4_102_444_800_000  # 2100: a reminder that is in the index and not due during a bench
LOCALES = ("en", "ne", "es", "ar")
_COUNTRIES = ("GB", "NP", "ES", "EG")


def seed(path: Path, learners: int) -> None:
    """Make a database file with this many learners, each with some lessons and answers behind them."""
    migrate(path)
    vault, now = Vault(SECRET_KEY), wall_clock() * 1000
    engine = sa.create_engine(f"sqlite:///{path}")
    numbers = iter(range(1, learners + 1))
    while batch := list(islice(numbers, _BATCH)):
        with engine.begin() as connection:
            connection.execute(sa.insert(tables.learners), [learner(n, vault, now) for n in batch])
            connection.execute(sa.insert(tables.progress), [row for n in batch for row in _progress(n, now)])
            connection.execute(sa.insert(tables.answers), [row for n in batch for row in _answers(n, now)])
            connection.execute(sa.insert(tables.attempts), [_attempt(n, now) for n in batch])
            connection.execute(sa.insert(tables.reminders), [_reminder(n, now) for n in batch])
    with engine.connect() as connection:
        connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
    engine.dispose()


def migrate(path: Path) -> None:
    """Make an empty database with our own command."""
    env = {
        "PATH": "/usr/bin:/bin",
        "FOURSTEPS_BOT_TOKEN": "1:bench",
        "FOURSTEPS_DATABASE_URL": f"sqlite:///{path}",
        "FOURSTEPS_SECRET_KEY": SECRET_KEY,
    }
    subprocess.run(
        [sys.executable, "-m", "bot", "migrate"], cwd=ROOT, env=env, check=True, capture_output=True
    )


def seeded_copy(path: Path, learners: int) -> None:
    """Copy a seeded database to `path`; one is made for each state of the schema and kept in the cache."""
    original = CACHE / f"learners-{learners}-{_schema()}.db"
    if not original.exists():
        for outdated in CACHE.glob(f"learners-{learners}-*"):
            outdated.unlink()
        unfinished = original.with_suffix(".part")
        seed(unfinished, learners)
        unfinished.rename(original)
    shutil.copy(original, path)


def _schema() -> str:
    """Name the state of the schema and of what is seeded into it."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for migration in sorted((ROOT / "bot" / "storage" / "migrations").rglob("*.py")):
        digest.update(migration.read_bytes())
    return digest.hexdigest()[:12]


def learner(n: int, vault: Vault, now: int) -> dict[str, Any]:
    """Make the row of a learner."""
    chat_id = FIRST_SEEDED_CHAT + n
    return {
        "id": n,
        "chat_key": vault.key(chat_id),
        "chat_sealed": vault.seal(chat_id),
        "locale": LOCALES[n % len(LOCALES)],
        "step": "done",
        "role": "parent" if n % 2 else "teen",
        "age_band": None if n % 2 else "13-15",
        "country": _COUNTRIES[n % len(_COUNTRIES)],
        "quiet_from": 20 * 60,
        "quiet_until": 8 * 60,
        "joined_at": now - 90 * _DAY,
        "seen_at": now - n % 60 * _DAY,
        "consent_version": f"{VERSION}-{By.ADULT}",
        "consented_at": now - 90 * _DAY,
    }


def _progress(n: int, now: int) -> Iterator[dict[str, Any]]:
    for lesson in range(3):
        yield {
            "learner_id": n,
            "lesson_id": f"seeded-lesson-{lesson}",
            "card_no": 4,
            "started_at": now - 30 * _DAY,
            "seen_at": now - 30 * _DAY,
            "finished_at": now - 30 * _DAY,
        }


def _answers(n: int, now: int) -> Iterator[dict[str, Any]]:
    for question in range(5):
        yield {
            "learner_id": n,
            "question_id": f"seeded-lesson-{question}/q1",
            "right_count": 1,
            "wrong_count": question % 2,
            "was_right": 1,
            "answered_at": now - 30 * _DAY,
        }


def _attempt(n: int, now: int) -> dict[str, Any]:
    return {
        "id": n,
        "learner_id": n,
        "kind": "quiz",
        "questions": json.dumps([f"seeded-lesson-{question}/q1" for question in range(5)]),
        "answers": "[0,1,2,0,1]",
        "started_at": now - 30 * _DAY,
        "finished_at": now - 30 * _DAY,
    }


def _reminder(n: int, now: int) -> dict[str, Any]:
    return {
        "id": n,
        "learner_id": n,
        "topic": "lesson",
        "days": 1 << n % 7,
        "minute": 18 * 60,
        "zone": "Europe/London",
        "is_active": 1,
        "due_at": _NEVER + n,
        "changed_at": now - 30 * _DAY,
    }
