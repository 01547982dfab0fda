"""A file that is touched while the bot is connected, for a container's health check.

The check is ``find FOLDER/heartbeat -mmin -2``, which needs no Python: see the Dockerfile.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

NAME: Final = "heartbeat"
EVERY: Final = 20.0  # seconds; the health check allows two minutes

_log: Final = logging.getLogger(__name__)


async def beat(folder: Path, connected: Callable[[], bool], every: float = EVERY) -> None:
    """Touch the file in the state folder for as long as the bot is connected, until cancelled.

    A file left by an earlier run is removed first: it would vouch for a bot that never came up. A
    folder that cannot be written is said once and costs nothing else.
    """
    file = folder / NAME
    warned = False
    _remove(file)
    try:
        while True:
            if connected():
                warned = _touch(file, warned=warned)
            await asyncio.sleep(every)
    finally:
        _remove(file)


def _remove(file: Path) -> None:
    with suppress(OSError):  # there is none, or the folder is no folder
        file.unlink()


def _touch(file: Path, *, warned: bool) -> bool:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    except OSError as error:
        if not warned:
            _log.warning("no heartbeat: cannot write %s: %s", file, error.strerror)
        return True
    return False
