"""Transactions, trouble with the database, and recovery from it."""

from __future__ import annotations

import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url, text

from bot.errors import StoreUnavailable
from bot.store.address import address_of
from bot.store.database import Database
from bot.store.places import all_settings, set_setting


async def test_kept_or_undone(database: Database) -> None:
    """A block that raises leaves nothing; one that ends leaves what it wrote."""
    async with database.begin() as connection:
        await set_setting(connection, "discord:1", "prefix", "?")
    with suppress(ZeroDivisionError):
        async with database.begin() as connection:
            await set_setting(connection, "discord:1", "prefix", "x")
            raise ZeroDivisionError
    async with database.begin() as connection:
        assert await all_settings(connection) == {"discord:1": {"prefix": "?"}}


async def test_two_have_it_open(address: URL) -> None:
    """What one writes the other reads, and a closed one opens again."""
    first, second = Database(address), Database(address)
    async with first.begin() as connection:
        await set_setting(connection, "discord:1", "prefix", "?")
    await first.close()
    async with second.begin() as connection:
        assert await all_settings(connection) == {"discord:1": {"prefix": "?"}}
    async with first.begin() as connection:
        assert await all_settings(connection) == {"discord:1": {"prefix": "?"}}
    await first.close()
    await second.close()


async def test_wrong_sql_is_told_without_a_traceback(database: Database) -> None:
    """The error is ours, one line, and names the database."""
    with pytest.raises(StoreUnavailable) as caught:
        async with database.begin() as connection:
            await connection.execute(text("SELECT * FROM nothing"))
    assert "\n" not in str(caught.value)
    assert "nothing" in str(caught.value)


async def test_file_is_in_wal_mode_and_private(tmp_path: Path) -> None:
    """The file is created on first use, in a folder that was not there, for this user alone."""
    path = tmp_path / "new" / "state" / "footnote.db"
    database = Database(address_of(None, path.parent))
    assert not path.parent.exists()
    async with database.begin() as connection:
        assert await connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert await connection.scalar(text("PRAGMA secure_delete")) == 1
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    await database.close()


async def test_a_folder_that_is_a_file_and_then_none(tmp_path: Path) -> None:
    """Where the state folder cannot be, the error says so; once it can, all is well."""
    (tmp_path / "state").write_text("in the way")
    database = Database(address_of(None, tmp_path / "state"))
    with pytest.raises(StoreUnavailable, match=r"footnote\.db"):
        async with database.begin():
            pass
    (tmp_path / "state").unlink()
    async with database.begin() as connection:
        assert await all_settings(connection) == {}
    await database.close()


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """The reason is SQLite's own."""
    (tmp_path / "footnote.db").write_text("Dear diary, " * 100)
    database = Database(address_of(None, tmp_path))
    with pytest.raises(StoreUnavailable, match="not a database"):
        async with database.begin():
            pass
    await database.close()


@contextmanager
def silent_server() -> Iterator[int]:
    """Yield the port of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


async def test_a_server_that_does_not_answer() -> None:
    """The wait ends after the patience."""
    with silent_server() as port:
        url = address_of(f"postgresql://anna:secret@127.0.0.1:{port}/footnote", Path())
        database = Database(url, patience=0.2)
        with pytest.raises(StoreUnavailable) as caught:
            async with database.begin():
                pass
    assert "secret" not in str(caught.value)
    await database.close()


async def test_no_server_at_all() -> None:
    """The error names the server and not the password."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    url = address_of(f"postgres://anna:secret@127.0.0.1:{port}/footnote", Path())
    database = Database(url)
    with pytest.raises(StoreUnavailable, match=rf"anna:\*\*\*@127\.0\.0\.1:{port}") as caught:
        async with database.begin():
            pass
    assert "secret" not in str(caught.value)
    await database.close()


async def test_a_user_or_database_that_is_not_there(postgres: URL, tmp_path: Path) -> None:
    """PostgreSQL's own refusal is told in one line."""
    plain = address_of(postgres.render_as_string(hide_password=False), tmp_path)
    for url, said in (
        (plain.set(username="nobody"), "nobody"),
        (plain.set(database="nowhere"), "nowhere"),
    ):
        database = Database(make_url(url))
        with pytest.raises(StoreUnavailable, match=said):
            async with database.begin():
                pass
        await database.close()
