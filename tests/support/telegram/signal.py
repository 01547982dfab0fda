"""Wait until something is so, without polling the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Signal:
    """Rung at every change; whoever waits then looks again."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Something has changed."""
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)
        self._waiting.clear()

    async def until(self, look: Callable[[], T | None], seconds: float = 10.0) -> T:
        """The first true value of ``look``. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not (seen := look()):
                change = asyncio.get_running_loop().create_future()
                self._waiting.add(change)
                await change
        return seen
