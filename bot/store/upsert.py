"""Insert a row, or do something to the one that is there: the same words for both databases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncConnection


async def put(connection: AsyncConnection, table: Table, row: Mapping[str, Any]) -> None:
    """Insert a row; where its key is there already, the other columns become those of the row."""
    statement = _insert(connection, table).values(**row)
    rest = {c.name: statement.excluded[c.name] for c in table.c if not c.primary_key}
    await connection.execute(
        statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=rest)
    )


async def add(
    connection: AsyncConnection, table: Table, row: Mapping[str, Any], column: str
) -> None:
    """Insert a row; where its key is there already, add its ``column`` to that one's."""
    statement = _insert(connection, table).values(**row)
    total = table.c[column] + statement.excluded[column]
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=list(table.primary_key), set_={column: total}
        )
    )


async def offer(connection: AsyncConnection, table: Table, row: Mapping[str, Any]) -> None:
    """Insert a row unless its key is there already."""
    await connection.execute(_insert(connection, table).values(**row).on_conflict_do_nothing())


def _insert(connection: AsyncConnection, table: Table) -> postgresql.Insert | sqlite.Insert:
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
