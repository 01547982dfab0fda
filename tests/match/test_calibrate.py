"""From evidence to probability, by Newton's method, and thresholds for a wanted precision."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bot.match.calibrate import (
    HIDDEN_PRECISION,
    Reading,
    calibrate,
    fit_coefficients,
    from_phrasings,
    least_risk,
    threshold,
)
from bot.match.confidence import DEFAULT, Calibration
from bot.match.evidence import PAIRS, Evidence, pooled, signals
from bot.match.fit import fit_language
from bot.match.matcher import Matcher
from bot.match.names import NameTable
from tests.match.tiny import tiny_base

NOTHING = Evidence(*(0.0 for _ in Evidence._fields))


def evidence(score: float) -> Evidence:
    """Evidence of which only the score speaks."""
    return NOTHING._replace(score=score)


def reading(*scores: float, right: int | None = None) -> Reading:
    """A question with candidates of these scores; ``right``: which one was meant."""
    return Reading(
        tuple(evidence(s) for s in scores), tuple(n == right for n in range(len(scores)))
    )


def separable() -> list[Reading]:
    """Questions whose right answers score high, whose wrong ones low, with some noise between."""
    chance = np.random.default_rng(3)
    out = []
    for _ in range(200):
        good, bad = float(chance.normal(0.8, 0.15)), float(chance.normal(0.3, 0.15))
        out.append(reading(good, bad, right=0) if chance.random() < 0.7 else reading(bad, bad / 2))
    return out


def logistic(beta: tuple[float, ...], x: np.ndarray) -> np.ndarray:
    """Probabilities of rows of signals."""
    out: np.ndarray = 1 / (1 + np.exp(-(x @ np.array(beta))))
    return out


def test_threshold_is_the_lowest_that_keeps_the_precision() -> None:
    """Of five answers, best first, right right right wrong right: three keep 100 %, five 80 %."""
    p = np.array([0.5, 0.9, 0.7, 0.8, 0.6], np.float32)
    right = np.array([1, 1, 1, 1, 0], np.float32)
    even = np.ones(5, np.float32)
    assert threshold(p, right, even, 1.0) == pytest.approx(0.7)
    assert threshold(p, right, even, 0.8) == pytest.approx(0.5)


def test_threshold_counts_weights() -> None:
    """A wrong answer of small weight does less harm."""
    p, right = np.array([0.9, 0.8], np.float32), np.array([1, 0], np.float32)
    assert threshold(p, right, np.array([1, 0.01], np.float32), 0.95) == pytest.approx(0.8)
    assert threshold(p, right, np.array([1, 1], np.float32), 0.95) == pytest.approx(0.9)


def test_threshold_that_nothing_reaches() -> None:
    """Where every answer is wrong, next to nothing is answered."""
    zero = np.zeros(3, np.float32)
    assert threshold(zero, zero, np.ones(3, np.float32), 0.95) == 0.99


def test_fit_finds_the_optimum() -> None:
    """At the fitted coefficients the gradient of the penalised likelihood vanishes."""
    from bot.match.calibrate import _PRIOR

    readings = separable()
    beta = fit_coefficients(readings)
    x = signals([e for r in readings for e in r.evidence]).astype(np.float64)
    y = np.array([float(right) for r in readings for right in r.right])
    ridge = np.array([_PRIOR[first > 0] for first, _ in PAIRS])
    gradient = x.T @ (y - logistic(beta, x)) - ridge * np.array(beta)
    assert np.abs(gradient).max() < 1e-3


def test_weight_is_as_good_as_repetition() -> None:
    """A reading of weight 3 counts like three readings."""
    readings = separable()[:50]
    heavy = [replace(readings[0], weight=3.0), *readings[1:]]
    assert fit_coefficients(heavy) == pytest.approx(
        fit_coefficients([*readings, readings[0], readings[0]]), abs=1e-4
    )


def test_more_score_is_more_probable() -> None:
    """Fitted on questions whose right answers score high, probability grows with the score."""
    calibration = calibrate(separable(), "by hand")
    p = calibration.probabilities([evidence(score) for score in (0.1, 0.3, 0.5, 0.7, 0.9)])
    assert p == sorted(p)
    assert p[0] < 0.3
    assert p[-1] > 0.7


def test_thresholds_are_in_order() -> None:
    """To ask back needs less than to answer, and a group needs more than a private talk."""
    found = calibrate(separable(), "by hand")
    assert 0 < found.clarify <= found.private <= found.public < 1
    assert found.fitted_on == "by hand"


def test_thresholds_hold_their_precision() -> None:
    """On what they were made from, answers above the private threshold are as right as promised."""
    readings = separable()
    found = calibrate(readings, "by hand")
    kept = []
    for one in readings:
        p = found.probabilities(one.evidence)
        best = int(np.argmax(p))
        if p[best] >= found.private:
            kept.append(one.right[best])
    assert len(kept) > 50
    assert np.mean(kept) >= HIDDEN_PRECISION["private"]


def test_least_risk_counts_wrong_and_false_answers() -> None:
    """Five about the facts, of which the fourth is answered wrong, and five others, of which the
    second would be answered with harm and the third with a gap.
    """
    p = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.95, 0.65, 0.75, 0.1, 0.1], np.float32)
    inside = np.array([1, 1, 1, 1, 1, 0, 0, 0, 0, 0], np.float32)
    right = np.array([1, 1, 1, 0, 1, 0, 0, 0, 0, 0], np.float32)
    harm = np.array([0, 0, 0, 0, 0, 0, 1, 0, 1, 1], np.float32)
    assert least_risk(p, right, inside, harm, 0.0) == pytest.approx(0.7)
    assert least_risk(p, right, inside, harm, 0.2) == pytest.approx(0.5)
    assert least_risk(p, right * 0, inside, harm + 1 - inside, 0.1) == 1


@pytest.mark.parametrize("readings", [[], [reading(0.9, right=0)], [reading(0.9), reading(0.1)]])
def test_too_little_to_learn_from(readings: list[Reading]) -> None:
    """Without right and wrong examples the cautious default stands."""
    assert calibrate(readings, "x") is DEFAULT


def test_default_is_cautious_and_complete() -> None:
    """The default has a coefficient for each signal, and more score is more probable."""
    assert len(DEFAULT.coefficients) == signals([NOTHING]).shape[1]
    p = DEFAULT.probabilities([evidence(0.0), evidence(0.5), evidence(1.0)])
    assert p == sorted(p)
    assert p[0] < DEFAULT.clarify


def test_readings_of_phrasings() -> None:
    """Each line is read twice: as if it had not been written, and as if its whole entry had not."""
    base = tiny_base()
    fitted = fit_language(base, "en", NameTable(base.names))
    readings = from_phrasings(fitted.model, fitted.held_out, len(base.facts))
    assert len(readings) > 60
    assert len(readings) % 2 == 0
    alone, orphaned = readings[::2], readings[1::2]
    assert not any(any(one.right) for one in orphaned)
    assert sum(any(one.right) for one in alone) > 25
    assert all(sum(one.right) <= 1 for one in readings)
    assert all(one.weight < alone[0].weight for one in orphaned)
    for one in readings:
        assert all(np.isfinite(e.score) for e in one.evidence)
        assert all(0 <= e.covered <= 1.0001 and 0 <= e.asked <= 1 for e in one.evidence)


def test_orphaned_line_is_not_offered_its_own_entry() -> None:
    """A line whose entry does not exist has only other entries for candidates."""
    base = tiny_base()
    fitted = fit_language(base, "en", NameTable(base.names))
    for place, example in enumerate(fitted.held_out.examples):
        assert fitted.held_out.orphaned[place, example.entry] == -np.inf


def test_other_languages_count_in_a_reading() -> None:
    """What they make of a line is pooled with what its own language does."""
    base = tiny_base()
    fitted = fit_language(base, "en", NameTable(base.names))
    lines, facts = fitted.held_out, len(base.facts)
    there = np.full(lines.alone.shape[1], 0.4, np.float32)
    plain = from_phrasings(fitted.model, lines, facts)
    both = from_phrasings(fitted.model, lines, facts, lambda _: there)
    assert len(both) == len(plain)
    for one, other in zip(plain, both, strict=True):
        for before, after in zip(one.evidence, other.evidence, strict=True):
            score = pooled(np.array([before.score], np.float32), there[:1])
            assert after.score == pytest.approx(score[0], abs=1e-5)
            assert after.covered == pytest.approx(before.covered)


def test_probabilities_are_probabilities(shipped: Matcher) -> None:
    """Whatever is asked, every candidate's probability lies between 0 and 1, best first."""
    for text in ("who is on strike", "xyzzy", "?", "900", "نتفليكس", "and"):
        p = [candidate.probability for candidate in shipped.rank(text).candidates]
        assert all(0 <= value <= 1 for value in p)
        assert p == sorted(p, reverse=True)


def test_shipped_thresholds_are_in_order(shipped: Matcher) -> None:
    """The shipped facts have calibrated themselves."""
    found: Calibration = shipped.calibration
    assert 0 < found.clarify < found.private <= found.public < 1
    assert found.fitted_on != "default"
