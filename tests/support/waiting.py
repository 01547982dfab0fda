"""Wait for something to come about, for a bounded time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def until(found: Callable[[], T | None], what: str, seconds: float = 5.0) -> T:
    """The first value of ``found`` that is true. Raises AssertionError after ``seconds``."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = found()
        if value:
            return value
        await asyncio.sleep(0.005)
    raise AssertionError(f"waited {seconds:g} s in vain for {what}")
