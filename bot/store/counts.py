"""How many questions there were, by day, platform, language, outcome and topic."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.platform.records import Count
from bot.store.schema import COUNTS
from bot.store.upsert import add

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection


async def count(connection: AsyncConnection, found: Count) -> None:
    """Add to a count."""
    row = {
        "day": found.day, "platform": found.platform, "language": found.language,
        "outcome": found.outcome, "topic": found.topic or "", "count": found.count,
    }  # fmt: skip
    await add(connection, COUNTS, row, "count")


async def counts(connection: AsyncConnection, since: date) -> tuple[Count, ...]:
    """The counts from a day on, in order of day, platform, language, outcome, topic."""
    table = COUNTS.c
    rows = await connection.execute(
        select(
            table.day, table.platform, table.language, table.outcome, table.topic, table["count"]
        )
        .where(table.day >= since)
        .order_by(*COUNTS.primary_key)
    )
    return tuple(
        Count(day, platform, language, outcome, topic or None, total)
        for day, platform, language, outcome, topic, total in rows
    )
