"""One database, opened when it is first used, and its transactions."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StoreUnavailable
from bot.store.migrations import migrate

PATIENCE: Final = 5.0  # seconds for a connection, and for another process's transaction to end


class Database:
    """Transactions on one database. Several processes may have it open."""

    def __init__(self, address: URL, patience: float = PATIENCE) -> None:
        self._address = address
        self._patience = patience
        self._engine = _engine(address, patience)
        self._opening = asyncio.Lock()
        self._ready = False

    @property
    def name(self) -> str:
        """What to call it in a message; without a password."""
        if self._address.drivername.startswith("sqlite"):
            return self._address.database or ""
        return self._address.render_as_string(hide_password=True)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """Yield a connection in a transaction, which is kept unless the block raises.

        The first one creates or migrates the tables. Raises :class:`StoreUnavailable`; a later
        call tries again.
        """
        try:
            await self._open()
            async with self._engine.begin() as connection:
                yield connection
        except Exception as error:
            if _is_ours(error):
                raise StoreUnavailable(
                    f"the database {self.name} cannot be used ({_reason(error)})"
                ) from error
            raise

    async def _open(self) -> None:
        async with self._opening:
            if self._ready:
                return
            if self._address.drivername.startswith("sqlite"):
                await asyncio.to_thread(_prepare, Path(self._address.database or ""))
            async with self._engine.begin() as connection:
                await connection.run_sync(migrate)
            self._ready = True

    async def close(self) -> None:
        """Close every connection; a later transaction opens new ones."""
        await self._engine.dispose()


def _engine(address: URL, patience: float) -> AsyncEngine:
    if address.drivername.startswith("sqlite"):
        engine = create_async_engine(address, connect_args={"timeout": patience}, pool_size=4)
        event.listen(engine.sync_engine, "connect", _set_up)
        event.listen(engine.sync_engine, "begin", _begin)
        return engine
    waits = {"timeout": patience, "command_timeout": patience * 2}
    return create_async_engine(address, connect_args=waits, pool_size=4, pool_pre_ping=True)


def _set_up(connection: Any, _record: Any) -> None:  # noqa: ANN401 - as the driver has it
    # The driver begins no transactions by itself: _begin does.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",  # readers and one writer at the same time
        "synchronous=NORMAL",  # a power cut loses the last transactions, never the database
        "secure_delete=ON",  # what is forgotten is overwritten
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Any) -> None:  # noqa: ANN401
    # A transaction that reads first and writes later would fail where another process wrote in
    # between; one that says so at once waits for its turn.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _prepare(path: Path) -> None:
    """The folder, and a file that only this user can read: SQLite's own would be for everybody."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _is_ours(error: Exception) -> bool:
    # asyncpg's own errors come through while a connection is made; it may not be installed.
    driver = type(error).__module__.partition(".")[0] in ("asyncpg", "sqlite3", "aiosqlite")
    return driver or isinstance(error, SQLAlchemyError | OSError | TimeoutError)


def _reason(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    lines = str(cause).splitlines()
    # SQLAlchemy puts the class of the driver's error first: <class 'asyncpg…'>: what is wrong.
    return lines[0].rpartition(">: ")[2] if lines else type(cause).__name__
