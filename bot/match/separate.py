"""Tell one entry's lines from all others: a linear machine with a squared hinge loss.

A line x scores s(x) = w·x. The entry's own lines should score at least 1, the others at most
:data:`TOLERATED`; what is missing or too much counts squared: w minimises Σ excess² + λw². In the
dual w = Σ αx, where α is zero except on the *active* lines, those that miss their target t; there
(K + λI)α = t, K holding the products of the lines. Newton's method solves that for the lines that
are active now and looks which are active then; few steps and few active lines are the rule
(Chapelle, Training a support vector machine in the primal, 2007).

That a line of another entry may score a little matters: a model that pushes all of them to zero
(ridge regression, which this replaced) spends its weights on lines that are no rivals.

The inverse of K + λI on the active lines also gives what each of them would have got had it, or all
lines of the entry it belongs to, not been there (Rasmussen & Williams, Gaussian Processes, 2006,
§5.4.2), as long as the same other lines are active. Lines that are not active keep their score.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve

from bot.match.matrix import Matrix
from bot.match.model import Floats, Ints, Places

RIDGE: Final = 0.1  # λ; chosen, as TOLERATED, on the development parts of public sets
TOLERATED: Final = 0.3
_ROUNDS: Final = 20  # Newton steps; five are the rule
# Other lines that are looked at first, and that begin active, as multiples of the entry's own.
_RIVALS: Final = 4
_ACTIVE: Final = 2
LOOKED_AT: Final = 1500  # other lines that may become active at all, the likest


@dataclass(frozen=True)
class Separator:
    """The machine of one entry.

    active (a): indices of lines;  targets (a): t;  duals (a): α;  inverse (a, a): of K + λI.
    """

    active: Places
    targets: Floats
    duals: Floats
    inverse: npt.NDArray[np.floating[Any]]

    def held_out(self) -> Floats:
        """The score of each active line had that line not been there (a)."""
        out: Floats = self.targets - self.duals / self.inverse.diagonal()
        return out

    def orphaned(self, owner: Places, asked: npt.NDArray[np.bool_]) -> tuple[Places, Floats]:
        """Places among the active lines, those of the entries that own an ``asked`` line, and the
        score of each had no line of its entry been there. ``owner``, ``asked``: of the active (a).
        """
        places, scores = [np.zeros(0, np.intp)], [np.zeros(0, np.float32)]
        for one in np.unique(owner[asked]):
            at = np.flatnonzero(owner == one)
            block = self.inverse[np.ix_(at, at)]
            places.append(at)
            scores.append(self.targets[at] - np.linalg.solve(block, self.duals[at]))
        return np.concatenate(places), np.concatenate(scores)


def separate(lines: Matrix, own: Places, others: Places) -> Separator:
    """The machine that tells some lines from others, the likest of which come first."""
    count = len(own)
    if not count:
        return _NOTHING
    looked_at = np.concatenate((own, others))
    rows = lines[looked_at]
    target = np.full(len(looked_at), TOLERATED, np.float32)
    target[:count] = 1
    sign = np.full(len(looked_at), -1)
    sign[:count] = 1
    pool = np.arange(min((1 + _RIVALS) * count, len(looked_at)))
    active = np.arange(min((1 + _ACTIVE) * count, len(pool)))
    gram = _products(rows[pool], 0)
    for _ in range(_ROUNDS):
        active, duals = _newton(gram, target[pool], sign[pool], active)
        weights = rows[pool[active]].T @ duals
        missed = sign * (target - rows @ weights) > 0
        missed[pool] = False
        if not missed.any():
            break
        known, pool = len(pool), np.concatenate((pool, np.flatnonzero(missed)))
        new = _products(rows[pool], known)
        gram = np.block([[gram, new[:, :known].T], [new]])
    system = gram[np.ix_(active, active)] + RIDGE * np.eye(len(active), dtype=np.float32)
    at = pool[active]
    return Separator(looked_at[at], target[at], duals, np.linalg.inv(system))


def _products(rows: Matrix, known: int) -> Floats:
    """The rows but the first few, times all rows.

    Through a dense matrix of the features that occur: sparse with sparse takes five times as long.
    A feature of one row, as most are, adds to that row's product with itself alone.
    """
    shared = np.bincount(rows.indices, minlength=rows.shape[1]) > 1
    place = np.cumsum(shared) - 1
    row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    own = np.bincount(row, rows.data**2, rows.shape[0])
    kept = shared[rows.indices]
    row, at, value = row[kept], place[rows.indices[kept]], rows.data[kept]
    dense = np.zeros((int(place[-1]) + 1, rows.shape[0]), np.float32)
    dense[at, row] = value
    fresh = row >= known
    shape = (rows.shape[0] - known, len(dense))
    new = sparse.csr_array((value[fresh], (row[fresh] - known, at[fresh])), shape)
    out: Floats = new @ dense
    number = np.arange(len(out))
    out[number, known + number] = own[known:]
    return out


def _newton(gram: Floats, target: Floats, sign: Ints, start: Places) -> tuple[Places, Floats]:
    """The active lines and their duals. ``start``: those that are active first."""
    now = start
    for _ in range(_ROUNDS):
        active = now
        system = gram[np.ix_(active, active)]
        system[np.diag_indices_from(system)] += RIDGE
        # By Cholesky's factors, the system being positive definite: a third of the time.
        factors = cho_factor(system, lower=True, overwrite_a=True, check_finite=False)
        duals = cho_solve(factors, target[active], check_finite=False)
        now = np.flatnonzero(sign * (target - duals @ gram[active]) > 0)
        if np.array_equal(now, active):
            break
    return active, duals


_NONE: Final = np.zeros(0, np.float32)
_NOTHING: Final = Separator(np.zeros(0, np.intp), _NONE, _NONE, np.zeros((0, 0)))
