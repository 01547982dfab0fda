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

from bot.match.model import Floats, Ints

RIDGE: Final = 0.1  # λ; benchmarks/README.md has what else was tried, of this and of TOLERATED
TOLERATED: Final = 0.3
_ROUNDS: Final = 20  # Newton steps; five are the rule
# Other lines that are looked at first, and that begin active, as multiples of the entry's own.
_RIVALS: Final = 10
_ACTIVE: Final = 4

Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Separator:
    """The machine of one entry.

    values (n): the score of each line;  active (a): indices;  targets (a): t;  duals (a): α;
    inverse (a, a): of K + λI.
    """

    values: Floats
    active: Places
    targets: Floats
    duals: Floats
    inverse: npt.NDArray[np.floating[Any]]

    def held_out(self) -> Floats:
        """The score of each line had that line not been there (n)."""
        out = self.values.copy()
        out[self.active] = self.targets - self.duals / self.inverse.diagonal()
        return out

    def orphaned(self, owner: Places) -> Floats:
        """The score of each line had no line of its owner been there (n). ``owner``: (n)."""
        out = self.values.copy()
        owners = owner[self.active]
        for one in np.unique(owners):
            at = np.flatnonzero(owners == one)
            block = self.inverse[np.ix_(at, at)]
            out[self.active[at]] = self.targets[at] - np.linalg.solve(block, self.duals[at])
        return out


def separate(gram: Floats, own: npt.NDArray[np.bool_], lines: int) -> Separator:
    """The machine that tells the ``own`` lines from the other ones of the first ``lines``.

    ``gram`` (n, n): products of lines;  ``own`` (n).
    """
    target = np.where(own, 1, TOLERATED).astype(np.float32)
    sign = np.where(own, 1, -1)
    alike = _most_alike(gram, own, lines)
    count = np.count_nonzero(own)
    active = np.sort(alike[: (1 + _ACTIVE) * count])
    pool = np.sort(alike[: (1 + _RIVALS) * count])
    for _ in range(_ROUNDS):
        start = np.searchsorted(pool, active)
        at, duals = _newton(gram[np.ix_(pool, pool)], target[pool], sign[pool], start)
        active = pool[at]
        values = duals @ gram[active]
        missed = (sign * (target - values))[:lines] > 0
        missed[pool] = False
        if not missed.any():
            break
        pool = np.union1d(pool, np.flatnonzero(missed))
    system = gram[np.ix_(active, active)] + RIDGE * np.eye(len(active), dtype=np.float32)
    return Separator(values, active, target[active], duals, np.linalg.inv(system))


def _newton(gram: Floats, target: Floats, sign: Ints, start: Places) -> tuple[Places, Floats]:
    """The active lines and their duals. ``start``: those that are active first."""
    now = start
    for _ in range(_ROUNDS):
        active = now
        system = gram[np.ix_(active, active)]
        system[np.diag_indices_from(system)] += RIDGE
        duals = np.linalg.solve(system, target[active])
        now = np.flatnonzero(sign * (target - duals @ gram[active]) > 0)
        if np.array_equal(now, active):
            break
    return active, duals


def _most_alike(gram: Floats, own: npt.NDArray[np.bool_], lines: int) -> Places:
    """The entry's lines, then the others, those most like them first."""
    at = np.flatnonzero(own)
    likeness = gram[at, :lines].sum(axis=0)
    likeness[at] = np.inf
    return np.argsort(-likeness)
