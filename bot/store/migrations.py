"""Bring a database to the present tables, step by step, also when two processes start at once.

Each step runs once, in order, all of them in one transaction that no other process can be in:
SQLite has one writer, and PostgreSQL's is held by an advisory lock. A step never changes once it
was released; it names its tables itself, because schema.py goes on changing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Identity,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    func,
    insert,
    select,
    text,
    update,
)

from bot.errors import StoreUnavailable

Step = Callable[[Connection], None]

_LOCK: Final = 0x666F6F74  # any number that is ours alone
_VERSION: Final = Table(
    "schema_version", MetaData(), Column("version", Integer, nullable=False)
)  # one row


def _first(connection: Connection) -> None:
    tables = MetaData()

    def key(name: str, length: int | None) -> Column[str]:
        return Column(name, String(length) if length else Text(), primary_key=True)

    def said(name: str, length: int) -> Column[str]:
        return Column(name, String(length), nullable=False)

    Table(
        "places", tables, key("scope", 64), key("name", 32), Column("value", Text, nullable=False)
    )
    Table(
        "votes", tables, key("entry", None), key("version", 64), key("voter", 64),
        Column("up", Boolean, nullable=False), Column("day", Date, nullable=False),
    )  # fmt: skip
    Table(
        "counts", tables, Column("day", Date, primary_key=True), key("platform", 16),
        key("language", 8), key("outcome", 16), key("topic", None),
        Column("count", Integer, nullable=False),
    )  # fmt: skip
    Table(
        "questions", tables, Column("id", Integer, Identity(), primary_key=True),
        Column("day", Date, nullable=False, index=True), said("platform", 16),
        said("language", 8), said("outcome", 16), Column("entry", Text),
        Column("text", Text, nullable=False),
        Column("asker", String(64), nullable=False, index=True),
    )  # fmt: skip
    Table(
        "daily_keys", tables, Column("day", Date, primary_key=True),
        Column("key", LargeBinary, nullable=False),
    )  # fmt: skip
    tables.create_all(connection)


STEPS: Final[Sequence[Step]] = (_first,)


def migrate(connection: Connection, steps: Sequence[Step] = STEPS) -> int:
    """Take the steps that are left, in the transaction of the connection; how many they were.

    Raises :class:`StoreUnavailable` for a database of a later version of the program.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    _VERSION.create(connection, checkfirst=True)
    done: int | None = connection.scalar(select(func.max(_VERSION.c.version)))
    if done is None:
        connection.execute(insert(_VERSION).values(version=0))
        done = 0
    if done > len(steps):
        raise StoreUnavailable(
            f"the database is of a later version of Footnote (schema {done}, known: {len(steps)}): "
            "update the program"
        )
    for step in steps[done:]:
        step(connection)
    if done < len(steps):
        connection.execute(update(_VERSION).values(version=len(steps)))
    return len(steps) - done
