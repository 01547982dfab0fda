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

    score: of the linear model;  lead: over the best of the others (negative if behind);
    covered: share of the question's telling words, weighted by rarity, that the entry's phrasings
    have;  met, missed: logarithm of the weight of those, and of the others that some phrasing has;
    words: logarithm of their number;  asked: share of the entry's phrasings that ask for the same
    kind of thing (who, when, how much …);  off_topic: the score of the background;  gap: 1 for a
    gap, 0 for a fact.
    """

    score: float
    lead: float
    covered: float
    met: float
    missed: float
    words: float
    asked: float
    off_topic: float
    gap: float


# What other languages' machines say of a question's translation counts half (0.8 was worse on the
# development questions). Of a translated line of the entry itself they say about 0.6, so dividing
# the sum keeps the scale of a score.
_ELSEWHERE: Final = 0.5
_SCALE: Final = 1 + _ELSEWHERE * 0.6


def pooled(own: Floats, elsewhere: Floats) -> Floats:
    """The scores of a question in its own language, and those of its translation, as one."""
    return ((own + _ELSEWHERE * elsewhere) / _SCALE).astype(np.float32)


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
    found = scores.argpartition(-count)[-count:]
    found = found[(-scores[found]).argsort()]
    found = found[model.asked[found].any(axis=1) & np.isfinite(scores[found])]
    best: list[int] = found.tolist()
    if not best:
        return []
    values = scores[found]
    lead = values - values[0]
    lead[0] = values[0] - (values[1] if len(best) > 1 else 0.0)
    covered, asked = coverage(model, question, best, hidden)
    weight = float(question.idf.sum()) / model.unknown_idf
    met = np.log1p(covered * weight)
    missed = np.log1p(np.maximum(0, 1 - covered - question.unknown) * weight)
    words, off_topic = math.log1p(len(question.words)), question.background
    columns = (values, lead, covered, met, missed, words, asked, off_topic, found >= facts)
    table = np.empty((len(columns), len(best)), np.float32)  # in the order of the fields
    for row, column in zip(table, columns, strict=True):
        row[:] = column
    return [(entry, Evidence(*row)) for entry, row in zip(best, table.T.tolist(), strict=True)]
