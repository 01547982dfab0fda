"""How much of a question an entry's phrasings know, and how much of a phrasing the question has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from bot.match.model import Floats, Ints, Keys, LanguageModel

UNASKED: Final = 0.3  # the third share, where the question does not tell what it asks for
Places = npt.NDArray[np.intp]
Shares = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as evidence needs it: its telling words with their rarity, the share of unknown
    ones, what kind of thing it asks for, and the score of the background.
    """

    keys: Keys
    idf: Floats
    unknown: float
    kind: int
    background: float


def coverage(
    model: LanguageModel, asked: Asked, entries: Places, hidden: tuple[int, int] | None = None
) -> tuple[Shares, Shares, Shares]:
    """Three shares for each of some entries that have samples: of the question's words that its
    samples have; of the words of its best sample that the question has, both weighted by rarity;
    of its samples that ask for the same kind of thing.

    ``hidden``: a range of samples to leave out. All entries at once, because a call of numpy takes
    longer than what it does to so few numbers.
    """
    first, last = model.entry_start[entries], model.entry_start[entries + 1]
    begin, end = model.sample_start[first], model.sample_start[last]
    samples, words = _ranges(first, last), _ranges(begin, end)
    starts = np.cumsum(last - first) - (last - first)
    kept = np.ones(len(samples), np.bool_)
    order = np.argsort(asked.keys)
    keys, idf = asked.keys[order], asked.idf[order]
    own = model.sample_key[words]
    place = np.minimum(np.searchsorted(keys, own), max(len(keys) - 1, 0))
    met = keys[place] == own if len(keys) else np.zeros(len(own), np.bool_)
    if hidden is not None:
        kept = (samples < hidden[0]) | (samples >= hidden[1])
        met &= np.repeat(kept, model.sample_start[samples + 1] - model.sample_start[samples])
    inside = np.zeros((len(entries), len(keys)), np.float32)
    inside[np.repeat(np.arange(len(entries)), end - begin)[met], place[met]] = 1
    covered = inside @ idf / max(float(idf.sum()), 1e-9)
    # Where each sample begins in ``words``: the entries before it took up their own words.
    shift = np.cumsum(end - begin) - end
    at = model.sample_start[samples] + np.repeat(shift, last - first)
    shared = np.add.reduceat(model.sample_idf[words] * met, at) / model.sample_total[samples]
    if not asked.kind:
        return covered, np.maximum.reduceat(shared, starts), np.full_like(covered, UNASKED)
    same = kept & (model.sample_asks[samples] == asked.kind)
    count = np.add.reduceat(kept, starts, dtype=np.float32)
    alike = np.add.reduceat(same, starts, dtype=np.float32) / np.maximum(count, 1)
    return covered, np.maximum.reduceat(shared, starts), alike


def _ranges(begin: Ints, end: Ints) -> Places:
    """The numbers of each range begin…end, one range after the other."""
    sizes = end - begin
    skipped = np.repeat(begin - (np.cumsum(sizes) - sizes), sizes)
    out: Places = skipped + np.arange(len(skipped))
    return out
