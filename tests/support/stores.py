"""Fixtures: an empty database, once on SQLite and once on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.store.address import address_of
from bot.store.database import Database
from tests.support.postgres import new_database, server

if TYPE_CHECKING:
    from sqlalchemy import URL

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """A PostgreSQL server."""
    with server(tmp_path_factory.mktemp("pg")) as url:
        yield url


@pytest.fixture(params=KINDS)
async def address(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    """The address of an empty database."""
    if request.param == "sqlite":
        return address_of(None, tmp_path / "state")
    named = await new_database(request.getfixturevalue("postgres"))
    return address_of(named, tmp_path)


@pytest.fixture
async def database(address: URL) -> AsyncIterator[Database]:
    """An empty database, not opened yet."""
    opened = Database(address)
    yield opened
    await opened.close()
