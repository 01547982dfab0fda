"""A file that is touched while a platform is connected, for a container's health check."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

_LOG: Final = logging.getLogger(__name__)
EVERY: Final = 15.0  # seconds; a health check should allow some beats to be missed


async def beat(path: Path, alive: Callable[[], bool], every: float = EVERY) -> None:
    """Touch ``path`` every so often while ``alive`` says so; runs until it is cancelled."""
    warned = False
    while True:
        if alive():
            try:
                await asyncio.to_thread(_touch, path)
            except OSError as error:
                if not warned:
                    warned = True
                    _LOG.warning("cannot write %s: %s", path, error.strerror)
        await asyncio.sleep(every)


def _touch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
