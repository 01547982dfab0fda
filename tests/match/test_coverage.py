"""What an entry's phrasings know of a question, and the question of them."""

from __future__ import annotations

import numpy as np
import pytest

from bot.match.coverage import UNASKED, Asked, coverage
from bot.match.examples import Example
from bot.match.fit import Fitted, fit_language
from bot.match.names import NameTable
from tests.match.tiny import tiny_base

BASE = tiny_base()
PLACE = {fact.id: number for number, fact in enumerate(BASE.facts)}


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    """The lighthouse in English."""
    return fit_language(BASE, "en", NameTable(BASE.names))


def asked(fitted: Fitted, line: str) -> tuple[Asked, Example, int]:
    """A phrasing as a question, the example it is, and its first sample."""
    first = 0
    for example in fitted.examples:
        if example.line == line:
            keys = np.array(example.samples[0].keys, np.uint32)
            idf, _ = fitted.model.word_idf(keys)
            return Asked(keys, idf, 0.0, example.samples[0].asks, 0.0), example, first
        first += len(example.samples)
    raise LookupError(line)


def shares(fitted: Fitted, question: Asked, *facts: str) -> list[list[float]]:
    """Covered, phrased and alike, a row for each fact."""
    entries = np.array([PLACE[fact] for fact in facts])
    found: list[list[float]] = np.array(coverage(fitted.model, question, entries)).T.tolist()
    return found


def test_phrasing_covers_itself(fitted: Fitted) -> None:
    """All its words are the entry's; an entry that shares no word covers nothing."""
    question, example, _ = asked(fitted, "lamp cost in dollars")
    own = BASE.facts[example.entry].id
    (covered, phrased, _), (nothing, none, _) = shares(fitted, question, own, "storm")
    assert (covered, phrased) == pytest.approx((1, 1))
    assert (nothing, none) == (0, 0)


def test_order_of_the_entries_is_kept(fitted: Fitted) -> None:
    """Each entry gets its own shares, whatever stands before it."""
    question, _, _ = asked(fitted, "lamp cost in dollars")
    every = [fact.id for fact in BASE.facts]
    together = np.array(shares(fitted, question, *every))
    alone = np.array([shares(fitted, question, one)[0] for one in every])
    assert together == pytest.approx(alone)
    assert np.array(shares(fitted, question, *reversed(every))) == pytest.approx(together[::-1])


def test_hidden_line_covers_nothing(fitted: Fitted) -> None:
    """Left out, a phrasing covers only what other phrasings of its entry share with it."""
    question, example, first = asked(fitted, "is the lamp really 45000 dollars")
    own = np.array([example.entry])
    hidden = (first, first + len(example.samples))
    covered, phrased, _ = coverage(fitted.model, question, own, hidden)
    assert coverage(fitted.model, question, own)[0] == pytest.approx(1)
    assert 0.2 < covered[0] < 0.9  # lamp and dollars stand in other lines too, 45000 does not
    assert phrased[0] <= 1


def test_what_is_asked_for(fitted: Fitted) -> None:
    """A question for a quantity is like the phrasings that ask for one; keywords ask nothing."""
    question, example, _ = asked(fitted, "lamp cost in dollars")
    own = BASE.facts[example.entry].id
    quantity = next(
        sample.asks
        for one in fitted.examples
        for sample in one.samples
        if one.entry == example.entry and sample.asks
    )
    without = Asked(question.keys, question.idf, 0.0, 0, 0.0)
    with_ = Asked(question.keys, question.idf, 0.0, quantity, 0.0)
    assert shares(fitted, without, own)[0][2] == pytest.approx(UNASKED)
    assert 0 < shares(fitted, with_, own)[0][2] <= 1


def test_question_without_telling_words(fitted: Fitted) -> None:
    """Nothing is covered, and nothing breaks."""
    nothing = Asked(np.zeros(0, np.uint32), np.zeros(0, np.float32), 1.0, 0, 0.0)
    assert shares(fitted, nothing, "storm") == [[0, 0, pytest.approx(UNASKED)]]
