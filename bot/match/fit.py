"""Fit the weights of a fact base, one language at a time: a linear machine for every entry.

:mod:`bot.match.separate` has the method. It also tells what each phrasing line would have scored
had it, or its whole entry, not been there, which is what the confidence is calibrated on: see
:mod:`bot.match.calibrate`. The work grows with the number of lines, not with its square: a machine
looks at the lines that are most like its entry's own.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

import numpy as np
from scipy import sparse

from bot.facts.model import FactBase
from bot.match.background import background
from bot.match.examples import Example, entries_of, examples
from bot.match.matrix import Matrix, alike, matrix_of
from bot.match.model import UNIT, Floats, LanguageModel, Places
from bot.match.names import NameTable
from bot.match.separate import LOOKED_AT, separate
from bot.match.vocabulary import vocabulary_of

# Weights that, times their feature's rarity, are below this are dropped: a quarter of them, for
# nothing lost (docs/decisions/0005-matching.md).
FAINT: Final = 0.1
# Of how many of the entries a feature must have weights for all to be written out: a row then takes
# little more room and a third of the time.
WRITTEN_OUT: Final = 0.25
_LARGEST: Final = 2**15 - 1  # units
_READ: Final = 1500  # lines of a language that calibration reads; more change no coefficient
_TOGETHER: Final = 2048  # lines scored at a time; bounds the memory


@dataclass(frozen=True)
class HeldOut:
    """Some of a language's lines (m), for calibration.

    alone (m, entries + 1): their scores, the background's last, each without itself;  orphaned:
    without any line of its entry, whose own column is −inf.
    """

    examples: tuple[Example, ...]
    alone: Floats
    orphaned: Floats

    def every(self, step: int) -> HeldOut:
        """Some of them only."""
        return HeldOut(self.examples[::step], self.alone[::step], self.orphaned[::step])


@dataclass(frozen=True)
class Fitted:
    """A language's model with what calibration and the check of the phrasings need.

    examples: the lines (n);  lead (n): by how much each one's own entry scores more than the best
    other.
    """

    model: LanguageModel
    examples: tuple[Example, ...]
    lead: Floats
    held_out: HeldOut


def _kept(weights: Matrix, idf: Floats) -> Matrix:
    """Only the weights that can move a score (features, entries).

    Not the largest few of each feature: a word that many entries have is told apart by them all.
    """
    feature = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
    strong = np.abs(weights.data) * idf[feature] > FAINT
    value = np.clip(np.round(weights.data[strong] / UNIT), -_LARGEST, _LARGEST) * UNIT
    place = (feature[strong], weights.indices[strong])
    return sparse.csr_array((value.astype(np.float32), place), weights.shape)


def _with(model: LanguageModel, weights: Matrix) -> LanguageModel:
    """The model with its weights, those of features that many entries have as whole rows."""
    lengths = np.diff(weights.indptr)
    many = lengths > WRITTEN_OUT * weights.shape[1]
    often = np.flatnonzero(many)
    rare = ~np.repeat(many, lengths)
    units = sparse.csr_array((weights.data / UNIT, weights.indices, weights.indptr), weights.shape)
    return replace(
        model,
        start=np.append(0, np.cumsum(np.where(many, 0, lengths))).astype(np.int32),
        entry=weights.indices[rare].astype(np.uint16),
        weight=units.data[rare].astype(np.int16),
        often=often.astype(np.int32),
        dense=units[often].toarray().astype(np.int16),
    )


@dataclass(frozen=True, slots=True)
class _Cells:
    """Some cells of a matrix of lines and entries, in parallel."""

    line: list[Places] = field(default_factory=list)
    entry: list[Places] = field(default_factory=list)
    value: list[Floats] = field(default_factory=list)

    def add(self, line: Places, entry: int, value: Floats) -> None:
        """Cells of one entry."""
        self.line.append(line)
        self.entry.append(np.full(len(line), entry))
        self.value.append(value)

    def joined(self) -> tuple[Places, Places, Floats]:
        """All of them."""
        return np.concatenate(self.line), np.concatenate(self.entry), np.concatenate(self.value)


def fit_language(base: FactBase, language: str, names: NameTable, threads: int = 1) -> Fitted:
    """Fit one language of a base; see the module's docstring for the method."""
    entries = len(entries_of(base))
    items = tuple(item for item in examples(base, language, names) if item.samples[0].tokens)
    items += tuple(background(language, names, entries, items))
    model = vocabulary_of(items, entries + 1)
    read = np.arange(0, len(items), max(1, len(items) // _READ))
    if not items:
        nothing = np.zeros((0, entries + 1), np.float32)
        return Fitted(model, items, nothing[:, 0], HeldOut(items, nothing, nothing))
    matrix = matrix_of(model, items)
    owner = np.array([item.entry for item in items])
    asked = np.zeros(len(items), np.bool_)
    asked[read] = True
    duals, held_out, orphaned = _Cells(), _Cells(), _Cells()
    sizes = np.bincount(owner, minlength=entries + 1)
    own = np.split(np.argsort(owner, kind="stable"), np.cumsum(sizes)[:-1])
    rivals = alike(matrix, owner, entries + 1, LOOKED_AT)
    # Threads: nearly all of it is products and systems, for which numpy and scipy let others run.
    with ThreadPoolExecutor(threads) as pool:
        machines = pool.map(partial(separate, matrix), own, rivals)
        for entry, machine in enumerate(machines):
            duals.add(machine.active, entry, machine.duals)
            held_out.add(machine.active, entry, machine.held_out())
            at, values = machine.orphaned(owner[machine.active], asked[machine.active])
            orphaned.add(machine.active[at], entry, values)
    line, column, value = duals.joined()
    shape = (len(items), entries + 1)
    dual = sparse.csr_array((value, (line, column)), shape)
    weights = _kept((matrix.T @ dual).tocsr(), model.idf)
    return Fitted(
        _with(model, weights),
        items,
        _lead(matrix, weights, owner),
        HeldOut(
            tuple(items[number] for number in read.tolist()),
            _without(matrix, weights, read, held_out),
            _without(matrix, weights, read, orphaned, owner[read]),
        ),
    )


def _lead(matrix: Matrix, weights: Matrix, owner: Places) -> Floats:
    """By how much each line's own entry scores more than the best other."""
    out = []
    for first in range(0, len(owner), _TOGETHER):
        own = owner[first : first + _TOGETHER]
        scores = (matrix[first : first + _TOGETHER] @ weights).toarray()
        place = (np.arange(len(own)), own)
        mine = scores[place].copy()
        scores[place] = -np.inf
        out.append(mine - scores.max(axis=1))
    return np.concatenate(out)


def _without(
    matrix: Matrix, weights: Matrix, read: Places, cells: _Cells, owner: Places | None = None
) -> Floats:
    """Scores of the lines that are read, those of active lines replaced."""
    scores: Floats = (matrix[read] @ weights).toarray()
    place = np.full(matrix.shape[0], -1)
    place[read] = np.arange(len(read))
    line, entry, value = cells.joined()
    known = place[line] >= 0
    scores[place[line][known], entry[known]] = value[known]
    if owner is not None:
        scores[np.arange(len(read)), owner] = -np.inf
    return scores
