"""Counts add up, also when two add at the same time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

from bot.platform.records import Count
from bot.store.counts import count, counts
from bot.store.database import Database

MONDAY = Count(date(2026, 3, 2), "discord", "it", "answer", "salary")


async def test_the_same_kind_is_one_count(database: Database) -> None:
    """Two questions of one kind and one without a topic: two counts, in order."""
    nothing = replace(MONDAY, outcome="unknown", topic=None)
    async with database.begin() as connection:
        for found in (nothing, MONDAY, replace(MONDAY, count=3)):
            await count(connection, found)
        assert await counts(connection, MONDAY.day) == (replace(MONDAY, count=4), nothing)


async def test_only_from_a_day_on(database: Database) -> None:
    """Earlier days are left out."""
    async with database.begin() as connection:
        await count(connection, MONDAY)
        assert await counts(connection, date(2026, 3, 3)) == ()


async def test_nothing_is_lost_between_two(database: Database) -> None:
    """Twenty transactions at once, each of which adds one: twenty."""

    async def one() -> None:
        async with database.begin() as connection:
            await count(connection, MONDAY)

    await asyncio.gather(*(one() for _ in range(20)))
    async with database.begin() as connection:
        assert await counts(connection, MONDAY.day) == (replace(MONDAY, count=20),)
