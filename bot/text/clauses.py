"""The parts of a long message that may each be the question: "hey all 👋 my gran asked, who …"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from bot.text.normalise import bounded
from bot.text.tokens import tokenise

LONG: Final = 9  # words; a shorter message is one question
_FEWEST: Final = 2  # telling words of a part that can stand alone
_MOST: Final = 5  # parts looked at, from the end: the question comes last
_BREAK: Final = re.compile(
    r"[.!?;:…؟؛\n()]+(?=\s|$)|[,،]\s|\s[-–—]+\s|[\U0001F000-\U0001FAFF\u2600-\u27bf]+"
)


def clauses(text: str, language: str) -> tuple[str, ...]:
    """Parts of a long message, each with enough telling words to be a question; else none."""
    text = bounded(text)
    if len(tokenise(text, language)) < LONG:
        return ()
    parts = [part.strip() for part in _BREAK.split(text) if part and part.strip()]
    if len(parts) < 2:
        return ()
    telling = [
        part
        for part in parts
        if sum(token.informative for token in tokenise(part, language)) >= _FEWEST
    ]
    pairs = [f"{a}, {b}" for a, b in pairwise(telling)]
    return tuple((telling + pairs)[-_MOST:]) if len(telling) > 1 or len(parts) > 1 else ()
