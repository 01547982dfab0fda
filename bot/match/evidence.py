"""What speaks for an entry, as the few numbers its probability is computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.match.model import Floats, Keys, LanguageModel

CONSIDERED: Final = 6  # entries of the best scores that are looked at closely


@dataclass(frozen=True, slots=True)
class Evidence:
    """Signals for one entry, each of the order of 1.

    score: of the linear model;  lead: over the best of the others (negative if behind);  share:
    of the score in the scores of all considered;  off_topic: the score of the background;
    covered: share of the question's telling words, weighted by rarity, that the entry's phrasings
    have;  phrased: share of the words of its best phrasing that the question has;  unknown: share
    of the question's words that no phrasing has;
    met, missed: logarithm of the weight of the words covered, and of the known words not covered;
    words: logarithm of their number;  asked: share of the entry's phrasings that ask for the same
    kind of thing (who, when, how much …);  gap: 1 for a gap, 0 for a fact.
    """

    score: float
    lead: float
    share: float
    covered: float
    phrased: float
    unknown: float
    met: float
    missed: float
    words: float
    asked: float
    off_topic: float
    gap: float


_FIELDS: Final = tuple(field.name for field in fields(Evidence))
_FIRST, _SECOND = np.triu_indices(len(_FIELDS) + 1)
PAIRS: Final = tuple(zip(_FIRST.tolist(), _SECOND.tolist(), strict=True))


def signals(evidence: Sequence[Evidence]) -> Floats:
    """Inputs of the probability, a row each: a constant, the signals and their products."""
    plain = np.array([[1.0, *(getattr(e, f) for f in _FIELDS)] for e in evidence], np.float32)
    return plain[:, _FIRST] * plain[:, _SECOND]


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


def gather(
    model: LanguageModel,
    scores: Floats,
    question: Asked,
    facts: int,
    without: tuple[int, tuple[int, int]] | None = None,
) -> list[tuple[int, Evidence]]:
    """Evidence of the entries of the best scores, best first.

    ``facts``: how many of the entries are facts, the others being gaps;  ``without``: an entry and
    the range of its samples to leave out.
    """
    considered = min(CONSIDERED, len(scores))
    best: npt.NDArray[np.intp] = np.argpartition(scores, -considered)[-considered:]
    best = best[np.argsort(-scores[best])]
    keys, idf, unknown = question.keys, question.idf, question.unknown
    words = float(np.log1p(len(keys)))
    weight = float(idf.sum()) / model.unknown_idf
    top = float(scores[best[0]])
    second = float(scores[best[1]]) if considered > 1 else 0.0
    finite = scores[best]
    total = float(np.abs(finite[np.isfinite(finite)]).sum()) + 0.05
    out = []
    for place, entry in enumerate(best):
        left_out = without[1] if without is not None and without[0] == entry else None
        covered, phrased = model.coverage(keys, idf, int(entry), left_out)
        score = float(scores[entry])
        out.append(
            (
                int(entry),
                Evidence(
                    score=score,
                    lead=score - (second if place == 0 else top),
                    share=score / total,
                    covered=covered,
                    phrased=phrased,
                    unknown=unknown,
                    met=float(np.log1p(covered * weight)),
                    missed=float(np.log1p(max(0.0, 1 - covered - unknown) * weight)),
                    words=words,
                    asked=model.asked(question.kind, int(entry), left_out),
                    off_topic=question.background,
                    gap=float(entry >= facts),
                ),
            )
        )
    return out
