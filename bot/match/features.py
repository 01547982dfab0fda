"""Turn words into weighted features: stems, pairs of stems, and character n-grams of words.

A feature is the CRC-32 of its text, so that a model needs no table of strings: 60,000 features meet
a false one in 4 billion about once in 70,000 look-ups. Four blocks, each scaled to a fixed share
(:data:`SHARES`, chosen on the development parts of two public sets; see benchmarks/README.md):

* ``w`` single stems and names,   * ``b`` neighbouring stems,
* ``p`` pairs of stems in any order within a window,   * ``c`` character 2- to 4-grams.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final
from zlib import crc32

SHARES: Final = {"w": 1.0, "b": 0.7, "p": 0.7, "c": 1.2}
_WINDOW = 9
_MAX_PAIRED = 24  # stems of a longer question that take part in pairs; bounds the time

Blocks = dict[str, list[int]]


@lru_cache(maxsize=65536)
def word_key(stem: str) -> int:
    """The feature of a single stem."""
    return crc32(f"w {stem}".encode())


@lru_cache(maxsize=32768)
def _grams(word: str) -> tuple[int, ...]:
    padded = f" {word} "
    return tuple(
        crc32(f"c{padded[start : start + size]}".encode())
        for size in (2, 3, 4)
        for start in range(max(1, len(padded) - size + 1))
    )


def _pair(kind: int, first: int, second: int) -> int:
    # Fibonacci hashing spreads the first key over 32 bits before the second is laid over it.
    return ((first * 0x9E3779B1 + kind) ^ second) & 0xFFFFFFFF


def blocks(words: Sequence[str], stems: Sequence[str], names: Iterable[str] = ()) -> Blocks:
    """Features by block, as often as they occur. ``words`` and ``stems`` run in parallel; ``names``
    are name ids.
    """
    keys = [word_key(stem) for stem in stems]
    marked = [word_key("<"), *keys, word_key(">")]
    paired = keys[:_MAX_PAIRED]
    return {
        "w": [*keys, *(word_key(f"@{name}") for name in names)],
        "b": [_pair(1, a, b) for a, b in pairwise(marked)],
        "p": [
            _pair(2, a, b) if a < b else _pair(2, b, a)
            for n, a in enumerate(paired)
            for b in paired[n + 1 : n + 1 + _WINDOW]
        ],
        "c": [key for word in words for key in _grams(word)],
    }
