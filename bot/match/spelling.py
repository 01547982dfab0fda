"""Words of the phrasings that are typing errors, and what they stand for.

A curator pastes what people typed. Left alone, an error in it becomes a word: a rare one, so a
telling one, towards which the next error is mended ("netfilx" into "netfix").
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.match.names import NameTable
from bot.match.repair import Repairer
from bot.text.thesaurus import thesaurus
from bot.text.tokens import Token, token_of

# An error is a word of at least so many letters and in at most so many lines, one letter away from
# a name, or from a word in so many times as many lines. This story's lines have some 860; most are
# errors, dialect or an Arabic word glued to another; of words of five letters only half would be.
_SHORTEST: Final = 6
_RARE: Final = 4
_TIMES: Final = 20


def misspelt(lines: Mapping[Token, int], names: NameTable, language: str) -> dict[str, Token]:
    """By the misspelt word the one that was meant. ``lines``: in how many lines each token is."""
    often = [token for token, count in lines.items() if count >= _TIMES]
    often.sort(key=lambda token: (-lines[token], token.text))
    repairer = Repairer([*(token.text for token in often), *names.words], language)
    out: dict[str, Token] = {}
    for token, count in lines.items():
        if (
            count > _RARE
            or len(token.text) < _SHORTEST
            or not token.informative
            or token.text in names.words
            or thesaurus(language).ideas([token.stem])
        ):
            continue
        found = repairer.repair(token.text)
        if found is None or len(found.words) > 1 or found.errors > 1:
            continue
        meant = token_of(found.words[0], language)
        if meant.stem != token.stem and lines.get(meant, _TIMES * count) >= _TIMES * count:
            out[token.text] = meant
    return out
