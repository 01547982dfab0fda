"""Phrasing lines as sparse rows, and the products of all pairs of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.match.examples import Example
from bot.match.model import Floats, LanguageModel

_PAIRS: Final = 4_000_000  # products summed at a time; bounds the memory
# A feature that more than this share of the lines have goes through a matrix product: there a pair
# takes a hundredth of a nanosecond, one by one ten.
_DENSE: Final = 1 / 25
_ROWS: Final = 1024


@dataclass(frozen=True)
class Matrix:
    """Sparse rows by feature: ``row`` and ``value`` of feature f stand in start[f]:start[f+1]."""

    start: npt.NDArray[np.intp]
    row: npt.NDArray[np.intp]
    value: Floats
    rows: int


def matrix_of(model: LanguageModel, items: Sequence[Example]) -> Matrix:
    """The lines as rows of length 1, each the mean of its samples."""
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
    return Matrix(start, row, (value / length[row]).astype(np.float32), len(items))


def gram_of(matrix: Matrix) -> Floats:
    """XXᵀ (n, n): rare features pair by pair, frequent ones through a matrix product."""
    n = matrix.rows
    out = np.zeros((n, n), np.float32)
    sizes = np.diff(matrix.start)
    most = int(n * _DENSE)
    for size in range(1, most + 1):
        begins = matrix.start[:-1][sizes == size]
        for chunk in np.array_split(begins, max(1, len(begins) * size * size // _PAIRS)):
            at = chunk[:, None] + np.arange(size)
            row, value = matrix.row[at], matrix.value[at]
            places = row[:, :, None] * n + row[:, None, :]
            np.add.at(out.ravel(), places.ravel(), (value[:, :, None] * value[:, None, :]).ravel())
    frequent = np.flatnonzero(sizes > most)
    for some in np.array_split(frequent, max(1, len(frequent) // 2048)):
        dense = np.zeros((len(some), n), np.float32)
        for place, feature in enumerate(some):
            span = slice(matrix.start[feature], matrix.start[feature + 1])
            dense[place, matrix.row[span]] = matrix.value[span]
        for begin in range(0, n, _ROWS):  # by blocks, or the product takes as much room as the sum
            block = slice(begin, begin + _ROWS)
            out[block] += dense[:, block].T @ dense
    return out
