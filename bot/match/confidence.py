"""The probability that an entry is the one meant, and the thresholds it is held to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from bot.match.evidence import PAIRS, Evidence, logits


@dataclass(frozen=True, slots=True)
class Calibration:
    """Coefficients of the confidence function, thresholds, and what they were fitted on.

    private, public: least probability of an answer; clarify: least that one of the candidates is
    meant, to ask which;  pools: whether the machines of other languages are asked where the
    question's own is not sure.
    """

    coefficients: tuple[float, ...]
    private: float
    public: float
    clarify: float
    fitted_on: str
    pools: bool = False

    def probabilities(self, evidence: Sequence[Evidence]) -> list[float]:
        """Probability of each entry that it is the one meant."""
        found: list[float] = logistic(logits(evidence, self.coefficients)).tolist()
        return found


OFFERED: Final = 4  # candidates that a question back shows


def together(probabilities: Sequence[float]) -> float:
    """Probability that one of the candidates to be offered is the one meant, if only one can be."""
    return min(1.0, sum(sorted(probabilities)[-OFFERED:]))


def logistic(logit: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The logistic function, its argument clipped to ±30."""
    out: npt.NDArray[Any] = 1 / (1 + np.exp(-np.clip(logit, -30, 30)))
    return out


# For a fact file too large or too small to calibrate itself: the score alone, cautiously.
DEFAULT: Final = Calibration(
    tuple(
        {(0, 0): -6.0, (0, 1): 10.0, (0, 2): 4.0}.get(pair, 0.0) for pair in PAIRS
    ),
    0.8, 0.9, 0.3, "default",
)  # fmt: skip
