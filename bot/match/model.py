"""What is known of a fact base for matching: one linear model a language, as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from bot.match.features import SHARES, Blocks

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Keys = npt.NDArray[np.uint32]

_SHARE_NORM = sum(share * share for share in SHARES.values()) ** 0.5


@dataclass(frozen=True)
class LanguageModel:
    """Sparse weights of one language.

    keys: sorted feature hashes (d); idf (d); start (d+1): where a feature's weights begin in
    ``entry`` and ``weight``; entry: index of the fact or gap; lines: how many phrasing lines it was
    made from; vocabulary: every folded word of the phrasings. The telling words of phrasings:
    sample_key holds those of sample s at sample_start[s]:sample_start[s + 1], and an entry's
    samples are those at entry_start[e]:entry_start[e + 1]; sample_asks: what each asks for.
    """

    keys: Keys
    idf: Floats
    start: Ints
    entry: npt.NDArray[np.uint16]
    weight: npt.NDArray[np.float16]
    lines: int
    vocabulary: tuple[str, ...]
    sample_key: Keys
    sample_start: Ints
    entry_start: Ints
    sample_asks: npt.NDArray[np.uint8]

    @cached_property
    def words(self) -> frozenset[str]:
        """The vocabulary as a set."""
        return frozenset(self.vocabulary)

    @cached_property
    def unknown_idf(self) -> float:
        """The weight of a feature that no phrasing has: more than any known one."""
        return float(np.log(1 + self.lines)) + 1.0

    def find(self, wanted: Keys) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
        """Positions of features and which of them are known."""
        if not len(self.keys):
            return np.zeros(len(wanted), np.intp), np.zeros(len(wanted), np.bool_)
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return at, self.keys[at] == wanted

    def word_idf(self, wanted: Keys) -> tuple[Floats, npt.NDArray[np.bool_]]:
        """Weights of single words, :attr:`unknown_idf` for unknown ones, and which are known."""
        at, known = self.find(wanted)
        if not len(self.keys):
            return np.full(len(wanted), self.unknown_idf, np.float32), known
        return np.where(known, self.idf[at], self.unknown_idf).astype(np.float32), known

    def vector(self, blocks: Blocks) -> tuple[npt.NDArray[np.intp], Floats]:
        """Positions and weights of the known features of a text.

        Each block is scaled to its share with its unknown features counted, so that a text of
        which little is known comes out short.
        """
        lists = [blocks[block] for block in SHARES]
        wanted = np.array([key for block in lists for key in block], np.uint32)
        wanted, first, count = np.unique(wanted, return_index=True, return_counts=True)
        at, known = self.find(wanted)
        rarity = np.where(known, self.idf[at] if len(self.keys) else 0.0, self.unknown_idf)
        weight = (1 + np.log(count)) * rarity
        bounds = np.cumsum([len(block) for block in lists])
        place = np.searchsorted(bounds, first, "right")
        norms = np.sqrt(np.bincount(place, weight**2, len(lists)))
        scale = np.array([*SHARES.values()]) / (_SHARE_NORM * np.maximum(norms, 1e-9))
        return at[known], (weight * scale[place])[known].astype(np.float32)

    def scores(self, at: npt.NDArray[np.intp], weight: Floats) -> Floats:
        """The score of every entry: about 1 for a phrasing of its own, about 0 for none of it."""
        entries = len(self.entry_start) - 1
        begin, end = self.start[at], self.start[at + 1]
        lengths = end - begin
        total = int(lengths.sum())
        if not total:
            return np.zeros(entries, np.float32)
        offsets = np.repeat(begin - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
        places = offsets + np.arange(total)
        values = self.weight[places] * np.repeat(weight, lengths)
        return np.bincount(self.entry[places], values, entries).astype(np.float32)

    @cached_property
    def sample_idf(self) -> Floats:
        """Rarity of each of ``sample_key``."""
        return self.word_idf(self.sample_key)[0]

    @cached_property
    def sample_total(self) -> Floats:
        """Rarity of all telling words of each sample together."""
        out: Floats = np.add.reduceat(self.sample_idf, self.sample_start[:-1])
        return out
