"""Mend words that no phrasing has: typing errors and words run together.

rapidfuzz's optimal string alignment counts a swap of neighbours as one error. A word of 4 or 5
letters may differ by one, a longer one by two, and must then begin alike: more lenient rules turn
words of other topics into ours ("weather" into "whether").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 4
_ELIDED = ("l", "d", "c", "s", "n", "m", "t", "j", "qu", "dell", "nell", "all", "un")


@dataclass(frozen=True, slots=True)
class Repair:
    """What an unknown word was read as, and how many errors that takes."""

    words: tuple[str, ...]
    errors: int


class Repairer:
    """Repairs towards a vocabulary, the commonest word first, held in buckets by length."""

    def __init__(self, vocabulary: Iterable[str], language: str) -> None:
        self._elided = _ELIDED if language in ("it", "fr") else ()
        # A word's place: of words that are as near, the commoner one was meant.
        self._words = {word: n for n, word in enumerate(dict.fromkeys(vocabulary))}
        self._by_length: dict[int, list[str]] = {}
        for word in self._words:
            if len(word) >= _SHORTEST - 1 and not word.isdigit():
                self._by_length.setdefault(len(word), []).append(word)
        self._known: dict[str, Repair | None] = {}

    def repair(self, word: str) -> Repair | None:
        """The nearest words of the vocabulary, or None where nothing is near enough."""
        if word not in self._known:
            if len(self._known) > 4096:
                self._known.clear()
            self._known[word] = self._repair(word)
        return self._known[word]

    def _repair(self, word: str) -> Repair | None:
        nearest = self._nearest(word)
        if nearest is not None and nearest.errors < 2:
            return nearest
        return self._split(word) or nearest

    def _nearest(self, word: str) -> Repair | None:
        size = len(word)
        if size < _SHORTEST or any(char.isdigit() for char in word):
            return None
        allowed = 1 if size <= 5 else 2
        best: tuple[int, bool, int, str] | None = None
        for length in range(size - allowed, size + allowed + 1):
            found = process.extract(
                word,
                self._by_length.get(length, []),
                scorer=OSA.distance,
                score_cutoff=allowed,
                limit=3,
            )
            for candidate, distance, _ in found:
                alike = candidate[:2] in (word[:2], word[1::-1])
                place = self._words[candidate]
                ranked = (int(distance), candidate[0] != word[0], place, candidate)
                if (distance <= 1 or alike) and (best is None or ranked < best):
                    best = ranked
        return Repair((best[-1],), best[0]) if best else None

    def _split(self, word: str) -> Repair | None:
        for elided in self._elided:
            if word.startswith(elided) and word[len(elided) :] in self._words and len(word) > 5:
                return Repair((elided, word[len(elided) :]), 1)
        if len(word) < 7:
            return None
        for cut in range(3, len(word) - 2):
            if word[:cut] in self._words and word[cut:] in self._words:
                return Repair((word[:cut], word[cut:]), 1)
        return None
