"""Questions that were kept: scrubbed before they come here, deleted when their days are over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from bot.platform.records import Kept
from bot.store.keys import person_hash
from bot.store.schema import QUESTIONS

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection


async def keep(connection: AsyncConnection, question: Kept, person: str) -> None:
    """Keep a question of ``PLATFORM:ID``; its id is given by the database."""
    asker = await person_hash(connection, person, question.day)
    await connection.execute(
        insert(QUESTIONS).values(
            day=question.day, platform=question.platform, language=question.language,
            outcome=question.outcome, entry=question.entry, text=question.text, asker=asker,
        )
    )  # fmt: skip


async def kept(connection: AsyncConnection) -> tuple[Kept, ...]:
    """Every question, the oldest first."""
    rows = await connection.execute(select(QUESTIONS).order_by(QUESTIONS.c.id))
    return tuple(
        Kept(row.id, row.day, row.platform, row.language, row.outcome, row.entry, row.text)
        for row in rows
    )


async def remove(connection: AsyncConnection, ids: Iterable[int]) -> int:
    """Delete questions by id; how many there were."""
    wanted = delete(QUESTIONS).where(QUESTIONS.c.id.in_(list(ids)))
    return (await connection.execute(wanted)).rowcount


async def remove_before(connection: AsyncConnection, day: date) -> int:
    """Delete the questions of earlier days; how many there were."""
    return (await connection.execute(delete(QUESTIONS).where(QUESTIONS.c.day < day))).rowcount


async def forget_questions(connection: AsyncConnection, person: str, day: date) -> int:
    """Delete what a person asked on a day; how many there were."""
    asker = await person_hash(connection, person, day)
    return (await connection.execute(delete(QUESTIONS).where(QUESTIONS.c.asker == asker))).rowcount
