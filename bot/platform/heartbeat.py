"""A file that is touched while a platform is connected, for a container's health check.

The check asks for files ``*.heartbeat`` in the state folder that are young: see the Dockerfile.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

SUFFIX: Final = ".heartbeat"
EVERY: Final = 15.0  # seconds; the health check allows two minutes
_IMPATIENT: Final = 0.5  # seconds until a bot that is not connected is looked at again

_LOG: Final = logging.getLogger(__name__)


async def beat(path: Path, alive: Callable[[], bool], every: float = EVERY) -> None:
    """Touch ``path`` every so often while ``alive`` says so; runs until it is cancelled.

    A file left by an earlier run is removed first: it would vouch for a bot that never came up. A
    folder that cannot be written is said once and costs nothing else.
    """
    warned = False
    _remove(path)
    try:
        while True:
            if not alive():
                await asyncio.sleep(min(every, _IMPATIENT))
                continue
            try:
                await asyncio.to_thread(_touch, path)
            except OSError as error:
                if not warned:
                    warned = True
                    _LOG.warning("cannot write %s: %s", path, error.strerror)
            await asyncio.sleep(every)
    finally:
        _remove(path)


def _touch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def _remove(path: Path) -> None:
    with suppress(OSError):  # there is none, or the folder is no folder
        path.unlink()
