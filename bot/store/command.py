"""The store for a command of the command line: opened, used once, closed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from bot.environment import environment
from bot.settings import read_settings
from bot.store.address import address_of
from bot.store.database import Database

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

T = TypeVar("T")


def with_database(work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
    """What some work in one transaction comes to, on the database of the environment or ``.env``.

    Raises :class:`ConfigurationError` and :class:`StoreUnavailable`.
    """
    settings = read_settings(environment())
    return asyncio.run(_once(Database(address_of(settings.database, settings.state)), work))


async def _once(database: Database, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
    try:
        async with database.begin() as connection:
            return await work(connection)
    finally:
        await database.close()
