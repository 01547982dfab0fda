"""The settings of servers and chats, as names and texts; what they mean is told in bot.platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from bot.store.schema import PLACES
from bot.store.upsert import put

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection


async def all_settings(connection: AsyncConnection) -> dict[str, dict[str, str]]:
    """The settings of every place: scope → name → value."""
    found: dict[str, dict[str, str]] = {}
    for scope, name, value in await connection.execute(
        select(PLACES).order_by(PLACES.c.scope, PLACES.c.name)
    ):
        found.setdefault(scope, {})[name] = value
    return found


async def set_setting(
    connection: AsyncConnection, scope: str, name: str, value: str | None
) -> None:
    """Set a setting of a place; None removes it."""
    if value is None:
        where = (PLACES.c.scope == scope) & (PLACES.c.name == name)
        await connection.execute(delete(PLACES).where(where))
    else:
        await put(connection, PLACES, {"scope": scope, "name": name, "value": value})
