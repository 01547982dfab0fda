"""Fit the weights of a fact base: ridge regression in closed form, one language at a time.

Let X be the phrasing lines (rows, scaled to length 1) and Y their entries (one-hot). The dual
solution is A = (XXᵀ + λI)⁻¹Y and the weights are XᵀA. The inverse also gives what each line would
have scored had it, or its whole entry, not been there (Rasmussen & Williams, Gaussian Processes,
2006, §5.4.2), which is what the confidence is calibrated on: see :mod:`bot.match.calibrate`.

Above :data:`MOST_LINES` lines a language the n³ solution takes too long, and each line counts
alike: see :func:`_counted`.
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
from bot.match.model import Floats, LanguageModel
from bot.match.names import NameTable

RIDGE: Final = 0.3  # λ; best on the development parts of the public sets, flat from 0.1 to 1
MOST_LINES: Final = 8000
KEPT: Final = 12  # weights kept a feature, the largest
_FAINT: Final = 0.08  # weights below this share of the feature's largest are dropped
_PAIRS: Final = 4_000_000  # products summed at a time; bounds the memory
_SMALL: Final = 256  # a matrix up to this size is inverted at once
_DENSE: Final = 32  # a feature in more lines than this goes through a matrix product


@dataclass(frozen=True)
class Fitted:
    """A language's model with what calibration needs.

    examples: the lines; fitted (n, entries): each line's own scores; held_out: without itself;
    orphaned: without any line of its entry, whose own column is −inf. All are None above
    :data:`MOST_LINES`.
    """

    model: LanguageModel
    examples: tuple[Example, ...]
    fitted: Floats | None = None
    held_out: Floats | None = None
    orphaned: Floats | None = None


@dataclass(frozen=True)
class _Matrix:
    """Sparse rows by feature: ``row`` and ``value`` of feature f stand in start[f]:start[f+1]."""

    start: npt.NDArray[np.intp]
    row: npt.NDArray[np.intp]
    value: Floats
    rows: int


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


def _matrix(model: LanguageModel, items: tuple[Example, ...]) -> _Matrix:
    features, rows, values = [], [], []
    for number, item in enumerate(items):
        for sample in item.samples:
            at, weight = model.vector(sample.blocks)
            features.append(at)
            rows.append(np.full(len(at), number))
            values.append(weight / len(item.samples))
    feature, row, value = np.concatenate(features), np.concatenate(rows), np.concatenate(values)
    code = feature * len(items) + row  # the samples of a line add up
    unique, inverse = np.unique(code, return_inverse=True)
    value = np.bincount(inverse, value).astype(np.float32)
    feature, row = unique // len(items), unique % len(items)
    start = np.searchsorted(feature, np.arange(len(model.keys) + 1))
    length = np.sqrt(np.bincount(row, value**2, len(items)))
    return _Matrix(start, row, (value / length[row]).astype(np.float32), len(items))


def _gram(matrix: _Matrix) -> Floats:
    """XXᵀ, rare features pair by pair, frequent ones through a matrix product."""
    n = matrix.rows
    gram = np.zeros(n * n, np.float64)
    sizes = np.diff(matrix.start)
    places: list[npt.NDArray[np.intp]] = []
    products: list[Floats] = []

    def add() -> None:
        nonlocal gram
        if places:
            gram += np.bincount(np.concatenate(places), np.concatenate(products), n * n)
            places.clear()
            products.clear()

    for size in range(1, _DENSE + 1):
        begins = matrix.start[:-1][sizes == size]
        for chunk in np.array_split(begins, max(1, len(begins) * size * size // _PAIRS)):
            at = chunk[:, None] + np.arange(size)
            row, value = matrix.row[at], matrix.value[at]
            places.append((row[:, :, None] * n + row[:, None, :]).ravel())
            products.append((value[:, :, None] * value[:, None, :]).ravel())
            if sum(map(len, places)) > _PAIRS:
                add()
    add()
    out = gram.reshape(n, n).astype(np.float32)
    frequent = np.flatnonzero(sizes > _DENSE)
    for some in np.array_split(frequent, max(1, len(frequent) // 2048)):
        dense = np.zeros((len(some), n), np.float32)
        for place, feature in enumerate(some):
            span = slice(matrix.start[feature], matrix.start[feature + 1])
            dense[place, matrix.row[span]] = matrix.value[span]
        out += dense.T @ dense
    return out


def _weights(model: LanguageModel, matrix: _Matrix, duals: Floats) -> LanguageModel:
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


def _counted(matrix: _Matrix, owner: npt.NDArray[np.intp], targets: Floats) -> Floats:
    """Duals without solving: every line alike, scaled so that a line scores 1 for its own entry on
    average. With S the sum of an entry's n lines, that average is |S|²/n.
    """
    entries = targets.shape[1]
    feature = np.repeat(np.arange(len(matrix.start) - 1), np.diff(matrix.start))
    unique, inverse = np.unique(feature * entries + owner[matrix.row], return_inverse=True)
    sums = np.bincount(inverse, matrix.value)
    squares = np.bincount(unique % entries, sums**2, entries)
    lines = targets.sum(axis=0)
    out: Floats = (targets * (lines / np.maximum(squares, 1e-9))).astype(np.float32)
    return out


def _lower_inverse(lower: Floats) -> Floats:
    """The inverse of a lower triangular matrix, by halves, so that matrix products do the work."""
    n = len(lower)
    if n <= _SMALL:
        return np.linalg.inv(lower)
    half = n // 2
    first, second = _lower_inverse(lower[:half, :half]), _lower_inverse(lower[half:, half:])
    out = np.zeros_like(lower)
    out[:half, :half], out[half:, half:] = first, second
    out[half:, :half] = -(second @ (lower[half:, :half] @ first))
    return out


def _without_own_entry(
    root: Floats, duals: Floats, targets: Floats, members: npt.NDArray[np.intp]
) -> Floats:
    """Scores of the lines of one entry as if none of them had been there."""
    block = root[:, members].T @ root[:, members]
    return targets[members] - np.linalg.solve(block, duals[members])


def fit_language(base: FactBase, language: str, names: NameTable) -> Fitted:
    """Fit one language of a base; see the module's docstring for the method."""
    entries = len(entries_of(base)) + 1  # the last class is the background
    items = tuple(item for item in examples(base, language, names) if item.samples[0].tokens)
    items += tuple(background(language, names, entries - 1, _stems(items, entries)))
    model = _skeleton(items, entries)
    if not items:
        return Fitted(model, items)
    matrix = _matrix(model, items)
    owner = np.array([item.entry for item in items])
    targets = np.zeros((len(items), entries), np.float32)
    targets[np.arange(len(items)), owner] = 1
    if len(items) > MOST_LINES:
        return Fitted(_weights(model, matrix, _counted(matrix, owner, targets)), items)
    kernel = _gram(matrix)
    kernel[np.diag_indices_from(kernel)] += RIDGE
    # With K = LLᵀ and R = L⁻¹, K⁻¹ = RᵀR is never needed whole: only its diagonal and blocks.
    root = _lower_inverse(np.linalg.cholesky(kernel))
    duals = root.T @ (root @ targets)
    held_out = targets - duals / np.einsum("ij,ij->j", root, root)[:, None]
    orphaned = np.empty_like(held_out)
    for entry in range(entries):
        members = np.flatnonzero(owner == entry)
        if len(members):
            orphaned[members] = _without_own_entry(root, duals, targets, members)
            orphaned[members, entry] = -np.inf
    model = _weights(model, matrix, duals.astype(np.float32))
    # Kα = (K + λI)α − λα = Y − λα.
    own = (targets - RIDGE * duals).astype(np.float32)
    return Fitted(model, items, own, held_out, orphaned)
