"""Which variables the settings read: asked of the code that reads them."""

from __future__ import annotations

from bot.environment import Environment
from bot.settings import read_settings


class _Asked(dict[str, str | None]):
    """An empty environment that notes what it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """Note the name."""
        self.names.add(name)
        return default


def read_variables() -> frozenset[str]:
    """The names of all variables of the settings."""
    asked = _Asked()
    read_settings(Environment(asked))
    return frozenset(asked.names)
