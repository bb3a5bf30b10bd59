import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.storage.migrate import _connection, current, migrate, newest
from bot.storage.tables import metadata


def test_up_down_and_up_again(database_url: str) -> None:
    assert current(database_url) == newest()
    migrate(database_url, revision="base")
    assert current(database_url) is None
    migrate(database_url)
    assert current(database_url) == newest()


def test_the_migrations_make_the_tables_that_the_code_uses(database_url: str) -> None:
    with _connection(database_url) as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
        assert found == []
        assert set(metadata.tables) <= set(sa.inspect(connection).get_table_names())
