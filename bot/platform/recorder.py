"""Writes to the store beside the answers: no answer waits for it, or fails with it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from bot.errors import StoreUnavailable
from bot.platform.places import Places
from bot.platform.records import Count
from bot.store.counts import count
from bot.store.database import Database
from bot.store.keys import forget_keys
from bot.store.places import all_settings
from bot.store.questions import remove_before

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

T = TypeVar("T")

_LOG: Final = logging.getLogger(__name__)
_EVERY: Final = 1.0  # seconds between two looks at what there is to write
_REFRESH: Final = 5.0  # seconds after which another process's settings hold here
_TIDY: Final = 600.0  # seconds between two looks for what is to be deleted
_WAITING: Final = 10_000  # pieces of work that wait while the store is out of order
_AT_ONCE: Final = 500
_PATIENCE: Final = 4.0  # seconds that somebody who wants an answer from the store waits
_LONGEST: Final = 60.0  # seconds between two attempts


def today_utc() -> date:
    """The day that it is in Greenwich: a person's hash changes when it ends."""
    return datetime.now(UTC).date()


class Recorder:
    """Takes work for the store at once and does it in a task of its own, in order.

    ``days``: how long kept questions are kept, -1 where none is to be there.
    """

    def __init__(
        self,
        database: Database,
        days: int,
        today: Callable[[], date] = today_utc,
        every: float = _EVERY,
    ) -> None:
        self.places = Places()
        self.today = today
        self._database = database
        self._days = days
        self._every = every
        self._waiting: deque[Callable[[AsyncConnection], Awaitable[object]]] = deque(
            maxlen=_WAITING
        )
        self._counts: Counter[Count] = Counter()
        self._turn = asyncio.Lock()
        self.well = True

    def take(self, work: Callable[[AsyncConnection], Awaitable[object]]) -> None:
        """Do it soon. Returns at once; when too much waits, the oldest is given up."""
        self._waiting.append(work)

    def count(self, kind: Count) -> None:
        """Add one to a count soon; many of one kind are written as one."""
        self._counts[kind] += 1

    async def now(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Do it after all that waits; what it comes to. Raises :class:`StoreUnavailable`."""
        try:
            async with asyncio.timeout(_PATIENCE):
                await self.flush()
                async with self._database.begin() as connection:
                    return await work(connection)
        except TimeoutError:
            raise StoreUnavailable(f"the database {self._database.name} is too slow") from None

    async def flush(self) -> None:
        """Write what waits. Raises :class:`StoreUnavailable`; what was not written waits on."""
        async with self._turn:
            while self._waiting or self._counts:
                batch = [self._waiting.popleft() for _ in range(min(_AT_ONCE, len(self._waiting)))]
                counted, self._counts = self._counts, Counter()
                try:
                    async with self._database.begin() as connection:
                        for kind, number in counted.items():
                            await count(connection, replace(kind, count=number))
                        for work in batch:
                            await work(connection)
                except (StoreUnavailable, asyncio.CancelledError):
                    self._counts.update(counted)
                    room = _WAITING - len(self._waiting)
                    self._waiting.extendleft(reversed(batch[-room:] if room else []))
                    raise

    async def run(self, stop: asyncio.Event) -> None:
        """Write until ``stop`` is set, then write the rest; trouble is told once, and its end."""
        refreshed = tidied = -_TIDY
        pause = self._every
        while not stop.is_set():
            now = time.monotonic()
            try:
                await self.flush()
                if now - refreshed >= _REFRESH:
                    await self.refresh()
                    refreshed = now
                if now - tidied >= _TIDY:
                    await self.tidy()
                    tidied = now
            except Exception as error:
                self._trouble(error)
                pause = min(_LONGEST, pause * 2)
            else:
                self._recovered()
                pause = self._every
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
        await self.close()

    async def close(self) -> None:
        """Write what waits, if it can be written soon, and let go of the database."""
        try:
            async with asyncio.timeout(_PATIENCE):
                await self.flush()
        except (StoreUnavailable, TimeoutError) as error:
            self._trouble(error)
        await self._database.close()

    async def refresh(self) -> None:
        """Read the settings of all places."""
        async with self._database.begin() as connection:
            self.places.load(await all_settings(connection))

    async def tidy(self) -> None:
        """Delete keys of earlier days and questions whose time is over."""
        today = self.today()
        async with self._database.begin() as connection:
            await forget_keys(connection, today)
            await remove_before(connection, today - timedelta(days=self._days))

    def _trouble(self, error: Exception) -> None:
        if not self.well:
            return
        self.well = False
        if isinstance(error, StoreUnavailable | TimeoutError):
            _LOG.warning("%s: answers go on; what is to be counted waits", error)
        else:
            _LOG.error("the store failed; answers go on", exc_info=error)

    def _recovered(self) -> None:
        if not self.well:
            self.well = True
            _LOG.info("the database works again")
