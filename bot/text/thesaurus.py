"""Everyday words that mean about the same, in four languages and Arabic dialects.

``thesaurus.txt`` has an idea a line: English | Italian | French | Arabic words, separated by
commas. It is ours, written without regard to any story. A word is known by its stem; one that its
language does not list is looked for in the others, because people mix them.

Folding and stemming all of it takes seconds, so it is done once: ``python -m bot.text.thesaurus``
writes the hashes of the stems to ``thesaurus.npz``, sorted, beside the numbers of their ideas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from bot.text.normalise import fold
from bot.text.tokens import is_function_word, stem

LANGUAGES: Final = ("en", "it", "fr", "ar")  # the columns
SOURCE: Final = Path(__file__).with_suffix(".txt")
MADE: Final = Path(__file__).with_suffix(".npz")
_COMMA: Final = re.compile("[,،]")
_MOST: Final = 6  # ideas; a word that stands for more means too many things to tell any


@dataclass(frozen=True)
class Thesaurus:
    """The ideas of a language's stems: a stem's hash in ``word``, sorted, once for each of them."""

    word: npt.NDArray[np.uint32]
    idea: npt.NDArray[np.uint16]

    def ideas(self, stems: Sequence[str]) -> list[int]:
        """The ideas of some stems, one stem after the other; none for an unknown one."""
        return [idea for stem in stems for idea in self._ideas_of(stem)]

    @cached_property
    def _ideas_of(self) -> Callable[[str], tuple[int, ...]]:
        return lru_cache(maxsize=32768)(self._look_up)

    def _look_up(self, stem: str) -> tuple[int, ...]:
        key = np.uint32(_hash(stem))
        first = self.word.searchsorted(key, "left")
        last = self.word.searchsorted(key, "right")
        return tuple(self.idea[first:last].tolist())


@cache
def thesaurus(language: str) -> Thesaurus:
    """The thesaurus of a language; an empty one where there is none."""
    if language not in LANGUAGES:
        return Thesaurus(np.zeros(0, np.uint32), np.zeros(0, np.uint16))
    with np.load(MADE) as arrays:
        return Thesaurus(arrays[f"{language}.word"], arrays[f"{language}.idea"])


def _hash(stem: str) -> int:
    return crc32(stem.encode())


def read() -> list[tuple[frozenset[str], ...]]:
    """Every idea of the source: its folded words in each language."""
    return [
        tuple(frozenset(map(fold, _COMMA.split(column))) - {""} for column in line.split("|"))
        for line in SOURCE.read_text(encoding="utf-8").splitlines()
    ]


def make(rows: Sequence[Sequence[frozenset[str]]], language: str) -> Thesaurus:
    """The thesaurus of a language from the source."""
    own: dict[str, set[int]] = {}
    foreign: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for code, words in zip(LANGUAGES, row, strict=True):
            found = own if code == language else foreign
            for word in words:
                short = stem(word, language)
                grammar = is_function_word(word, language) or is_function_word(short, language)
                if " " not in word and not grammar:
                    found.setdefault(short, set()).add(number)
    pairs = sorted(
        (_hash(word), idea)
        for word, ideas in (foreign | own).items()
        if len(ideas) <= _MOST
        for idea in ideas
    )
    word, idea = np.array(pairs, np.int64).T
    return Thesaurus(word.astype(np.uint32), idea.astype(np.uint16))


def main() -> None:
    """Write :data:`MADE` anew."""
    rows = read()
    arrays: Any = {}
    for language in LANGUAGES:
        made = make(rows, language)
        arrays |= {f"{language}.word": made.word, f"{language}.idea": made.idea}
    np.savez(MADE, **arrays)  # not compressed: that would cost each start 10 ms


if __name__ == "__main__":
    main()
