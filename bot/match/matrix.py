"""Phrasing lines as sparse rows, and which lines of others are most like an entry's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from scipy import sparse

from bot.match.examples import Example
from bot.match.model import LanguageModel, Places

Matrix = sparse.csr_array[Any, tuple[int, int]]

# Likeness counts the features of at most this many lines: what more have tells little, and its
# products are most of the work. The larger of the number and the share of all lines.
_TELLING: Final = (400, 1 / 50)
_TOGETHER: Final = 256  # entries whose products are made at a time; bounds the memory


def matrix_of(model: LanguageModel, items: Sequence[Example]) -> Matrix:
    """The lines as rows of length 1, each the mean of its samples (lines, features)."""
    samples = [sample.blocks for item in items for sample in item.samples]
    counts = np.array([len(item.samples) for item in items])
    owner = np.repeat(np.arange(len(items)), counts)
    rows = model.rows(samples)
    value = rows.weight / counts[owner][rows.text]
    # Samples of a line add up; scipy does that when it turns places into rows.
    shape = (len(items), len(model.keys))
    out: Matrix = sparse.csr_array(
        (value.astype(np.float32), (owner[rows.text], rows.at)), shape=shape
    )
    out.sum_duplicates()
    length = np.sqrt(np.add.reduceat(np.append(out.data, 0) ** 2, out.indptr[:-1]))
    out.data /= np.repeat(np.maximum(length, 1e-9), np.diff(out.indptr)).astype(np.float32)
    return out


def one_hot(owner: Places, entries: int) -> Matrix:
    """1 where a line belongs to an entry (entries, lines)."""
    ones = np.ones(len(owner), np.float32)
    return sparse.csr_array((ones, (owner, np.arange(len(owner)))), (entries, len(owner)))


def alike(lines: Matrix, owner: Places, entries: int, most: int) -> Iterator[Places]:
    """For each entry the lines of others that share telling features with its own, at most
    ``most``, likest first.

    The last entry is the background: its lines are nobody else's rivals, or small talk would pull
    on the entries' own words.
    """
    frequency = np.bincount(lines.indices, minlength=lines.shape[1])
    least, share = _TELLING
    telling = lines[:, np.flatnonzero(frequency <= max(least, share * lines.shape[0]))]
    centres = one_hot(owner, entries) @ telling
    columns = telling.T.tocsr()
    for first in range(0, entries, _TOGETHER):
        found = (centres[first : first + _TOGETHER] @ columns).tocsr()
        for number in range(found.shape[0]):
            entry = first + number
            span = slice(found.indptr[number], found.indptr[number + 1])
            owners = owner[found.indices[span]]
            rivals = owners != entry
            if entry < entries - 1:
                rivals &= owners < entries - 1
            places, likeness = found.indices[span][rivals], found.data[span][rivals]
            if len(places) > most:
                best = np.argpartition(-likeness, most)[:most]
                places, likeness = places[best], likeness[best]
            yield places[np.argsort(-likeness, kind="stable")].astype(np.intp)
