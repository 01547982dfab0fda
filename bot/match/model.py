"""What is known of a fact base for matching: one linear model a language, as plain arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from bot.match.features import SHARES, Blocks

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Keys = npt.NDArray[np.uint32]

_SHARE_NORM = sum(share * share for share in SHARES.values()) ** 0.5
_SCALE: Final = np.array([*SHARES.values()]) / _SHARE_NORM
_LOW: Final = np.int64(0xFFFFFFFF)
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Rows:
    """Known features of some texts: text number, place among the model's features and weight, in
    parallel, text by text.
    """

    text: Places
    at: Places
    weight: Floats
    texts: int


@dataclass(frozen=True)
class LanguageModel:
    """Sparse weights of one language.

    keys: sorted feature hashes (d); idf (d); start (d+1): where a feature's weights begin in
    ``entry`` and ``weight``; entry: index of the fact or gap; lines: how many phrasing lines it was
    made from; vocabulary: every folded word of the phrasings.

    The telling words of phrasings: word_key (v), sorted hashes; word_idf (v + 1), the last 0;
    sample s has the words sample_word[sample_start[s]:sample_start[s + 1]], v standing for none,
    and entry e the samples entry_start[e]:entry_start[e + 1]. owned, owned_lines: the different
    words of entry e at owned_start[e]:owned_start[e + 1], and how many of its lines have each.
    asked (entries, kinds): how many of its samples ask for each kind of thing.
    """

    keys: Keys
    idf: Floats
    start: Ints
    entry: npt.NDArray[np.uint16]
    weight: npt.NDArray[np.float16]
    lines: int
    vocabulary: tuple[str, ...]
    word_key: Keys
    word_idf: Floats
    sample_word: npt.NDArray[np.unsignedinteger[Any]]
    sample_start: Ints
    entry_start: Ints
    owned: npt.NDArray[np.unsignedinteger[Any]]
    owned_lines: npt.NDArray[np.uint16]
    owned_start: Ints
    asked: npt.NDArray[np.uint16]

    @cached_property
    def words(self) -> frozenset[str]:
        """The vocabulary as a set."""
        return frozenset(self.vocabulary)

    @cached_property
    def unknown_idf(self) -> float:
        """The weight of a feature that no phrasing has: more than any known one."""
        return float(np.log(1 + self.lines)) + 1.0

    @property
    def entries(self) -> int:
        """How many entries there are, the background counted in."""
        return len(self.entry_start) - 1

    def telling(self, wanted: Sequence[int]) -> tuple[Places, npt.NDArray[np.bool_]]:
        """Places of single words among ``word_key``, v for unknown ones, and which are known."""
        at, known = _find(self.word_key, np.array(wanted, np.uint32))
        return np.where(known, at, len(self.word_key)), known

    def rarity(self, wanted: Keys) -> Floats:
        """Weights of features, :attr:`unknown_idf` for unknown ones."""
        return self._rarity(*_find(self.keys, wanted))

    def _rarity(self, at: Places, known: npt.NDArray[np.bool_]) -> Floats:
        if not len(self.keys):
            return np.full(len(at), self.unknown_idf, np.float32)
        out: Floats = np.where(known, self.idf[at], np.float32(self.unknown_idf))
        return out

    def rows(self, texts: Sequence[Blocks]) -> Rows:
        """The known features of some texts with their weights.

        Each block is scaled to its share with its unknown features counted, so that a text of
        which little is known comes out short.
        """
        lists = [blocks[block] for blocks in texts for block in SHARES]
        keys = np.fromiter(chain.from_iterable(lists), np.int64)
        # Text, block and key in one number: sorting brings the same ones together.
        codes = np.repeat(np.arange(len(lists)) << 32, list(map(len, lists))) | keys
        codes.sort()
        fresh = np.ones(len(codes) + 1, np.bool_)
        np.not_equal(codes[1:], codes[:-1], out=fresh[1:-1])
        bounds = np.flatnonzero(fresh)
        codes = codes[bounds[:-1]]
        place = codes >> 32
        at, known = _find(self.keys, (codes & _LOW).astype(np.uint32))
        weight = (1 + np.log(bounds[1:] - bounds[:-1])) * self._rarity(at, known)
        norms = np.sqrt(np.bincount(place, weight * weight, len(lists)))
        scale = np.tile(_SCALE, len(texts)) / np.maximum(norms, 1e-9)
        weight *= scale[place]
        return Rows(
            place[known] // len(SHARES), at[known], weight[known].astype(np.float32), len(texts)
        )

    def scores(self, rows: Rows) -> Floats:
        """The score of every entry for each text: about 1 for a phrasing of its own, about 0 for
        none of it (texts, entries).
        """
        begin = self.start[rows.at]
        lengths = self.start[rows.at + 1] - begin
        ends = lengths.cumsum()
        if not len(ends):
            return np.zeros((rows.texts, self.entries), np.float32)
        places = np.repeat(begin - ends + lengths, lengths) + np.arange(ends[-1])
        target = self.entry[places].astype(np.intp)
        if rows.texts > 1:
            target += np.repeat(rows.text * self.entries, lengths)
        values = self.weight[places] * np.repeat(rows.weight, lengths)
        sums = np.bincount(target, values, rows.texts * self.entries)
        return sums.reshape(rows.texts, -1).astype(np.float32)

    @cached_property
    def sample_total(self) -> Floats:
        """Rarity of all telling words of each sample together, never 0."""
        sums = np.add.reduceat(self.word_idf[self.sample_word], self.sample_start[:-1])
        out: Floats = np.maximum(sums, 1e-9)
        return out


def _find(keys: Keys, wanted: Keys) -> tuple[Places, npt.NDArray[np.bool_]]:
    """Where features stand among sorted ones, and which are there."""
    if not len(keys):
        return np.zeros(len(wanted), np.intp), np.zeros(len(wanted), np.bool_)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return at, keys[at] == wanted
