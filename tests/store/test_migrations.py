"""Steps are taken once, in order, whole or not at all, also by two processes at once."""

from __future__ import annotations

import asyncio
import sys

import pytest
from sqlalchemy import URL, Connection, MetaData, inspect, text

from bot.errors import StoreUnavailable
from bot.store.database import Database
from bot.store.migrations import STEPS, migrate
from bot.store.schema import METADATA
from tests.program import ROOT

OPEN = (
    "import asyncio, sys\n"
    "from sqlalchemy import make_url\n"
    "from bot.store.database import Database\n"
    "async def main():\n"
    "    database = Database(make_url(sys.argv[1]))\n"
    "    async with database.begin():\n"
    "        pass\n"
    "    await database.close()\n"
    "asyncio.run(main())\n"
)


def shape(metadata: MetaData, connection: Connection) -> dict[str, dict[str, str]]:
    """Table → column → type, null, key, as the database would be told."""
    return {
        table.name: {
            column.name: f"{column.type.compile(connection.dialect)} "
            f"{column.nullable} {column.primary_key}"
            for column in table.columns
        }
        for table in metadata.tables.values()
    }


async def test_the_steps_lead_to_the_tables_of_the_schema(database: Database) -> None:
    """Columns, keys and indices of a migrated database are those of schema.py."""

    def compare(connection: Connection) -> None:
        found = MetaData()
        found.reflect(connection)
        wanted = shape(METADATA, connection)
        reflected = shape(found, connection)
        assert set(reflected) == {*wanted, "schema_version"}
        for name, columns in wanted.items():
            assert reflected[name] == columns
            indexed = {i["column_names"][0] for i in inspect(connection).get_indexes(name)}
            assert indexed == {i.columns.values()[0].name for i in METADATA.tables[name].indexes}

    async with database.begin() as connection:
        await connection.run_sync(compare)


async def test_a_later_step_is_added_and_nothing_is_taken_twice(database: Database) -> None:
    """A second step runs once on a database that has the first, and the rows stay."""

    def second(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE places ADD COLUMN note TEXT"))

    async with database.begin() as connection:
        await connection.execute(text("INSERT INTO places VALUES ('discord:1', 'prefix', '?')"))
        assert await connection.run_sync(migrate) == 0
        assert await connection.run_sync(lambda c: migrate(c, (*STEPS, second))) == 1
        assert await connection.run_sync(lambda c: migrate(c, (*STEPS, second))) == 0
        rows = (await connection.execute(text("SELECT * FROM places"))).all()
        assert [tuple(row) for row in rows] == [("discord:1", "prefix", "?", None)]


async def test_a_step_that_fails_leaves_the_database_as_it_was(database: Database) -> None:
    """Half a step is no step: neither its table nor its number is there."""

    def broken(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE half (x INTEGER)"))
        connection.execute(text("no sql at all"))

    async with database.begin():
        pass
    with pytest.raises(StoreUnavailable):
        async with database.begin() as connection:
            await connection.run_sync(lambda c: migrate(c, (*STEPS, broken)))
    async with database.begin() as connection:
        assert not await connection.run_sync(lambda c: inspect(c).has_table("half"))
        assert await connection.run_sync(migrate) == 0


async def test_a_database_of_a_later_program_is_left_alone(database: Database) -> None:
    """The message says what to do."""
    async with database.begin() as connection:
        await connection.execute(text("UPDATE schema_version SET version = 99"))
        with pytest.raises(StoreUnavailable, match=r"later version of Footnote.*update"):
            await connection.run_sync(migrate)


async def test_four_processes_start_at_once_on_an_empty_database(
    address: URL, database: Database
) -> None:
    """All come up, and the steps were taken once."""
    plain = address.render_as_string(hide_password=False)
    children = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", OPEN, plain, cwd=ROOT, stderr=asyncio.subprocess.PIPE
        )
        for _ in range(4)
    ]
    said = [(await child.communicate())[1] for child in children]
    assert [child.returncode for child in children] == [0] * 4, said
    async with database.begin() as connection:
        versions = (await connection.scalars(text("SELECT version FROM schema_version"))).all()
    assert versions == [len(STEPS)]
