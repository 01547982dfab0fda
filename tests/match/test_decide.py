"""Answer, ask back, name a gap, or say nothing: by the best probability and the thresholds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.model import Fact, Gap
from bot.match.confidence import Calibration
from bot.match.decide import decide
from bot.match.matcher import Matcher
from bot.match.ranking import Ranking

CALIBRATION = Calibration((), private=0.6, public=0.8, clarify=0.3, fitted_on="by hand")


def ranked(
    matcher: Matcher, *probabilities: float, scores: tuple[float, ...] = (), gap: bool = False
) -> Ranking:
    """A ranking of facts (or with a gap first) of these probabilities, best first."""
    found = matcher.rank("how much does the new lamp cost")
    facts, gaps = list(matcher.base.facts), list(matcher.base.gaps)
    entries: list[Fact | Gap] = [*gaps, *facts] if gap else [*facts]
    candidates = tuple(
        replace(found.best, entry=entry, probability=probability, score=score)
        for entry, probability, score in zip(
            entries, probabilities, scores or (1.0,) * len(probabilities), strict=False
        )
    )
    return replace(found, candidates=candidates)


@pytest.mark.parametrize(
    ("probability", "private", "public"),
    [
        (0.9, "answer", "answer"),
        (0.8, "answer", "answer"),
        (0.7, "answer", "clarify"),
        (0.6, "answer", "clarify"),
        (0.59, "clarify", "clarify"),
        (0.3, "clarify", "clarify"),
        (0.28, "unknown", "unknown"),
        (0.0, "unknown", "unknown"),
    ],
)
def test_thresholds(tiny: Matcher, probability: float, private: str, public: str) -> None:
    """Sure enough: an answer. Not quite: a question back. Else nothing. A group wants more."""
    ranking = ranked(tiny, probability, 0.01)
    assert decide(ranking, CALIBRATION, public=False).outcome == private
    assert decide(ranking, CALIBRATION, public=True).outcome == public


@pytest.mark.parametrize(
    ("best", "second", "outcome"),
    [
        (0.9, 0.75, "answer"),
        (0.9, 0.85, "clarify"),
        (0.7, 0.45, "answer"),
        (0.7, 0.55, "clarify"),
    ],
)
def test_the_less_sure_the_further_ahead(
    tiny: Matcher, best: float, second: float, outcome: str
) -> None:
    """What would do for a group may be close before the next; what would not must be well ahead."""
    assert decide(ranked(tiny, best, second), CALIBRATION, public=False).outcome == outcome


def test_candidates_count_together(tiny: Matcher) -> None:
    """None is likely alone, one of them is: a question back."""
    assert decide(ranked(tiny, 0.2, 0.15), CALIBRATION, public=False).outcome == "clarify"


def test_gap_is_named_as_a_gap(tiny: Matcher) -> None:
    """A question the articles do not answer, surely understood, is a gap."""
    decision = decide(ranked(tiny, 0.9, 0.01, gap=True), CALIBRATION, public=False)
    assert (decision.outcome, decision.entry_id) == ("gap", "gap-reopening")


def test_decision_carries_its_reason(tiny: Matcher) -> None:
    """The threshold it was held to and the ranking it rests on."""
    ranking = ranked(tiny, 0.9, 0.01)
    assert decide(ranking, CALIBRATION, public=True).threshold == 0.8
    assert decide(ranking, CALIBRATION, public=False).ranking is ranking


def test_answer_names_one_fact(tiny: Matcher) -> None:
    """The best and no other; unknown and clarify name none."""
    answered = decide(ranked(tiny, 0.9, 0.01), CALIBRATION, public=False)
    assert [c.entry.id for c in answered.candidates] == [answered.entry_id] == ["lamp-cost"]
    assert decide(ranked(tiny, 0.4, 0.3), CALIBRATION, public=False).entry_id is None
    assert decide(ranked(tiny, 0.1, 0.1), CALIBRATION, public=False).candidates == ()


def test_question_back_offers_rivals_only(tiny: Matcher) -> None:
    """A candidate that is far behind is not offered, as long as two remain."""
    ranking = ranked(tiny, 0.5, 0.4, 0.1, scores=(1.0, 0.9, 0.1))
    offered = decide(ranking, CALIBRATION, public=False).candidates
    assert [c.entry.id for c in offered] == ["lamp-cost", "keeper"]


def test_question_back_offers_at_least_two(tiny: Matcher) -> None:
    """A question back with one choice would be none."""
    ranking = ranked(tiny, 0.5, 0.1, 0.1, scores=(1.0, 0.1, 0.1))
    assert len(decide(ranking, CALIBRATION, public=False).candidates) == 2


@given(st.lists(st.floats(0, 1), min_size=2, max_size=5), st.booleans())
def test_any_ranking_is_decided(tiny: Matcher, probabilities: list[float], public: bool) -> None:  # noqa: FBT001
    """Whatever the probabilities: 2 to 5 choices to ask about, one to answer with, none else."""
    ranking = ranked(tiny, *sorted(probabilities, reverse=True))
    decision = decide(ranking, CALIBRATION, public=public)
    counts = {"answer": {1}, "gap": {1}, "clarify": {2, 3, 4, 5}, "unknown": {0}}
    assert len(decision.candidates) in counts[decision.outcome]
    if decision.outcome == "answer":
        assert isinstance(decision.candidates[0].entry, Fact)
        assert ranking.probability >= decision.threshold


def test_public_never_answers_what_private_would_not(shipped: Matcher) -> None:
    """For each plain question, in a group at most what is said in private."""
    for fact in shipped.base.facts[::9]:
        ranking = shipped.rank(fact.question["en"])
        if decide(ranking, shipped.calibration, public=True).outcome == "answer":
            assert decide(ranking, shipped.calibration, public=False).outcome == "answer"
