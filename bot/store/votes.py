"""Votes: one a person, fact and version of the fact file; the last one counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import case, delete, func, select

from bot.platform.records import Tally, Vote
from bot.store.keys import person_hash
from bot.store.schema import VOTES
from bot.store.upsert import put

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection


async def cast_vote(connection: AsyncConnection, vote: Vote, person: str, day: date) -> None:
    """Count a vote of ``PLATFORM:ID``."""
    voter = await person_hash(connection, person, day)
    row = {
        "entry": vote.entry, "version": vote.version, "voter": voter, "up": vote.up, "day": day,
    }  # fmt: skip
    await put(connection, VOTES, row)


async def tallies(connection: AsyncConnection, since: date) -> tuple[Tally, ...]:
    """The votes from a day on, by fact and version, most voted down first."""
    up = func.sum(case((VOTES.c.up, 1), else_=0))
    down = func.sum(case((VOTES.c.up, 0), else_=1))
    rows = await connection.execute(
        select(VOTES.c.entry, VOTES.c.version, up, down)
        .where(VOTES.c.day >= since)
        .group_by(VOTES.c.entry, VOTES.c.version)
        .order_by(down.desc(), up.desc(), VOTES.c.entry)
    )
    return tuple(Tally(entry, version, int(ups), int(downs)) for entry, version, ups, downs in rows)


async def forget_votes(connection: AsyncConnection, person: str, day: date) -> int:
    """Delete the votes a person cast on a day; how many they were."""
    voter = await person_hash(connection, person, day)
    return (await connection.execute(delete(VOTES).where(VOTES.c.voter == voter))).rowcount
