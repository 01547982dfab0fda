"""How much of a question an entry's phrasings know, and how much of a phrasing the question has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from bot.match.model import Floats, LanguageModel, Places

UNASKED: Final = 0.3  # the third share, where the question does not tell what it asks for
Shares = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as evidence needs it: the places of its telling words in ``word_key`` and their
    rarity, the share of unknown ones, what kind of thing it asks for, and the score of the
    background.
    """

    words: Places
    idf: Floats
    unknown: float
    kind: int
    background: float


@dataclass(frozen=True, slots=True)
class Hidden:
    """A line to be looked at as if it had not been written: its entry, its samples, and what they
    ask for.
    """

    entry: int
    samples: range
    asks: tuple[int, ...]


def coverage(
    model: LanguageModel, asked: Asked, entries: Sequence[int], hidden: Hidden | None = None
) -> tuple[Shares, Shares, Shares]:
    """Three shares for each of some entries that have samples: of the question's words that its
    samples have; of the words of its best sample that the question has, both weighted by rarity;
    of its samples that ask for the same kind of thing.

    All entries at once, because a call of numpy takes longer than what it does to so few numbers.
    """
    weights = np.zeros_like(model.word_idf)
    weights[asked.words] = model.word_idf[asked.words]
    spans = [slice(*model.entry_start[entry : entry + 2].tolist()) for entry in entries]
    words = [slice(*model.sample_start[[s.start, s.stop]].tolist()) for s in spans]
    counts = [span.stop - span.start for span in spans]
    # Where each sample begins in the words put together: the entries before it took up their own.
    offsets = [0, *accumulate(word.stop - word.start for word in words)]
    at = np.concatenate(
        [
            model.sample_start[span] + (offset - word.start)
            for span, word, offset in zip(spans, words, offsets, strict=False)
        ]
    )
    met = weights[np.concatenate([model.sample_word[word] for word in words])]
    shared = np.add.reduceat(met, at)
    shared /= np.concatenate([model.sample_total[span] for span in spans])
    owned = [slice(*model.owned_start[entry : entry + 2].tolist()) for entry in entries]
    known = weights[np.concatenate([model.owned[own] for own in owned])]
    starts = [0, *accumulate(counts)][:-1]
    owned_starts = [0, *accumulate(own.stop - own.start for own in owned)][:-1]
    same = model.asked[entries, asked.kind].astype(np.float32)
    all_ = np.array(counts, np.float32)
    if hidden is not None and hidden.entry in entries:
        n = list(entries).index(hidden.entry)
        begin = starts[n] + hidden.samples.start - spans[n].start
        shared[begin : begin + len(hidden.samples)] = 0
        own = slice(owned_starts[n], owned_starts[n] + owned[n].stop - owned[n].start)
        known[own] *= model.owned_lines[owned[n]] > 1
        same[n] -= hidden.asks.count(asked.kind)
        all_[n] -= len(hidden.samples)
    covered = np.add.reduceat(known, owned_starts) / max(float(asked.idf.sum()), 1e-9)
    phrased = np.maximum.reduceat(shared, starts)
    if not asked.kind:
        return covered, phrased, np.full_like(covered, UNASKED)
    return covered, phrased, same / np.maximum(all_, 1)
