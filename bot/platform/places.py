"""What the admins of a server or a group have set for it; read on each message, from memory."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from bot.answer.info import language_of
from bot.facts.model import LANGUAGES

DEFAULT: Final = "default"
ADDRESSED: Final = "addressed"
OPEN: Final = "open"
# What can be set, and what may be written, as it is shown.
VALUES: Final[Mapping[str, str]] = {
    "language": f"{', '.join(LANGUAGES)}, {DEFAULT}",
    "prefix": f"1-5 × ! ? . $ …, {DEFAULT}",
    "mode": f"{ADDRESSED}, {OPEN}, {DEFAULT}",
    "channels": f"123456789012345678, …, {DEFAULT}",
}
# In a group of Telegram commands begin with / and there are no channels.
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "discord": ("language", "prefix", "mode", "channels"),
    "telegram": ("language", "mode"),
}
_SCOPE: Final = re.compile(r"(discord):\d{1,20}|(telegram):-?\d{1,20}")
_ID: Final = re.compile(r"(?:<#)?(\d{1,20})>?")


@dataclass(frozen=True, slots=True)
class PlaceSettings:
    """A place's own settings; None and empty: as the operator set it.

    mode: ``open`` answers questions that nobody addressed to the bot too, where it is sure;
    channels: the only ones it speaks in.
    """

    language: str | None = None
    prefix: str | None = None
    mode: str | None = None
    channels: frozenset[int] = frozenset()


NONE_SET: Final = PlaceSettings()


def platform_of(scope: str) -> str | None:
    """The platform of ``discord:SERVER`` or ``telegram:CHAT``; None for anything else."""
    found = _SCOPE.fullmatch(scope)
    return (found[1] or found[2]) if found else None


def is_person(person: str) -> bool:
    """Tell whether a text is ``PLATFORM:ID`` of a person."""
    return re.fullmatch(r"(?:discord|telegram):\d{1,20}", person) is not None


def written(name: str, typed: str) -> str | None:
    """A value as it is stored, out of what somebody typed. Raises :class:`ValueError`.

    None: as the operator set it again.
    """
    typed = typed.strip()
    if typed.casefold() in (DEFAULT, "auto", "none", "reset"):
        return None
    value: str | None = None
    if name == "language":
        value = language_of(typed)
    elif name == "prefix" and is_prefix(typed):
        value = typed
    elif name == "mode" and typed.casefold() in (ADDRESSED, OPEN):
        value = typed.casefold()
    elif name == "channels":
        ids = [_ID.fullmatch(word) for word in re.split(r"[\s,;]+", typed) if word]
        if ids and all(ids):
            value = ",".join(dict.fromkeys(found[1] for found in ids if found))
    if value is None:
        raise ValueError(name)
    return value


def is_prefix(text: str) -> bool:
    """Tell whether commands can begin so: one to five signs, no letters that begin a word."""
    return 0 < len(text) <= 5 and not re.search(r"[\s\w@<#*`~|>\\]", text, re.UNICODE)


def read_place(values: Mapping[str, str]) -> PlaceSettings:
    """Settings out of the store; what this program does not understand counts as not set."""
    kept: dict[str, str] = {}
    for name, value in values.items():
        with suppress(ValueError):
            kept[name] = written(name, value) or ""
    return PlaceSettings(
        language=kept.get("language") or None,
        prefix=kept.get("prefix") or None,
        mode=kept.get("mode") or None,
        channels=frozenset(map(int, filter(None, kept.get("channels", "").split(",")))),
    )


class Places:
    """The settings of every place, as they were read last."""

    def __init__(self) -> None:
        self._values: dict[str, dict[str, str]] = {}
        self._of: dict[str, PlaceSettings] = {}

    def of(self, scope: str | None) -> PlaceSettings:
        """The settings of a place; none in private."""
        return self._of.get(scope, NONE_SET) if scope else NONE_SET

    def values(self, scope: str) -> Mapping[str, str]:
        """The settings of a place as they are written."""
        return self._values.get(scope, {})

    def load(self, values: Mapping[str, Mapping[str, str]]) -> None:
        """Take over what the store holds."""
        if values != self._values:
            self._values = {scope: dict(own) for scope, own in values.items()}
            self._of = {scope: read_place(own) for scope, own in values.items()}
