"""Handle updates at the same time, but those of one chat one after the other."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Final

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_LOG: Final = logging.getLogger(__name__)
# Updates in hand, most of them waiting for their chat's turn: many, so that busy groups leave room.
AT_ONCE: Final = 4096
_BATCH: Final = 100  # the most that Telegram gives at once
_WAITING: Final = 20  # of one chat; in a group the last waits a minute


@dataclass(slots=True)
class _Line:
    """The updates of a chat: the one that is handled, and how many there are."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


class InOrder(BaseUpdateProcessor):
    """A line for each chat; one that has become too long takes no more."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = _WAITING) -> None:
        super().__init__(at_once)
        self._waiting = waiting
        self._lines: dict[int, _Line] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Give up what is not done yet: its chat is one that may not be written to for long."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def room(self, pause: float = 0.1) -> None:
        """Wait until there is room for a batch of updates: until then Telegram keeps them."""
        while self.current_concurrent_updates > self.max_concurrent_updates - _BATCH:
            await asyncio.sleep(pause)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update when those before it in its chat are done."""
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        key = line_of(update)
        if key is None:
            await coroutine
            return
        line = self._lines.setdefault(key, _Line())
        if line.length > self._waiting:
            _LOG.warning("a chat writes faster than Telegram lets us answer: skipped one update")
            _close(coroutine)
            return
        line.length += 1
        try:
            async with line.turn:
                await coroutine
        finally:
            _close(coroutine)  # it may have been given up while it waited
            line.length -= 1
            if not line.length:
                del self._lines[key]


def _close(coroutine: Awaitable[Any]) -> None:
    if isinstance(coroutine, Coroutine):
        coroutine.close()


def line_of(update: object) -> int | None:
    """The chat whose order an update keeps; None for one that stands alone, such as inline."""
    if isinstance(update, Update) and update.effective_chat is not None:
        return update.effective_chat.id
    return None
