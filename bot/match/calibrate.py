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
from bot.match.evidence import Asked, Evidence, gather, signals
from bot.match.fit import Fitted
from bot.match.model import Floats

# How much a line without its whole entry counts: off-topic questions are a minority in a chat.
ORPHANS: Final = 0.5
ENOUGH: Final = 1500  # lines of a language that are read; more change no coefficient
PRECISION: Final = {"private": 0.93, "public": 0.96}
CLARIFY_PRECISION: Final = 0.75
_PRIOR: Final = 3


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
                (example.entry, samples),
            )
            found = [item for item in found if np.isfinite(item[1].score)]
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


def calibrate(
    readings: Sequence[Reading], fitted_on: str, judged: Sequence[Reading] = ()
) -> Calibration:
    """Coefficients from all readings; thresholds from the judged ones, or else from all."""
    rights = [any(reading.right) for reading in readings]
    if not any(rights) or all(rights):
        return DEFAULT
    coefficients = fit_coefficients([*readings, *judged])
    draft = Calibration(coefficients, 0, 0, 0, fitted_on)
    p, any_p, right, any_right, weight = [], [], [], [], []
    for reading in judged or readings:
        probabilities = draft.probabilities(reading.evidence)
        best = int(np.argmax(probabilities))
        p.append(probabilities[best])
        any_p.append(together(probabilities))
        right.append(reading.right[best])
        any_right.append(any(reading.right))
        weight.append(reading.weight)
    columns = [np.array(column, np.float32) for column in (p, right, any_right, weight, any_p)]
    private = threshold(columns[0], columns[1], columns[3], PRECISION["private"])
    public = max(private, threshold(columns[0], columns[1], columns[3], PRECISION["public"]))
    # Off-topic questions weigh as much as the others here: asking back what was never about the
    # story is as bad as silence on what was.
    outside = columns[2] == 0
    balanced = columns[3].copy()
    balanced[outside] *= columns[3][~outside].sum() / columns[3][outside].sum()
    clarify = min(private, threshold(columns[4], columns[2], balanced, CLARIFY_PRECISION))
    return Calibration(coefficients, private, public, clarify, fitted_on)
