"""Notice that the fact file was saved: its time and size are looked at every few seconds.

Looking at one file costs nothing, works in containers and on network drives, where the system's
notifications do not arrive, and survives editors that replace the file (docs/decisions/0009).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Final

from bot.platform.reload import Reloader
from bot.platform.report import Report, summary

_LOG: Final = logging.getLogger(__name__)
EVERY: Final = 2.0  # seconds

Stamp = tuple[int, int, int] | None


def stamp_of(path: Path) -> Stamp:
    """Time, size and inode of a file; None while it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


async def changes(path: Path, every: float = EVERY) -> AsyncIterator[None]:
    """Yield once after each change, when the file has been still for one look."""
    told = before = await asyncio.to_thread(stamp_of, path)
    while True:
        await asyncio.sleep(every)
        now = await asyncio.to_thread(stamp_of, path)
        # A file that is gone or still growing is being saved.
        if now is not None and now == before and now != told:
            told = now
            yield
        before = now


class Watcher:
    """Reloads when the file was saved; ``listeners`` are told what came of it."""

    def __init__(self, path: Path, reloader: Reloader, every: float = EVERY) -> None:
        self._path = path
        self._reloader = reloader
        self._every = every
        self.listeners: list[Callable[[Report], Awaitable[None]]] = []

    async def run(self, stop: asyncio.Event) -> None:
        """Watch until ``stop`` is set."""
        watching = asyncio.create_task(self._watch())
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait((watching, stopped), return_when=asyncio.FIRST_COMPLETED)
        for task in (watching, stopped):
            task.cancel()
        await asyncio.gather(watching, stopped, return_exceptions=True)

    async def _watch(self) -> None:
        async for _ in changes(self._path, self._every):
            report = await self._reloader.reload()
            _LOG.info("%s", summary(report))
            for listener in self.listeners:
                try:
                    await listener(report)
                except Exception:  # a channel that cannot be written to stops no watching
                    _LOG.exception("the report of a reload could not be sent")
