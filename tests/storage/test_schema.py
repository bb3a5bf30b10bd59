"""What may be stored at all (RELIABILITY R15): a list, and a database that holds nothing else."""

import sqlalchemy as sa

from bot.storage.migrate import _connection
from bot.storage.tables import metadata
from tests.storage.allowed import ALLOWED, May, holding

_OF_NUMBERS = (sa.Integer, sa.BigInteger)


def test_there_is_no_column_that_nobody_answers_for() -> None:
    found = {table.name: set(table.columns.keys()) for table in metadata.tables.values()}
    assert found == {table: set(columns) for table, columns in ALLOWED.items()}


def test_the_database_has_no_other_table_and_no_other_column(database_url: str) -> None:
    with _connection(database_url) as connection:
        inspector = sa.inspect(connection)
        names = set(inspector.get_table_names()) - {"alembic_version", "sqlite_sequence"}
        found = {name: {column["name"] for column in inspector.get_columns(name)} for name in names}
    assert found == {table: set(columns) for table, columns in ALLOWED.items()}


def test_words_stand_in_these_columns_and_in_no_other() -> None:
    assert holding(May.TYPED) == {
        "learners.cohort",
        "broadcasts.title",
        "broadcasts.bodies",
        "broadcasts.buttons",
    }
    sealed = {f"learners.{name}" for name in ("chat_key", "chat_sealed", "safe_word_sealed", "pin_sealed")}
    assert holding(May.SEALED) == sealed


def test_what_may_stand_in_a_column_fits_its_type() -> None:
    for table, columns in ALLOWED.items():
        for name, (may, why) in columns.items():
            column = metadata.tables[table].columns[name]
            assert why
            is_number = isinstance(column.type, _OF_NUMBERS)
            assert is_number == (may is May.NUMBER or (may is May.TELEGRAM and name != "attachment")), column
            is_blob = isinstance(column.type, sa.LargeBinary)
            assert is_blob == (may in {May.SEALED, May.DIGEST}), column


def test_no_column_is_named_after_what_must_not_be_kept() -> None:
    forbidden = (
        "first_name",
        "last_name",
        "username",
        "phone",
        "photo",
        "birth",
        "latitud",
        "text",
        "caption",
    )
    names = {name for columns in ALLOWED.values() for name in columns}
    assert [name for name in names if any(part in name for part in forbidden)] == []
