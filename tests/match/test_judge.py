"""Labelled questions as evidence, and the thresholds that keep the risk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.match.compile import compile_base
from bot.match.decide import decide
from bot.match.judge import RISK, Question, judged, readings_of
from bot.match.matcher import Matcher
from tests.match.tiny import tiny_base

ASKED = [
    Question("how much does the new lamp cost", ("lamp-cost",)),
    Question("lamp price", ("lamp-cost",)),
    Question("who keeps the light", ("keeper",)),
    Question("name of the keeper", ("keeper",)),
    Question("what about the storm damage", ("storm",)),
    Question("how do i bake bread", ()),
    Question("best pizza in town", ()),
]


@pytest.fixture(scope="module")
def tiny() -> Matcher:
    """The lighthouse."""
    return compile_base(tiny_base())


def test_labelled_questions_become_readings(tiny: Matcher) -> None:
    """A question with gold has its right candidates marked; an off-topic one none, and no gaps."""
    on, off = readings_of(tiny, [ASKED[0], Question("when does it reopen", ())])
    assert sum(on.right) == 1
    assert on.weight > 1
    assert not any(off.right)
    assert len(off.evidence) < len(tiny.rank("when does it reopen").candidates)


def answers(matcher: Matcher, questions: list[Question]) -> list[bool]:
    """Whether each question is answered, and wrong."""
    out = []
    for question in questions:
        decision = decide(matcher.rank(question.text), matcher.calibration, public=False)
        answered = decision.outcome == "answer" or (decision.outcome == "gap" and question.gold)
        out.append(bool(answered) and decision.ranking.best.entry.id not in question.gold)
    return out


def test_thresholds_keep_the_risk(tiny: Matcher) -> None:
    """Held to them, next to none of the questions they were made from is answered wrong."""
    found = judged(tiny, ASKED)
    wrong = answers(replace(tiny, calibration=found), ASKED)
    assert sum(wrong) <= RISK["private"] * len(ASKED)
    assert found.clarify <= found.private <= found.public


def test_more_questions_that_would_be_answered_wrong_make_it_careful(tiny: Matcher) -> None:
    """Where surely answered questions are labelled wrong, the threshold rises above them."""
    mislabelled = [replace(question, gold=("storm",)) for question in ASKED[:4]]
    assert judged(tiny, mislabelled).private > judged(tiny, ASKED).private


def test_a_gap_is_no_harm_to_an_off_topic_question(tiny: Matcher) -> None:
    """That the articles do not tell may be said of what they do not tell."""
    asked = next(iter(tiny.base.gaps[0].phrasings["en"]))
    only = [*ASKED[:5], Question(asked, ())]
    assert judged(tiny, only).private <= judged(tiny, [*ASKED[:5], ASKED[5]]).private + 1e-6
