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
# Weights are whole multiples of this, within ±4: numpy reads them ten times as fast as half floats.
UNIT: Final = 2.0**-13
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
    ``entry`` and ``weight``; entry: index of the fact or gap; often (n), dense (n, entries): places
    of the features whose weights are written out instead, and those weights, all in :data:`UNIT`;
    lines: how many phrasing lines it was made from; vocabulary: every folded word of the phrasings,
    the commonest first.

    The telling words of phrasings: word_key (v), sorted hashes; word_idf (v + 1), the last, of
    unknown ones, 0; word w is in word_lines of the lines of the entries word_entry, both at
    word_start[w]:word_start[w + 1]. asked (entries, kinds): how many samples of an entry ask for
    each kind of thing.
    """

    keys: Keys
    idf: Floats
    start: Ints
    entry: npt.NDArray[np.uint16]
    weight: npt.NDArray[np.int16]
    often: Ints
    dense: npt.NDArray[np.int16]
    lines: int
    vocabulary: tuple[str, ...]
    word_key: Keys
    word_idf: Floats
    word_start: Ints
    word_entry: npt.NDArray[np.uint16]
    word_lines: npt.NDArray[np.uint16]
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
        return len(self.asked)

    def telling(self, wanted: Sequence[int]) -> tuple[Places, npt.NDArray[np.bool_]]:
        """Places of single words among ``word_key``, v for unknown ones, and which are known."""
        at, known = _find(self.word_key, np.array(wanted, np.uint32))
        return np.where(known, at, len(self.word_key)), known

    @cached_property
    def spread(self) -> Ints:
        """In how many lines each telling word is; 0 for an unknown one (v + 1)."""
        ends = np.append(0, self.word_lines.cumsum(dtype=np.int32))[self.word_start]
        return np.append(np.diff(ends), 0)[: len(self.word_key) + 1]

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
        codes = (np.arange(len(lists)) << 32).repeat(list(map(len, lists))) | keys
        codes.sort()
        fresh = np.ones(len(codes) + 1, np.bool_)
        np.not_equal(codes[1:], codes[:-1], out=fresh[1:-1])
        bounds = fresh.nonzero()[0]
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
        place, often = _find(self.often, rows.at)
        lengths, places = spans(self.start, rows.at)
        target = self.entry[places].astype(np.intp)
        if rows.texts > 1:
            target += (rows.text * self.entries).repeat(lengths)
        value = rows.weight * np.float32(UNIT)
        values = self.weight[places] * value.repeat(lengths)
        sums = np.bincount(target, values, rows.texts * self.entries)
        known = often.nonzero()[0]
        weight = np.zeros((rows.texts, len(known)), np.float32)
        weight[rows.text[known], np.arange(len(known))] = value[known]
        out: Floats = weight @ self.dense[place[known]].astype(np.float32)
        out += sums.reshape(rows.texts, -1)
        return out


def spans(start: Ints, rows: Places) -> tuple[Ints, Places]:
    """How many cells some rows of a sparse matrix have, and the places of all these cells.

    ``start``: where each row begins, and where the last ends.
    """
    begin = start[rows]
    lengths = start[rows + 1] - begin
    ends = lengths.cumsum()
    # A cell's place: its number among all of them, moved to where its own row begins.
    return lengths, (begin - ends + lengths).repeat(lengths) + np.arange(lengths.sum())


def _find(
    keys: npt.NDArray[np.integer[Any]], wanted: npt.NDArray[np.integer[Any]]
) -> tuple[Places, npt.NDArray[np.bool_]]:
    """Where features stand among sorted ones, and which are there."""
    if not len(keys):
        return np.zeros(len(wanted), np.intp), np.zeros(len(wanted), np.bool_)
    at = np.minimum(keys.searchsorted(wanted), len(keys) - 1)
    return at, keys[at] == wanted
