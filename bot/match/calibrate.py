"""From evidence to the probability that the best entry is what was meant; and the thresholds.

The probability is a logistic function of :func:`bot.match.evidence.signals`, fitted by Newton's
method with a small ridge. It is fitted on the fact file's own phrasings: each line as if it had not
been there (its entry is right or wrong) and as if its whole entry had not been there (any entry is
wrong). Labelled questions, where there are some, are added with their own weight.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np

from bot.match.confidence import DEFAULT, Calibration, logistic, together
from bot.match.coverage import Asked, Hidden
from bot.match.evidence import PAIRS, Evidence, gather, pooled, signals
from bot.match.examples import Prepared
from bot.match.fit import HeldOut
from bot.match.model import Floats, LanguageModel, Places, spans

# How much a line without its whole entry counts: off-topic questions are a minority in a chat.
ORPHANS: Final = 0.3
# Without labelled questions: the precision asked of the file's own lines, each hidden in turn. A
# line whose like was hidden is harder than a member's question: on the development parts of two
# public sets these gave .92 to .93 and .95 to .96 (benchmarks/README.md).
HIDDEN_PRECISION: Final = {"private": 0.82, "public": 0.87}
LEAST: Final = 0.5  # whatever a few readings say: an answer is likelier right than not
CLARIFY_PRECISION: Final = 0.85
# Ridge of a signal's coefficient and of a product's: what each says by itself comes first.
_PRIOR: Final = (1.0, 30.0)


@dataclass(frozen=True, slots=True)
class Reading:
    """One question's candidates, best score first: the evidence for each, and which were meant.

    weight: how much it counts in the fit.
    """

    evidence: tuple[Evidence, ...]
    right: tuple[bool, ...]
    weight: float = 1.0


def from_phrasings(
    model: LanguageModel,
    lines: HeldOut,
    facts: int,
    elsewhere: Callable[[Prepared], Floats | None] | None = None,
) -> list[Reading]:
    """Readings of a language's own phrasings, each as if it had not been written, and as if its
    whole entry had not. ``elsewhere``: what other languages' machines make of a line.
    """
    out: list[Reading] = []
    for place, example in enumerate(lines.examples):
        words, _ = model.telling(example.samples[0].keys)
        if not len(words):
            continue
        everywhere, besides = _lines_with(model, words, example.entry)
        there = elsewhere(example.samples[0]) if elsewhere else None
        hidden = Hidden(example.entry, tuple(sample.asks for sample in example.samples))
        for own, alone in ((lines.alone[place], True), (lines.orphaned[place], False)):
            scores = own if there is None else pooled(own, there)
            # What would be known had the line (or its whole entry) not been written.
            known = everywhere > 1 if alone else besides > 0
            idf = np.where(known, model.word_idf[words], model.unknown_idf)
            unknown = float(idf[~known].sum() / idf.sum())
            off_topic = float(scores[-1]) if np.isfinite(scores[-1]) else 0.0
            asked = Asked(words, idf, unknown, example.samples[0].asks, off_topic)
            found = gather(model, scores[:-1], asked, facts, hidden)
            out.append(
                Reading(
                    tuple(evidence for _, evidence in found),
                    tuple(alone and entry == example.entry for entry, _ in found),
                    1.0 if alone else ORPHANS,
                )
            )
    return out


def _lines_with(model: LanguageModel, words: Places, entry: int) -> tuple[Places, Places]:
    """How many lines have each word, and how many of those are not the entry's."""
    lengths, places = spans(model.word_start, words)
    lines, others = model.word_lines[places], model.word_entry[places] != entry
    of = np.repeat(np.arange(len(words)), lengths)
    return np.bincount(of, lines, len(words)), np.bincount(of, lines * others, len(words))


def fit_coefficients(readings: Sequence[Reading]) -> tuple[float, ...]:
    """Logistic regression by Newton's method (iteratively reweighted least squares)."""
    x = signals([evidence for reading in readings for evidence in reading.evidence])
    x = x.astype(np.float64)
    y = np.array([right for reading in readings for right in reading.right], np.float64)
    weight = np.array([r.weight for r in readings for _ in r.right], np.float64)
    ridge = np.array([_PRIOR[first > 0] for first, _ in PAIRS])
    beta = np.zeros(x.shape[1])
    for _ in range(30):
        p = logistic(x @ beta)
        curve = weight * p * (1 - p)
        hessian = (x * curve[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, x.T @ (weight * (y - p)) - ridge * beta)
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


def least_risk(p: Floats, right: Floats, inside: Floats, harm: Floats, risk: float) -> float:
    """The lowest probability above which at most ``risk`` of the questions ``inside`` are answered
    wrong and at most ``risk`` of the others are answered with harm; 1, which none reaches, if even
    the surest answers are too often wrong.
    """
    order = np.argsort(-p)
    right, inside, harm = right[order], inside[order], harm[order]
    wrong = np.cumsum(inside * (1 - right)) / max(inside.sum(), 1)
    false = np.cumsum((1 - inside) * harm) / max((1 - inside).sum(), 1)
    enough = np.flatnonzero((wrong <= risk) & (false <= risk))
    return float(p[order][enough[-1]]) if len(enough) else 1.0


def calibrate(
    readings: Sequence[Reading],
    fitted_on: str,
    judged: Sequence[Reading] = (),
    *,
    pools: bool = False,
) -> Calibration:
    """Coefficients from all readings, the threshold of questions back from the judged ones if there
    are some; those of answers from the file's own lines. ``pools``: what the readings were.
    """
    rights = [any(reading.right) for reading in readings]
    if not any(rights) or all(rights):
        return DEFAULT
    coefficients = fit_coefficients([*readings, *judged])
    draft = Calibration(coefficients, 0, 0, 0, fitted_on)
    probability, right, _, weight, _ = _columns(draft, readings)
    private, public = (
        threshold(probability, right, weight, HIDDEN_PRECISION[place])
        for place in ("private", "public")
    )
    private = max(private, LEAST)
    _, _, inside, weight, plausible = _columns(draft, judged or readings)
    # Off-topic questions weigh as much as the others here: asking back what was never about the
    # story is as bad as silence on what was.
    outside = inside == 0
    balanced = weight.copy()
    balanced[outside] *= weight[~outside].sum() / max(weight[outside].sum(), 1)
    clarify = threshold(plausible, inside, balanced, CLARIFY_PRECISION)
    return Calibration(
        coefficients, private, max(private, public), min(private, clarify), fitted_on, pools
    )


def _columns(draft: Calibration, readings: Sequence[Reading]) -> tuple[Floats, ...]:
    """Of each reading: the best probability, whether that one is right, whether any is, the weight,
    and the probability that one of those to be offered is right.
    """
    # All at once: for each reading alone, numpy's calls would take most of the time.
    probabilities = iter(draft.probabilities([e for one in readings for e in one.evidence]))
    rows = []
    for reading in readings:
        p = list(islice(probabilities, len(reading.evidence)))
        best = p.index(max(p))
        rows.append((p[best], reading.right[best], any(reading.right), reading.weight, together(p)))
    return tuple(np.array(rows, np.float32).T)
