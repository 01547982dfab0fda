"""Logging for a program that runs for months: one line a record, and no token in any of it."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable
from typing import Final, TextIO

_HIDDEN: Final = "[token]"
# The shapes of the platforms' tokens, for one that is not in the settings (an old one, a typo).
_SHAPES: Final = re.compile(
    r"\b\d{6,12}:[A-Za-z0-9_-]{30,}"  # Telegram: bot id, colon, 35 signs
    r"|\b[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}"  # Discord: three parts
)
# They write addresses, which hold Telegram's token, or every frame, which holds messages.
_TALKATIVE: Final = ("httpx", "httpcore", "discord.gateway", "discord.http", "discord.client",
                     "discord.state", "telegram", "asyncio", "hpack")  # fmt: skip


def redact(text: str, secrets: Iterable[str]) -> str:
    """A text without any of the secrets, or anything of a token's shape."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, _HIDDEN)
    return _SHAPES.sub(_HIDDEN, text)


class _Redacting(logging.Formatter):
    """Redacts after formatting, so that arguments, tracebacks and stacks are all covered."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = tuple(filter(None, secrets))

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record), self._secrets)


def set_up(level: str, secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """Log to standard error from now on, at ``level`` for our own modules."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_Redacting(secrets))
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for name in _TALKATIVE:
        # Their warnings stay; what they say below that holds members' messages.
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
