"""What speaks for an entry, as the few numbers its probability is computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.match.coverage import Asked, coverage
from bot.match.model import Floats, LanguageModel

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


def gather(
    model: LanguageModel,
    scores: Floats,
    question: Asked,
    facts: int,
    hidden: tuple[int, int] | None = None,
) -> list[tuple[int, Evidence]]:
    """Evidence of the entries of the best scores, best first.

    ``facts``: how many of the entries are facts, the others being gaps;  ``hidden``: a range of
    samples to leave out.
    """
    count = min(CONSIDERED, len(scores))
    best: npt.NDArray[np.intp] = np.argpartition(scores, -count)[-count:]
    best = best[np.argsort(-scores[best])]
    best = best[(model.entry_start[best + 1] > model.entry_start[best]) & np.isfinite(scores[best])]
    if not len(best):
        return []
    values = scores[best]
    total = float(np.abs(values).sum()) + 0.05
    second = values[1] if len(values) > 1 else 0.0
    lead = values - np.where(np.arange(len(values)) == 0, second, values[0])
    covered, phrased, asked = coverage(model, question, best, hidden)
    unknown, weight = question.unknown, float(question.idf.sum()) / model.unknown_idf
    met = np.log1p(covered * weight)
    missed = np.log1p(np.maximum(0, 1 - covered - unknown) * weight)
    words = float(np.log1p(len(question.keys)))
    columns = (values, lead, values / total, covered, phrased, met, missed, asked, best >= facts)
    return [
        (
            int(entry),
            Evidence(
                score=score,
                lead=ahead,
                share=share,
                covered=has,
                phrased=had,
                unknown=unknown,
                met=knows,
                missed=lacks,
                words=words,
                asked=alike,
                off_topic=question.background,
                gap=gap,
            ),
        )
        for entry, (score, ahead, share, has, had, knows, lacks, alike, gap) in zip(
            best, np.array(columns, np.float64).T.tolist(), strict=True
        )
    ]
