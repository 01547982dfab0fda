"""Which platforms are connected at this moment, as they say themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Health:
    """Each running platform has a question that tells whether it is connected."""

    def __init__(self) -> None:
        self._alive: dict[str, Callable[[], bool]] = {}

    @contextmanager
    def watching(self, platform: str, alive: Callable[[], bool]) -> Iterator[None]:
        """Ask ``alive`` while the block runs; afterwards the platform counts as not connected."""
        self._alive[platform] = alive
        try:
            yield
        finally:
            self._alive[platform] = _never

    def expect(self, platform: str) -> None:
        """A platform is to run; until it does it is not connected."""
        self._alive.setdefault(platform, _never)

    @property
    def connected(self) -> dict[str, bool]:
        """Platform → whether it is connected."""
        return {platform: alive() for platform, alive in self._alive.items()}


def _never() -> bool:
    return False
