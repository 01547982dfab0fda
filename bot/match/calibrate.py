"""From evidence to the probability that the best entry is what was meant; and the thresholds.

The probability is a logistic function of :func:`bot.match.evidence.signals`, fitted by Newton's
method with a small ridge. It is fitted on the fact file's own phrasings: each line as if it had not
been there (its entry is right or wrong) and as if its whole entry had not been there (any entry is
wrong). Labelled questions, where there are some, are added with their own weight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.match.confidence import DEFAULT, Calibration, logistic, together
from bot.match.coverage import Asked
from bot.match.evidence import Evidence, gather, signals
from bot.match.fit import Fitted
from bot.match.model import Floats

# How much a line without its whole entry counts: off-topic questions are a minority in a chat.
ORPHANS: Final = 0.3
ENOUGH: Final = 1500  # lines of a language that are read; more change no coefficient
# Without labelled questions: the precision asked of the file's own lines, each hidden in turn. A
# line whose like was hidden is harder than a member's question: on the development parts of two
# public sets these gave .92 to .93 and .95 to .96 (benchmarks/README.md).
HIDDEN_PRECISION: Final = {"private": 0.82, "public": 0.87}
# With labelled questions: the share of the questions about the facts that may be answered wrong,
# and of the others that may be answered at all.
RISK: Final = {"private": 0.03, "public": 0.015}
LEAST: Final = 0.5  # whatever a few readings say: an answer is likelier right than not
CLARIFY_PRECISION: Final = 0.85
_PRIOR: Final = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """One question's candidates, best score first: the evidence for each, and which were meant.

    weight: how much it counts in the fit.
    """

    evidence: tuple[Evidence, ...]
    right: tuple[bool, ...]
    weight: float = 1.0


def from_phrasings(fitted: Fitted, facts: int) -> list[Reading]:
    """Readings of a language's own phrasings, each as if it had not been written."""
    if fitted.held_out is None or fitted.orphaned is None:
        return []
    model = fitted.model
    lines_with: Counter[tuple[int, int]] = Counter()
    for example in fitted.examples:
        keys_ = {key for sample in example.samples for key in sample.keys}
        lines_with.update((example.entry, key) for key in keys_)
    everywhere: Counter[int] = Counter()
    for (_, key), count in lines_with.items():
        everywhere[key] += count
    out: list[Reading] = []
    step = max(1, len(fitted.examples) // ENOUGH)
    first = 0
    for number, example in enumerate(fitted.examples):
        samples = (first, first + len(example.samples))
        first = samples[1]
        if number % step:
            continue
        keys = np.array(example.samples[0].keys, np.uint32)
        if not len(keys):
            continue
        known_idf, _ = model.word_idf(keys)
        for scores, alone in ((fitted.held_out, True), (fitted.orphaned, False)):
            # What would be known had the line (or its whole entry) not been written.
            known = np.array(
                [
                    everywhere[key] > (1 if alone else lines_with[example.entry, key])
                    for key in keys.tolist()
                ]
            )
            idf = np.where(known, known_idf, model.unknown_idf).astype(np.float32)
            unknown = float(idf[~known].sum() / idf.sum())
            off_topic = float(scores[number][-1])
            if not np.isfinite(off_topic):
                off_topic = 0.0
            found = gather(
                model,
                scores[number][:-1],
                Asked(keys, idf, unknown, example.samples[0].asks, off_topic),
                facts,
                samples,
            )
            out.append(
                Reading(
                    tuple(evidence for _, evidence in found),
                    tuple(alone and entry == example.entry for entry, _ in found),
                    1.0 if alone else ORPHANS,
                )
            )
    return out


def fit_coefficients(readings: Sequence[Reading]) -> tuple[float, ...]:
    """Logistic regression by Newton's method (iteratively reweighted least squares)."""
    x = signals([evidence for reading in readings for evidence in reading.evidence])
    x = x.astype(np.float64)
    y = np.array([right for reading in readings for right in reading.right], np.float64)
    weight = np.array([r.weight for r in readings for _ in r.right], np.float64)
    beta = np.zeros(x.shape[1])
    for _ in range(30):
        p = logistic(x @ beta)
        curve = weight * p * (1 - p)
        hessian = (x * curve[:, None]).T @ x + _PRIOR * np.eye(x.shape[1])
        step = np.linalg.solve(hessian, x.T @ (weight * (y - p)) - _PRIOR * beta)
        beta += step
        if float(np.abs(step).max()) < 1e-6:
            break
    return tuple(float(value) for value in beta)


def threshold(probabilities: Floats, right: Floats, weight: Floats, precision: float) -> float:
    """The lowest probability above which at least ``precision`` of the weight is right."""
    order = np.argsort(-probabilities)
    hits = np.cumsum((right * weight)[order])
    share = hits / np.cumsum(weight[order])
    enough = np.flatnonzero(share >= precision)
    return float(probabilities[order][enough[-1]]) if len(enough) else 0.99


def least_risk(p: Floats, right: Floats, inside: Floats, risk: float) -> float:
    """The lowest probability above which at most ``risk`` of the questions ``inside`` are answered
    wrong and at most ``risk`` of the others are answered.
    """
    order = np.argsort(-p)
    right, inside = right[order], inside[order]
    wrong = np.cumsum(inside * (1 - right)) / max(inside.sum(), 1)
    false = np.cumsum(1 - inside) / max((1 - inside).sum(), 1)
    enough = np.flatnonzero((wrong <= risk) & (false <= risk))
    return float(p[order][enough[-1]]) if len(enough) else 0.99


def calibrate(
    readings: Sequence[Reading], fitted_on: str, judged: Sequence[Reading] = ()
) -> Calibration:
    """Coefficients from all readings; thresholds from the judged ones, or else from all."""
    rights = [any(reading.right) for reading in readings]
    if not any(rights) or all(rights):
        return DEFAULT
    coefficients = fit_coefficients([*readings, *judged])
    draft = Calibration(coefficients, 0, 0, 0, fitted_on)
    rows = []
    for reading in judged or readings:
        p = draft.probabilities(reading.evidence)
        best = int(np.argmax(p))
        rows.append((p[best], reading.right[best], any(reading.right), reading.weight, together(p)))
    probability, right, inside, weight, plausible = np.array(rows, np.float32).T
    if judged:
        private, public = (
            least_risk(probability, right, inside, RISK[place]) for place in ("private", "public")
        )
    else:
        private, public = (
            threshold(probability, right, weight, HIDDEN_PRECISION[place])
            for place in ("private", "public")
        )
    private = max(private, LEAST)
    # Off-topic questions weigh as much as the others here: asking back what was never about the
    # story is as bad as silence on what was.
    outside = inside == 0
    balanced = weight.copy()
    balanced[outside] *= weight[~outside].sum() / weight[outside].sum()
    clarify = threshold(plausible, inside, balanced, CLARIFY_PRECISION)
    return Calibration(
        coefficients, private, max(private, public), min(private, clarify), fitted_on
    )
