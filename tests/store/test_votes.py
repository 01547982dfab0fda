"""One vote a person, and nobody can tell whose it was on another day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from bot.platform.records import Tally, Vote
from bot.store.database import Database
from bot.store.keys import forget_keys, person_hash
from bot.store.schema import KEYS, VOTES
from bot.store.votes import cast_vote, forget_votes, tallies

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
ANNA, BRUNO = "discord:1", "telegram:1"


async def vote(database: Database, person: str, day: date = MONDAY, *, up: bool) -> None:
    """Somebody votes on the lamp's fact."""
    async with database.begin() as connection:
        await cast_vote(connection, Vote("lamp", "v1", up), person, day)


async def tally(database: Database) -> tuple[Tally, ...]:
    """All votes from Monday on."""
    async with database.begin() as connection:
        return await tallies(connection, MONDAY)


async def test_one_vote_a_person(database: Database) -> None:
    """Anna presses three times and Bruno once: two votes, Anna's is her last."""
    await vote(database, ANNA, up=True)
    await vote(database, ANNA, up=True)
    await vote(database, ANNA, up=False)
    await vote(database, BRUNO, up=True)
    assert await tally(database) == (Tally("lamp", "v1", 1, 1),)


async def test_versions_are_counted_apart(database: Database) -> None:
    """A fact that was mended starts with no votes; the one most voted down comes first."""
    await vote(database, ANNA, up=True)
    async with database.begin() as connection:
        await cast_vote(connection, Vote("lamp", "v2", up=False), ANNA, MONDAY)
    assert await tally(database) == (Tally("lamp", "v2", 0, 1), Tally("lamp", "v1", 1, 0))


async def test_a_hash_lasts_a_day(database: Database) -> None:
    """The same person is one hash on a day and another the next, and no hash holds the id."""
    async with database.begin() as connection:
        monday = await person_hash(connection, ANNA, MONDAY)
        assert await person_hash(connection, ANNA, MONDAY) == monday
        assert await person_hash(connection, BRUNO, MONDAY) != monday
        assert await person_hash(connection, ANNA, TUESDAY) != monday
        assert len(monday) == 64


async def test_the_key_is_gone_when_its_day_is_over(database: Database) -> None:
    """After midnight nothing in the database leads from a vote to a person."""
    await vote(database, ANNA, up=True)
    async with database.begin() as connection:
        before = await person_hash(connection, ANNA, MONDAY)
        assert await forget_keys(connection, TUESDAY) == 1
        assert (await connection.scalars(select(KEYS.c.day))).all() == []
        assert await person_hash(connection, ANNA, MONDAY) != before  # with a new key
        assert (await connection.scalars(select(VOTES.c.voter))).all() == [before]


async def test_a_persons_votes_can_be_forgotten_within_the_day(database: Database) -> None:
    """Anna's go, Bruno's stay."""
    await vote(database, ANNA, up=False)
    await vote(database, BRUNO, up=True)
    async with database.begin() as connection:
        assert await forget_votes(connection, ANNA, MONDAY) == 1
    assert await tally(database) == (Tally("lamp", "v1", 1, 0),)


async def test_old_votes_are_not_in_a_later_tally(database: Database) -> None:
    """A tally from Tuesday on holds no vote of Monday."""
    await vote(database, ANNA, up=False)
    async with database.begin() as connection:
        assert await tallies(connection, TUESDAY) == ()
