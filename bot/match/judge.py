"""Labelled questions: what a matcher makes of them, and the thresholds that follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from bot.facts.model import Fact, Gap
from bot.match.calibrate import Reading, least_risk
from bot.match.confidence import Calibration
from bot.match.decide import UNSURE, decide
from bot.match.matcher import Matcher

# The share of the questions about the facts that may be answered wrong, and of the others that may
# be answered at all: less than the 3 % that is meant, as those it is fitted on flatter it.
RISK: Final = {"private": 0.025, "public": 0.0125}
# A labelled question tells more about real ones than a line of the file does.
_WEIGHT: Final = 64.0


@dataclass(frozen=True, slots=True)
class Question:
    """A labelled question: the entries that would be right, none for an off-topic one."""

    text: str
    gold: tuple[str, ...]


def readings_of(matcher: Matcher, questions: Iterable[Question]) -> list[Reading]:
    """What a matcher makes of labelled questions, as evidence for a calibration."""
    out = []
    for question in questions:
        found = sorted(matcher.rank(question.text).candidates, key=lambda c: -c.score)
        if not question.gold:
            # To say that the articles do not tell is no false answer to what they do not tell.
            found = [candidate for candidate in found if isinstance(candidate.entry, Fact)]
        if found:
            evidence = tuple(candidate.evidence for candidate in found)
            right = tuple(candidate.entry.id in question.gold for candidate in found)
            out.append(Reading(evidence, right, _WEIGHT))
    return out


def judged(matcher: Matcher, questions: Sequence[Question]) -> Calibration:
    """The matcher's calibration, its thresholds for answers those that keep :data:`RISK` on the
    questions when they are decided as they will be.
    """
    calibration = matcher.calibration
    bold = replace(calibration, private=0.0)
    rows = []
    for question in questions:
        ranking = matcher.rank(question.text)
        outcome = decide(ranking, bold, public=False).outcome
        answered = outcome in ("answer", "gap")
        harm = not isinstance(ranking.best.entry, Gap)
        right = ranking.best.entry.id in question.gold
        rows.append((ranking.probability * answered, right, bool(question.gold), harm))
    probability, right_, inside, harm_ = np.array(rows, np.float32).T
    # What is by so much likelier than the next is at least so likely.
    least = max(calibration.clarify, UNSURE)
    private, public = (
        max(least_risk(probability, right_, inside, harm_, RISK[place]), least)
        for place in ("private", "public")
    )
    return replace(calibration, private=private, public=max(private, public))
