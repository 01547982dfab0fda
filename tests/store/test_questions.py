"""Questions are kept, listed, and deleted: by age, by id, by who asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from bot.platform.records import Kept
from bot.store.database import Database
from bot.store.questions import forget_questions, keep, kept, remove, remove_before
from bot.store.schema import QUESTIONS

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
LAMP = Kept(0, MONDAY, "discord", "en", "unknown", None, "who paints the lamp?")
HEIGHT = Kept(0, TUESDAY, "telegram", "it", "down", "height", "quanto è alto?")


async def fill(database: Database) -> tuple[Kept, ...]:
    """Anna asks on Monday, Bruno on Tuesday."""
    async with database.begin() as connection:
        await keep(connection, LAMP, "discord:1")
        await keep(connection, HEIGHT, "telegram:2")
        return await kept(connection)


async def test_they_come_back_in_order(database: Database) -> None:
    """What was kept is what is listed, each with an id."""
    first, second = await fill(database)
    assert (replace(first, id=0), replace(second, id=0)) == (LAMP, HEIGHT)
    assert 0 < first.id < second.id


async def test_no_row_holds_who_asked(database: Database) -> None:
    """Where the person could stand is a hash."""
    await fill(database)
    async with database.begin() as connection:
        askers = (await connection.scalars(select(QUESTIONS.c.asker))).all()
    assert [len(asker) for asker in askers] == [64, 64]


async def test_deleted_by_id(database: Database) -> None:
    """A question that was dealt with goes; an id that is gone already is no error."""
    first, second = await fill(database)
    async with database.begin() as connection:
        assert await remove(connection, [first.id]) == 1
        assert await remove(connection, [first.id]) == 0
        assert await kept(connection) == (second,)


async def test_deleted_by_age(database: Database) -> None:
    """On Tuesday, what is older than Tuesday goes."""
    _, second = await fill(database)
    async with database.begin() as connection:
        assert await remove_before(connection, TUESDAY) == 1
        assert await kept(connection) == (second,)


async def test_deleted_by_who_asked_within_the_day(database: Database) -> None:
    """Bruno is forgotten on the day he asked; Anna's question of the day before stays."""
    first, _ = await fill(database)
    async with database.begin() as connection:
        assert await forget_questions(connection, "discord:1", TUESDAY) == 0
        assert await forget_questions(connection, "telegram:2", TUESDAY) == 1
        assert await kept(connection) == (first,)
