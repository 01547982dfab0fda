"""What speaks for an entry, as the few numbers its probability is computed from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from bot.match.coverage import Asked, Hidden, coverage
from bot.match.model import Floats, LanguageModel

CONSIDERED: Final = 6  # entries of the best scores that are looked at closely


class Evidence(NamedTuple):
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


_FIRST, _SECOND = np.triu_indices(len(Evidence._fields) + 1)
PAIRS: Final = tuple(zip(_FIRST.tolist(), _SECOND.tolist(), strict=True))


def signals(evidence: Sequence[Evidence]) -> Floats:
    """Inputs of the probability, a row each: a constant, the signals and their products."""
    plain = _plain(evidence)
    return plain[:, _FIRST] * plain[:, _SECOND]


def logits(evidence: Sequence[Evidence], coefficients: tuple[float, ...]) -> Floats:
    """The signals times their coefficients, without writing the products out."""
    plain = _plain(evidence)
    out: Floats = ((plain @ _form(coefficients)) * plain).sum(axis=1)
    return out


def _plain(evidence: Sequence[Evidence]) -> Floats:
    out = np.ones((len(evidence), len(Evidence._fields) + 1), np.float32)
    out[:, 1:] = evidence
    return out


@lru_cache(maxsize=16)
def _form(coefficients: tuple[float, ...]) -> Floats:
    out = np.zeros((len(Evidence._fields) + 1,) * 2, np.float32)
    out[_FIRST, _SECOND] = coefficients
    return out


def gather(
    model: LanguageModel, scores: Floats, question: Asked, facts: int, hidden: Hidden | None = None
) -> list[tuple[int, Evidence]]:
    """Evidence of the entries of the best scores, best first.

    ``facts``: how many of the entries are facts, the others being gaps;  ``hidden``: a line to
    leave out.
    """
    count = min(CONSIDERED, len(scores))
    found = np.argpartition(scores, -count)[-count:]
    found = found[np.argsort(-scores[found])]
    sizes = model.entry_start[found + 1] - model.entry_start[found]
    found = found[(sizes > 0) & np.isfinite(scores[found])]
    best: list[int] = found.tolist()
    if not best:
        return []
    values = scores[found]
    total = float(np.abs(values).sum()) + 0.05
    lead = values - values[0]
    lead[0] = values[0] - (values[1] if len(best) > 1 else 0.0)
    covered, phrased, asked = coverage(model, question, best, hidden)
    unknown, weight = question.unknown, float(question.idf.sum()) / model.unknown_idf
    met = np.log1p(covered * weight)
    missed = np.log1p(np.maximum(0, 1 - covered - unknown) * weight)
    words = math.log1p(len(question.words))
    columns = (values, lead, values / total, covered, phrased, met, missed, asked)
    off_topic = question.background
    return [
        (
            entry,
            Evidence(
                score,
                ahead,
                share,
                has,
                had,
                unknown,
                knows,
                lacks,
                words,
                alike,
                off_topic,
                float(entry >= facts),
            ),
        )
        for entry, score, ahead, share, has, had, knows, lacks, alike in zip(
            best, *(column.tolist() for column in columns), strict=True
        )
    ]
