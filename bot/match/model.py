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

UNASKED = 0.3  # what an entry gets where the question does not tell what it asks for
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
        wanted = np.fromiter((k for b in SHARES for k in blocks[b]), np.uint32)
        counts = np.fromiter((n for b in SHARES for n in blocks[b].values()), np.float32)
        at, known = self.find(wanted)
        weight = (1 + np.log(counts)) * (
            np.where(known, self.idf[at] if len(self.keys) else 0.0, self.unknown_idf)
        )
        begin = 0
        for block, share in SHARES.items():
            end = begin + len(blocks[block])
            norm = float(np.sqrt(np.sum(weight[begin:end] ** 2)))
            if norm:
                weight[begin:end] *= share / (_SHARE_NORM * norm)
            begin = end
        return at[known], weight[known].astype(np.float32)

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

    def coverage(
        self, keys: Keys, idf: Floats, entry: int, without: tuple[int, int] | None = None
    ) -> tuple[float, float]:
        """Share of the question's words that an entry has, and of its best phrasing's words that
        the question has; both weighted by rarity (``idf``, of each of ``keys``).

        ``without``: a range of samples to leave out.
        """
        first, last = int(self.entry_start[entry]), int(self.entry_start[entry + 1])
        begin, end = int(self.sample_start[first]), int(self.sample_start[last])
        if begin == end or not len(keys):
            return 0.0, 0.0
        own, weight = self.sample_key[begin:end], self.sample_idf[begin:end]
        met = _among(own, np.sort(keys))
        if without is not None:
            met[self.sample_start[without[0]] - begin : self.sample_start[without[1]] - begin] = (
                False
            )
        starts = self.sample_start[first:last] - begin
        shares = np.add.reduceat(weight * met, starts) / np.add.reduceat(weight, starts)
        inside = _among(keys, np.sort(own[met]))
        return float((idf * inside).sum() / idf.sum()), float(shares.max())

    def asked(self, kind: int, entry: int, without: tuple[int, int] | None = None) -> float:
        """Share of an entry's phrasings that ask for the same kind of thing as the question."""
        first, last = int(self.entry_start[entry]), int(self.entry_start[entry + 1])
        if not kind or first == last:
            return UNASKED
        same = self.sample_asks[first:last] == kind
        count, total = int(same.sum()), last - first
        if without is not None:
            count -= int(same[without[0] - first : without[1] - first].sum())
            total -= without[1] - without[0]
        return count / max(total, 1)


def _among(values: Keys, ordered: Keys) -> npt.NDArray[np.bool_]:
    """Which of the values occur in an ordered array; faster than isin on short ones."""
    if not len(ordered):
        return np.zeros(len(values), np.bool_)
    at = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    found: npt.NDArray[np.bool_] = ordered[at] == values
    return found
