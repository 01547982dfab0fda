"""What speaks for an entry, as the few numbers its probability is computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.match.model import Floats, Keys, LanguageModel

CONSIDERED: Final = 6  # entries of the best scores that are looked at closely


@dataclass(frozen=True, slots=True)
class Evidence:
    """Signals for one entry; each about 0 to 1 but for ``words``.

    score: of the linear model;  lead: over the best of the others (negative if behind);
    covered: share of the question's telling words, weighted by rarity, that the entry's phrasings
    have;  phrased: share of the words of its best phrasing that the question has;  unknown: share
    of the question's words that no phrasing has;  words: logarithm of their number.
    """

    score: float
    lead: float
    covered: float
    phrased: float
    unknown: float
    words: float


def signals(evidence: Sequence[Evidence]) -> Floats:
    """Inputs of the probability, a row each: a constant, the signals, the products that help."""
    score, lead, covered, phrased, unknown, words = np.array(
        [(e.score, e.lead, e.covered, e.phrased, e.unknown, e.words) for e in evidence], np.float32
    ).T
    ahead = np.maximum(lead, 0)
    return np.stack(
        [np.ones_like(score), score, lead, covered, phrased, unknown, words, score * covered,
         covered * phrased, score * score, ahead * ahead],
        axis=1,
    )  # fmt: skip


def gather(
    model: LanguageModel,
    scores: Floats,
    keys: Keys,
    idf: Floats,
    unknown: float,
    without: tuple[int, tuple[int, int]] | None = None,
) -> list[tuple[int, Evidence]]:
    """Evidence of the entries of the best scores, best first.

    ``without``: an entry and the range of its samples to leave out.
    """
    considered = min(CONSIDERED, len(scores))
    best: npt.NDArray[np.intp] = np.argpartition(scores, -considered)[-considered:]
    best = best[np.argsort(-scores[best])]
    words = float(np.log1p(len(keys)))
    top = float(scores[best[0]])
    second = float(scores[best[1]]) if considered > 1 else 0.0
    out = []
    for place, entry in enumerate(best):
        left_out = without[1] if without is not None and without[0] == entry else None
        covered, phrased = model.coverage(keys, idf, int(entry), left_out)
        score = float(scores[entry])
        lead = score - (second if place == 0 else top)
        out.append((int(entry), Evidence(score, lead, covered, phrased, unknown, words)))
    return out
