"""Turn words into weighted features: stems, pairs of stems, and character n-grams of words.

A feature is the CRC-32 of its text, so that a model needs no table of strings: 60,000 features meet
a false one in 4 billion about once in 70,000 look-ups. Five blocks, each scaled to a fixed share
(:data:`SHARES`, chosen on the development parts of two public sets; see benchmarks/README.md):

* ``w`` single stems and names,   * ``b`` neighbouring stems,
* ``p`` pairs of stems in any order within a window,   * ``c`` character 3-grams,
* ``k`` ideas: what a word means, by :mod:`bot.text.thesaurus`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

SHARES: Final = {"w": 1.0, "b": 0.7, "p": 0.7, "c": 1.2, "k": 0.5}
_LETTERS: Final = 3  # two, three and four together gain half a point and take twice as long
_WINDOW: Final = 9
_MAX_PAIRED: Final = 24  # stems of a longer question that take part in pairs; bounds the time

Blocks = dict[str, list[int]]
Keys = npt.NDArray[np.int64]


@lru_cache(maxsize=65536)
def word_key(stem: str) -> int:
    """The feature of a single stem."""
    return crc32(f"w {stem}".encode())


_OPENS: Final = word_key("<")
_CLOSES: Final = word_key(">")


@lru_cache(maxsize=32768)
def _grams(word: str) -> tuple[int, ...]:
    padded = f" {word} "
    return tuple(
        crc32(f"c{padded[start : start + _LETTERS]}".encode())
        for start in range(max(1, len(padded) - _LETTERS + 1))
    )


@lru_cache(maxsize=_MAX_PAIRED + 1)
def _pairs_of(length: int) -> tuple[Keys, Keys]:
    """Places of the first and the second word of every pair in a text of some length."""
    places = [(n, m) for n in range(length) for m in range(n + 1, min(length, n + 1 + _WINDOW))]
    first, second = np.array(places, np.int64).reshape(-1, 2).T
    return first, second


def _joined(kind: int, first: Keys, second: Keys) -> list[int]:
    # Fibonacci hashing spreads the first key over 32 bits before the second is laid over it.
    out: list[int] = (((first * 0x9E3779B1 + kind) ^ second) & 0xFFFFFFFF).tolist()
    return out


@lru_cache(maxsize=4096)
def idea_key(idea: int) -> int:
    """The feature of an idea."""
    return crc32(f"k {idea}".encode())


def blocks(
    words: Sequence[str],
    stems: Sequence[str],
    names: Iterable[str] = (),
    ideas: Iterable[int] = (),
) -> Blocks:
    """Features by block, as often as they occur. ``words`` and ``stems`` run in parallel; ``names``
    are name ids.
    """
    keys = [word_key(stem) for stem in stems]
    marked = np.array([_OPENS, *keys, _CLOSES], np.int64)
    first, second = _pairs_of(min(len(keys), _MAX_PAIRED))
    one, other = marked[1 + first], marked[1 + second]
    return {
        "w": [*keys, *(word_key(f"@{name}") for name in names)],
        "b": _joined(1, marked[:-1], marked[1:]),
        "p": _joined(2, np.minimum(one, other), np.maximum(one, other)),
        "c": [key for word in words for key in _grams(word)],
        "k": list(map(idea_key, ideas)),
    }
