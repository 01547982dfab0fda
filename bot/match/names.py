"""Find the names of a fact file in a text, whatever their script or spelling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from bot.facts.model import Name
from bot.text.normalise import fold
from bot.text.tokens import stem

_LONGEST = 7  # words in a name's spelling
_GLUED = ("و", "ب", "ل", "ف", "ك", "وال", "ال", "لل")
_REMEMBERED = 16384  # questions, and words, whose names are remembered


class NameTable:
    """Spellings → name id, looked up longest first in a sequence of folded words."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._spellings = {
            name.id: [tuple(fold(spelling).split()) for spelling in name.spellings]
            for name in names
        }
        self._by_spelling = {
            words: name for name, spellings in self._spellings.items() for words in spellings
        }
        self._first = frozenset(words[0] for words in self._by_spelling if words)
        self._known: dict[tuple[str, ...], tuple[frozenset[str], frozenset[int]]] = {}
        self._begins: dict[str, bool] = {}
        self._by_stem = {
            stem(words[0], "ar"): name
            for words, name in self._by_spelling.items()
            if len(words) == 1 and not words[0].isascii()
        }

    @cached_property
    def words(self) -> frozenset[str]:
        """Every folded word of every spelling: what a typing error is repaired towards."""
        return frozenset(word for words in self._by_spelling for word in words)

    def find(self, words: Sequence[str]) -> tuple[frozenset[str], frozenset[int]]:
        """Ids of the names met, and the positions of the words they take up."""
        asked = tuple(words)
        if asked not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            self._known[asked] = self._find(asked)
        return self._known[asked]

    def _find(self, words: tuple[str, ...]) -> tuple[frozenset[str], frozenset[int]]:
        met = self.met(words)
        return (
            frozenset([name for name, _ in met]),
            frozenset([place for _, places in met for place in places]),
        )

    def met(self, words: tuple[str, ...]) -> list[tuple[str, range]]:
        """The names in some folded words, in order, and the places of each one's words."""
        out: list[tuple[str, range]] = []
        position = 0
        while position < len(words):
            name, end = self._longest(words, position)
            if name is not None:
                out.append((name, range(position, end)))
            position = end
        return out

    def _longest(self, words: tuple[str, ...], begin: int) -> tuple[str | None, int]:
        """The name with the most words that begins at a place, if one does, and where it ends."""
        if self._may_begin(words[begin]):
            for end in range(min(begin + _LONGEST, len(words)), begin, -1):
                name = self._lookup(words[begin:end])
                if name is not None:
                    return name, end
        return None, begin + 1

    def usual(self, name: str, vocabulary: Sequence[str]) -> tuple[str, ...] | None:
        """The spelling of a name that phrasings use most, judged by its rarest word; None where
        they have none. ``vocabulary``: their words, the commonest first.
        """
        words = {word for spelling in self._spellings[name] for word in spelling}
        places = {word: place for place, word in enumerate(vocabulary) if word in words}
        known = [spelling for spelling in self._spellings[name] if places.keys() >= {*spelling}]
        return min(known, key=lambda spelling: max(places[word] for word in spelling), default=None)

    def _may_begin(self, word: str) -> bool:
        """Whether a name can begin with a word, the Arabic words glued before it counted in."""
        if word.isascii():
            return word in self._first
        if word not in self._begins:
            if len(self._begins) > _REMEMBERED:
                self._begins.clear()
            bare = (word[len(prefix) :] for prefix in ("", *_GLUED) if word.startswith(prefix))
            stems = stem(word, "ar") in self._by_stem
            self._begins[word] = stems or any(one in self._first for one in bare)
        return self._begins[word]

    def _lookup(self, words: tuple[str, ...]) -> str | None:
        name = self._by_spelling.get(words)
        if name is None and not words[0].isascii():
            # Arabic glues "and", "in", "to" and the article to the word that follows.
            for prefix in _GLUED:
                bare = words[0][len(prefix) :]
                if words[0].startswith(prefix) and (bare, *words[1:]) in self._by_spelling:
                    return self._by_spelling[(bare, *words[1:])]
            if len(words) == 1:
                name = self._by_stem.get(stem(words[0], "ar"))
        return name
