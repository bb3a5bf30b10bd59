"""A sweep costs what is due: both databases find it by the index, and the rest of it row by row."""

import re
import sqlite3

import psycopg

from bot.storage.reminders import DUE

NOW = {"now": 0, "batch": 200}
_CROWD = """
INSERT INTO learners (id, chat_key, chat_sealed, locale, step, quiet_from, quiet_until, joined_at, seen_at)
    SELECT n, int8send(n), '', 'en', 'done', 0, 0, 0, 0 FROM generate_series(1, 5000) n;
INSERT INTO reminders (id, learner_id, topic, days, minute, zone, is_active, due_at, changed_at)
    SELECT n, n, 'lesson', 1, 0, 'UTC', 1, n, 0 FROM generate_series(1, 5000) n;
INSERT INTO progress (learner_id, lesson_id, card_no, started_at, seen_at)
    SELECT n, 'one', 1, 0, 0 FROM generate_series(1, 5000) n;
INSERT INTO deliveries (learner_id, reminder_id, local_day, state, due_at)
    SELECT n, n, '2026-11-22', 'sent', 0 FROM generate_series(1, 5000) n;
ANALYZE;
"""


def plan(database_url: str) -> str:
    """Ask the database how it would go about it."""
    if database_url.startswith("sqlite"):
        with sqlite3.connect(database_url.removeprefix("sqlite:///")) as connection:
            asked = "EXPLAIN QUERY PLAN " + DUE.sql["sqlite"]
            return "\n".join(row[3] for row in connection.execute(asked, DUE.parameters("sqlite", NOW)))
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(_CROWD)
        rows = connection.execute("EXPLAIN " + DUE.sql["postgresql"], DUE.parameters("postgresql", NOW))
        return "\n".join(row[0] for row in rows)


def test_the_search_goes_by_the_index_and_looks_through_no_table(database_url: str) -> None:
    steps = plan(database_url)
    assert "ix_reminders_due_at" in steps
    assert not re.search(r"\bSCAN\b|Seq Scan|Sort|TEMP B-TREE", steps)
