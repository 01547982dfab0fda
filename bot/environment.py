"""Read settings out of environment variables; every refusal names the variable and the remedy."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bot.errors import ConfigurationError

_YES: Final = frozenset({"yes", "true", "on", "1"})
_NO: Final = frozenset({"no", "false", "off", "0"})
# Discord's and Telegram's ids are whole numbers below 2**63; those of Telegram's groups are < 0.
_ID: Final = re.compile(r"-?\d{1,19}")


class Environment:
    """Variables by name; a value that is empty or blank counts as not set."""

    def __init__(self, values: Mapping[str, str | None]) -> None:
        self._values = values

    def text(self, name: str) -> str | None:
        """The value without spaces around it."""
        return (self._values.get(name) or "").strip() or None

    def choice(self, name: str, options: Sequence[str], default: str) -> str:
        """One of some words, in any case of letters."""
        value = self.text(name)
        if value is None:
            return default
        for option in options:
            if value.casefold() == option.casefold():
                return option
        raise ConfigurationError(f"{name} is '{value}': set it to {_listed(options)}")

    def flag(self, name: str) -> bool:
        """Yes or no; no where it is not set."""
        value = (self.text(name) or "no").casefold()
        if value not in _YES | _NO:
            raise ConfigurationError(f"{name} is '{value}': set it to yes or no")
        return value in _YES

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``."""
        value = self.text(name)
        if value is None:
            return default
        if re.fullmatch(r"-?[0-9]{1,18}", value) and low <= int(value) <= high:
            return int(value)
        raise ConfigurationError(
            f"{name} is '{value}': set it to a whole number from {low} to {high}"
        )

    def ids(self, name: str) -> frozenset[int]:
        """Ids of people, roles, servers or channels, with commas or spaces between them."""
        words = re.split(r"[\s,;]+", self.text(name) or "")
        found = set()
        for word in filter(None, words):
            if not _ID.fullmatch(word):
                raise ConfigurationError(
                    f"{name} holds '{word}': list ids, which are whole numbers, with commas between"
                )
            found.add(int(word))
        return frozenset(found)

    def id(self, name: str) -> int | None:
        """One id."""
        found = self.ids(name)
        if len(found) > 1:
            raise ConfigurationError(f"{name} holds {len(found)} ids: set it to one")
        return next(iter(found), None)

    def address(self, name: str) -> str | None:
        """A web address with its scheme and host."""
        value = self.text(name)
        if value is not None and not re.fullmatch(r"https?://[^\s/?#@]+[^\s?#]*", value):
            raise ConfigurationError(
                f"{name} is '{value}': set it to an address such as https://bot.example.org/path"
            )
        return value

    def path(self, name: str) -> Path | None:
        """A file or folder; ``~`` is the home folder."""
        value = self.text(name)
        return Path(value).expanduser() if value else None


def _listed(options: Sequence[str]) -> str:
    return f"{', '.join(options[:-1])} or {options[-1]}"


def environment(dotenv: Path = Path(".env")) -> Environment:
    """The process's variables over those of a ``.env`` file, where there is one.

    Raises :class:`ConfigurationError` when the file is there and cannot be read.
    """
    values: dict[str, str | None] = {}
    if dotenv.is_dir():
        raise ConfigurationError(f"cannot read {dotenv}: it is a folder; put a file in its place")
    if dotenv.exists():
        try:
            from dotenv import dotenv_values
        except ImportError:
            raise ConfigurationError(
                f"{dotenv} needs python-dotenv to be read: pip install python-dotenv"
            ) from None
        try:
            values.update(dotenv_values(dotenv, interpolate=False, encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "not UTF-8"
            raise ConfigurationError(f"cannot read {dotenv}: {reason}") from None
    # What is set in the shell wins, but an empty variable there hides nothing.
    values.update({name: value for name, value in os.environ.items() if value.strip()})
    return Environment(values)
