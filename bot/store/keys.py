"""A person as a hash: the same within a day (UTC), on the next another that nobody can link.

The key of a day is a random number in the database, so that two processes and a restart have the
same. It is deleted when its day is over: from then on no hash can be traced to anybody, not even by
trying every id there is.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from bot.store.schema import KEYS
from bot.store.upsert import offer

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection


async def person_hash(connection: AsyncConnection, person: str, day: date) -> str:
    """64 hexadecimal digits for ``PLATFORM:ID``: HMAC-SHA-256 with the key of the day."""
    await offer(connection, KEYS, {"day": day, "key": secrets.token_bytes(32)})
    key = await connection.scalar(select(KEYS.c.key).where(KEYS.c.day == day))
    return hmac.digest(key, person.encode(), "sha256").hex() if key else ""


async def forget_keys(connection: AsyncConnection, today: date) -> int:
    """Delete the keys of earlier days; how many they were."""
    return (await connection.execute(delete(KEYS).where(KEYS.c.day < today))).rowcount
