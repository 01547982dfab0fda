"""Keep one platform running whatever happens to it, without touching the other."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Final

from bot.errors import ConfigurationError, FootnoteError, WrongToken

_LOG: Final = logging.getLogger(__name__)
_FIRST: Final = 1.0  # seconds until the first restart, doubled each time
_LONGEST: Final = 300.0
_STARTING: Final = 60.0  # a fault that comes later is none of the start
_STEADY: Final = 600.0  # who ran this long starts again with the first delay

Run = Callable[[asyncio.Event], Awaitable[None]]


async def supervise(
    name: str, run: Run, stop: asyncio.Event, *, alone: bool, first: float = _FIRST
) -> None:
    """Run a platform until ``stop`` is set; start it again after a fault, later each time.

    Raises :class:`WrongToken`. Where the platform runs ``alone`` also :class:`ConfigurationError`,
    and any :class:`FootnoteError` of its very first start; beside another platform these are told
    and tried again, because the other must not end with it.
    """
    delay, starting = first, True
    while not stop.is_set():
        began = time.monotonic()
        try:
            await run(stop)
        except WrongToken:
            raise
        except FootnoteError as error:
            lasting = isinstance(error, ConfigurationError)
            starting = starting and time.monotonic() - began < _STARTING
            if alone and (starting or lasting):
                raise
            if lasting:
                delay = _LONGEST  # it lasts until somebody mends it
            _LOG.warning("%s: %s; trying again in %.0f s", name, error, delay)
        except Exception:
            _LOG.exception("%s broke down; starting it again in %.0f s", name, delay)
        else:
            if stop.is_set():
                return
            _LOG.warning("%s ended by itself; starting it again in %.0f s", name, delay)
        starting = False
        if time.monotonic() - began > _STEADY:
            delay = first
        try:
            await asyncio.wait_for(stop.wait(), delay)
        except TimeoutError:
            delay = min(_LONGEST, delay * 2)
