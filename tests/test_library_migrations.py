"""A library of any earlier schema opens as one of the newest, with nothing lost."""

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, insert, inspect, select, text

from assistant.library import database, tables
from assistant.library.database import open_database, reading
from tests.making import database_address

pytestmark = pytest.mark.usefixtures("database")

FOLDER = Path(database.__file__).with_name("migrations")


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


EARLIER = [one.revision for one in ScriptDirectory.from_config(alembic_config()).walk_revisions()][1:]


def emptied(engine: Engine) -> None:
    """On a server a database may have been another test's."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))


def migrated_to(revision: str, engine: Engine) -> None:
    config = alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_the_newest_migration_is_the_one_that_the_program_asks_for() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_current_head() == tables.HEAD


@pytest.mark.parametrize("revision", EARLIER)
def test_an_earlier_library_is_brought_up_to_date_and_keeps_what_it_held(
    revision: str, tmp_path: Path
) -> None:
    url = database_address(tmp_path)
    earlier = create_engine(url)
    emptied(earlier)
    migrated_to(revision, earlier)
    with earlier.begin() as connection:
        connection.execute(insert(tables.facts).values(name="embedder", value="packaged"))
    earlier.dispose()

    engine = open_database(url)

    with reading(engine) as connection:
        assert connection.execute(select(tables.facts.c.value)).scalar_one() == "packaged"
        assert MigrationContext.configure(connection).get_current_revision() == tables.HEAD
    engine.dispose()


def test_a_migrated_library_has_the_tables_and_columns_that_the_program_reads(tmp_path: Path) -> None:
    engine = open_database(database_address(tmp_path))
    found = inspect(engine)
    for table in tables.metadata.sorted_tables:
        migrated = {
            column["name"]: column["type"].compile(engine.dialect) for column in found.get_columns(table.name)
        }
        expected = {column.name: column.type.compile(engine.dialect) for column in table.columns}
        assert migrated == expected, table.name
        assert {index["name"] for index in found.get_indexes(table.name)} >= {
            str(index.name) for index in table.indexes
        }
    engine.dispose()
