"""The parts of a long message that may each be the question: "hey all 👋 my gran asked, who …"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from bot.text.interrogatives import asks
from bot.text.normalise import bounded
from bot.text.tokens import tokenise

LONG: Final = 9  # words; a shorter message is one question
_FEWEST: Final = 2  # telling words of a part that can stand alone
_MOST: Final = 5  # parts looked at, from the end: the question comes last
_BREAK: Final = re.compile(
    r"[.!?;:…؟؛\n()]+(?=\s|$)|[,،]\s|\s[-–—]+\s|[\U0001F000-\U0001FAFF\u2600-\u27bf]+"
)


def clauses(text: str, language: str) -> tuple[str, ...]:
    """Parts of a long message, each with enough telling words to be a question, and neighbours
    together; none of a short one.

    Where some ask for something ("who", "how much"), the others only tell what it is about ("my
    friend, the professor from Chicago, …"); where none does, the last is the question.
    """
    text = bounded(text)
    if len(tokenise(text, language)) < LONG:
        return ()
    parts = [part.strip() for part in _BREAK.split(text) if part and part.strip()]
    if len(parts) < 2:
        return ()
    tokens = [(part, tokenise(part, language)) for part in parts]
    telling = [
        (part, asks([token.text for token in found], language) > 0)
        for part, found in tokens
        if sum(token.informative for token in found) >= _FEWEST
    ]
    asking = [part for part, does in telling if does]
    pairs = [f"{a}, {b}" for (a, x), (b, y) in pairwise(telling) if x or y or not asking]
    alone = asking or [part for part, _ in telling[-1:]]
    return tuple((alone + pairs)[-_MOST:])
