"""Fit the weights of a fact base, one language at a time: a linear machine for every entry.

:mod:`bot.match.separate` has the method. It also tells what each phrasing line would have scored
had it, or its whole entry, not been there, which is what the confidence is calibrated on: see
:mod:`bot.match.calibrate`.

Above :data:`MOST_LINES` lines a language the products of all pairs of lines take too much memory,
and each line counts alike: see :func:`_counted`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.facts.model import FactBase
from bot.match.background import background
from bot.match.examples import Example, entries_of, examples
from bot.match.gram import Matrix, gram_of, matrix_of
from bot.match.model import Floats, LanguageModel
from bot.match.names import NameTable
from bot.match.separate import separate

MOST_LINES: Final = 12_000  # their products take 580 MB
KEPT: Final = 40  # weights kept a feature, the largest; all of them gain little
_FAINT: Final = 0.04  # weights below this share of the feature's largest are dropped


@dataclass(frozen=True)
class Fitted:
    """A language's model with what calibration needs.

    examples: the lines; fitted (n, entries + 1): their scores, the background's last; held_out:
    each line's without itself; orphaned: without any line of its entry, whose own column is −inf.
    All are None above :data:`MOST_LINES`.
    """

    model: LanguageModel
    examples: tuple[Example, ...]
    fitted: Floats | None = None
    held_out: Floats | None = None
    orphaned: Floats | None = None


def _stems(items: tuple[Example, ...], entries: int) -> list[Set[str]]:
    """Every stem of every entry's phrasings."""
    stems: list[set[str]] = [set() for _ in range(entries)]
    for item in items:
        stems[item.entry].update(token.stem for s in item.samples for token in s.tokens)
    return [*stems]


def _skeleton(items: tuple[Example, ...], entries: int) -> LanguageModel:
    """A model without weights: features, their rarity, the words."""
    seen: Counter[int] = Counter()
    pairs: Counter[int] = Counter()
    words: set[str] = set()
    for item in items:
        seen.update({key for s in item.samples for block in "wc" for key in s.blocks[block]})
        pairs.update({key for s in item.samples for block in "bp" for key in s.blocks[block]})
        words.update(token.text for s in item.samples for token in s.tokens)
    seen.update({key: count for key, count in pairs.items() if count > 1})
    keys = np.array(sorted(seen), np.uint32)
    counts = np.array([seen[int(key)] for key in keys], np.float32)
    samples = [(item.entry, s.keys or [0]) for item in items for s in item.samples]
    per_entry = Counter(entry for entry, _ in samples)
    return LanguageModel(
        keys=keys,
        idf=(np.log((1 + len(items)) / (1 + counts)) + 1).astype(np.float32),
        start=np.zeros(len(keys) + 1, np.int32),
        entry=np.zeros(0, np.uint16),
        weight=np.zeros(0, np.float16),
        lines=len(items),
        vocabulary=tuple(sorted(words)),
        sample_key=np.array([key for _, own in samples for key in own], np.uint32),
        sample_start=np.cumsum([0, *(len(own) for _, own in samples)]).astype(np.int32),
        entry_start=np.cumsum([0, *(per_entry[n] for n in range(entries))]).astype(np.int32),
        sample_asks=np.array([s.asks for item in items for s in item.samples], np.uint8),
    )


def _weights(model: LanguageModel, matrix: Matrix, duals: Floats) -> LanguageModel:
    """XᵀA, only the strongest of each feature kept."""
    starts, entry, weight = [0], [], []
    features = len(model.keys)
    per_chunk = max(1, 4_000_000 // max(1, duals.shape[1]))
    bounds = [0]
    while bounds[-1] < features:
        limit = matrix.start[bounds[-1]] + per_chunk
        bounds.append(max(bounds[-1] + 1, int(np.searchsorted(matrix.start, limit, "right")) - 1))
    for first, last in pairwise(bounds):
        span = slice(matrix.start[first], matrix.start[last])
        rows = matrix.value[span, None] * duals[matrix.row[span]]
        sums = np.add.reduceat(rows, matrix.start[first:last] - matrix.start[first], axis=0)
        size = np.abs(sums)
        if sums.shape[1] > KEPT:
            floor = -np.partition(-size, KEPT - 1, axis=1)[:, KEPT - 1 : KEPT]
            size = np.where(size >= floor, size, 0)
        kept = size > np.maximum(_FAINT * size.max(axis=1, keepdims=True), 1e-4)
        counts = kept.sum(axis=1)
        starts.extend((starts[-1] + np.cumsum(counts)).tolist())
        entry.append(np.nonzero(kept)[1].astype(np.uint16))
        weight.append(sums[kept].astype(np.float16))
    return replace(
        model,
        start=np.array(starts, np.int32),
        entry=np.concatenate(entry),
        weight=np.concatenate(weight),
    )


def _counted(model: LanguageModel, matrix: Matrix, owner: npt.NDArray[np.intp]) -> LanguageModel:
    """Every line alike, scaled so that a line scores 1 for its own entry on average: with S the sum
    of an entry's n lines, that average is |S|²/n.
    """
    entries = len(model.entry_start) - 1
    feature = np.repeat(np.arange(len(matrix.start) - 1), np.diff(matrix.start))
    unique, inverse = np.unique(feature * entries + owner[matrix.row], return_inverse=True)
    sums = np.bincount(inverse, matrix.value)
    squares = np.bincount(unique % entries, sums**2, entries)
    lines = np.bincount(owner, minlength=entries)
    targets = np.zeros((matrix.rows, entries), np.float32)
    targets[np.arange(matrix.rows), owner] = (lines / np.maximum(squares, 1e-9))[owner]
    return _weights(model, matrix, targets)


def fit_language(base: FactBase, language: str, names: NameTable) -> Fitted:
    """Fit one language of a base; see the module's docstring for the method."""
    entries = len(entries_of(base))
    items = tuple(item for item in examples(base, language, names) if item.samples[0].tokens)
    lines = len(items)
    items += tuple(background(language, names, entries, _stems(items, entries)))
    model = _skeleton(items, entries + 1)
    if not items:
        return Fitted(model, items)
    matrix = matrix_of(model, items)
    owner = np.array([item.entry for item in items])
    if len(items) > MOST_LINES:
        return Fitted(_counted(model, matrix, owner), items)
    gram = gram_of(matrix)
    shape = (len(items), entries + 1)
    duals, fitted, held_out, orphaned = (np.zeros(shape, np.float32) for _ in range(4))
    for entry in np.unique(owner):
        # Small talk must not pull on the entries' own words; only its own machine knows of it.
        machine = separate(gram, owner == entry, lines if entry < entries else len(items))
        duals[machine.active, entry] = machine.duals
        fitted[:, entry] = machine.values
        held_out[:, entry] = machine.held_out()
        orphaned[:, entry] = machine.orphaned(owner)
    orphaned[np.arange(len(items)), owner] = -np.inf
    return Fitted(_weights(model, matrix, duals), items, fitted, held_out, orphaned)
