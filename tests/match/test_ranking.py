"""How sure a ranking is, and whether a question is one at all."""

from __future__ import annotations

import pytest

from bot.match.evidence import Evidence
from bot.match.matcher import Matcher
from bot.match.ranking import Candidate, Ranking
from bot.text.language import Detected

NOTHING = Evidence(*(0.0 for _ in Evidence._fields))


def ranking(tiny: Matcher, *probabilities: float, score: float = 0.5, talk: float = 0.0) -> Ranking:
    """Candidates as probable as this, with one score, beside that of small talk."""
    evidence = NOTHING._replace(score=score, off_topic=talk)
    candidates = tuple(
        Candidate(entry, score, evidence, probability)
        for entry, probability in zip(tiny.entries, probabilities, strict=False)
    )
    return Ranking("en", Detected("en", False, {"en": 1.0}), candidates, ("lamp",))


def test_the_first_is_the_best(tiny: Matcher) -> None:
    """How sure it is, is how sure the best entry is; the next one counts for the margin."""
    found = ranking(tiny, 0.9, 0.6, 0.1)
    assert found.best.entry is tiny.entries[0]
    assert found.probability == 0.9
    assert found.margin == pytest.approx(0.3)


def test_margin_of_the_only_one(tiny: Matcher) -> None:
    """Where there is no other, all of it is margin."""
    assert ranking(tiny, 0.7).margin == 0.7


@pytest.mark.parametrize(("score", "talk", "small"), [(0.5, 0.2, False), (0.3, 0.3, True)])
def test_small_talk(tiny: Matcher, score: float, talk: float, small: bool) -> None:  # noqa: FBT001
    """What reads as much like small talk as like any entry is small talk."""
    assert ranking(tiny, 0.2, score=score, talk=talk).small_talk is small
