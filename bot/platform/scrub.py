"""Take out of a question what may name or reach a person, before it is kept.

Names in free text cannot be told from other words and may remain: ``/privacy`` says so.
"""

from __future__ import annotations

import re
from typing import Final

from bot.answer.typography import clean

GONE: Final = "…"
LONGEST: Final = 500  # characters of a question that are kept
_DIGITS: Final = 7  # as many make a telephone number, an account, a date of birth

_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"<(?:@[!&]?|#|a?:\w+:)\d+>",  # Discord's mentions, channels and emojis
        r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+",  # e-mail
        r"\b[a-z][a-z0-9+.-]*://\S+|\b(?:mailto|tel|tg):\S+",  # links with a scheme
        r"\b(?:www|t\.me|discord\.gg|wa\.me)[./]\S+",
        r"\b(?:[\w-]+\.)+[a-z]{2,24}/\S*",  # a host with a path
        r"[@＠]\w+(?:#\d{4})?",  # mentions as they are typed
        r"\b[\w.-]{2,32}#\d{4}\b",  # Discord's names of old
    )
)
_NUMBER: Final = re.compile(r"\+?\d(?:[\s.,()/\u00a0\u202f٬٫_-]{0,2}\d)*")


def scrub(text: str) -> str:
    """One line without mentions, links, e-mail addresses, phone and long numbers."""
    found = " ".join(clean(text.encode("utf-8", "ignore").decode()).split())
    for pattern in _PATTERNS:
        found = pattern.sub(GONE, found)
    found = _NUMBER.sub(_without_long, found)
    return " ".join(found.split())[:LONGEST]


def _without_long(match: re.Match[str]) -> str:
    digits = sum(char.isdigit() for char in match[0])
    return GONE if digits >= _DIGITS or match[0].startswith("+") else match[0]
