"""Messages that are about no story at all: what an off-topic question looks like.

They are one more class in the linear model and, held out, the off-topic part of the calibration.
A line that a fact file could claim as its own is left out: a bot about jokes may be asked for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from bot.match.examples import Example, prepare
from bot.match.names import NameTable
from bot.text.tokens import Token, tokenise

_FOLDER = Path(__file__).parent / "background"


@cache
def lines(language: str) -> tuple[str, ...]:
    """The off-topic messages of a language; none where there is no file."""
    path = _FOLDER / f"{language}.txt"
    if not path.exists():
        return ()
    return tuple(x for line in path.read_text(encoding="utf-8").splitlines() if (x := line.strip()))


def background(
    language: str, names: NameTable, index: int, items: Iterable[Example]
) -> Iterator[Example]:
    """Off-topic examples as class ``index``, without those that a line of ``items`` is like."""
    claimed = _Claimed(sample.tokens for item in items for sample in item.samples)
    for line in lines(language):
        tokens = tokenise(line, language)
        if tokens and tokens not in claimed:
            yield Example(index, line, (prepare(tokens, names, language),))


class _Claimed:
    """The messages that are like some phrasing: it has all their telling words and, beside two or
    more, at most one other; or, where none of theirs is telling, it has just their words.
    """

    def __init__(self, phrasings: Iterable[Sequence[Token]]) -> None:
        self._whole: set[frozenset[str]] = set()
        self._having: dict[str, set[frozenset[str]]] = {}
        for tokens in phrasings:
            self._whole.add(_stems(tokens))
            telling = _telling(tokens)
            for stem in telling:
                self._having.setdefault(stem, set()).add(telling)

    def __contains__(self, tokens: Sequence[Token]) -> bool:
        telling = _telling(tokens)
        if not telling:
            return _stems(tokens) in self._whole
        near = self._having.get(next(iter(telling)), ())
        most = len(telling) + (len(telling) > 1)
        return any(telling <= other and len(other) <= most for other in near)


def _stems(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(token.stem for token in tokens)


def _telling(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(token.stem for token in tokens if token.informative)
