"""Which database: a file in the state folder, or the one that ``DATABASE_URL`` names."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import ConfigurationError

FILE: Final = "footnote.db"
_EXAMPLE: Final = "postgresql://user:password@host/database"


def address_of(named: str | None, state: Path) -> URL:
    """The address of the database. Raises :class:`ConfigurationError`, without the password."""
    if named is None:
        return URL.create("sqlite+aiosqlite", database=str(state / FILE))
    try:
        url = make_url(named)
    except (ArgumentError, ValueError):
        raise ConfigurationError(
            f"DATABASE_URL is no address of a database: set it like {_EXAMPLE}, or leave it empty"
        ) from None
    kind = url.drivername.partition("+")[0]
    if kind == "sqlite" and url.database and url.database != ":memory:":
        return url.set(drivername="sqlite+aiosqlite")
    if kind not in ("postgres", "postgresql"):
        raise ConfigurationError(
            f"DATABASE_URL begins with {url.drivername}: only postgresql:// and sqlite:/// do"
        )
    if find_spec("asyncpg") is None:
        raise ConfigurationError("DATABASE_URL needs asyncpg: pip install 'footnote[postgresql]'")
    return _for_asyncpg(url)


def _for_asyncpg(url: URL) -> URL:
    # What libpq calls sslmode, asyncpg calls ssl.
    query = dict(url.query)
    if "sslmode" in query:
        query["ssl"] = query.pop("sslmode")
    return url.set(drivername="postgresql+asyncpg", query=query)
