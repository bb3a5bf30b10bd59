from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.audit import BEGINNING, Entry, Line, Written, digest, first_break

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def a_chain(length: int) -> list[Written]:
    chain: list[Written] = []
    before = BEGINNING
    for number in range(1, length + 1):
        line = Line(at=NOON, actor=7, deed=Entry.STARTED, subject=str(number), facts={"recipients": 40_000})
        written = Written(number=number, line=line, before=before, digest=digest(line, before))
        chain.append(written)
        before = written.digest
    return chain


def test_a_chain_that_nobody_touched_is_whole() -> None:
    assert first_break([]) is None
    assert first_break(a_chain(5)) is None


def test_a_changed_line_is_found() -> None:
    chain = a_chain(5)
    chain[2] = replace(chain[2], line=replace(chain[2].line, facts={"recipients": 4}))
    assert first_break(chain) == 3


def test_a_missing_line_is_found() -> None:
    chain = a_chain(5)
    del chain[1]
    assert first_break(chain) == 3


def test_a_line_that_is_changed_with_its_digest_breaks_the_next_one() -> None:
    chain = a_chain(5)
    line = replace(chain[2].line, actor=8)
    chain[2] = replace(chain[2], line=line, digest=digest(line, chain[2].before))
    assert first_break(chain) == 4
