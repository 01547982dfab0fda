"""What an entry's phrasings know of a question, and the question of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bot.match.coverage import UNASKED, Asked, Hidden, coverage
from bot.match.examples import Example
from bot.match.fit import Fitted, fit_language
from bot.match.names import NameTable
from bot.text.interrogatives import KINDS
from tests.match.tiny import tiny_base

BASE = tiny_base()
PLACE = {fact.id: number for number, fact in enumerate(BASE.facts)}


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    """The lighthouse in English."""
    return fit_language(BASE, "en", NameTable(BASE.names))


def asked(fitted: Fitted, line: str) -> tuple[Asked, Example, Hidden]:
    """A phrasing as a question, the example it is, and what hides it."""
    for example in fitted.examples:
        if example.line == line:
            sample = example.samples[0]
            words, _ = fitted.model.telling(sample.keys)
            question = Asked(words, fitted.model.word_idf[words], 0.0, sample.asks, 0.0)
            hidden = Hidden(example.entry, tuple(s.asks for s in example.samples))
            return question, example, hidden
    raise LookupError(line)


def shares(fitted: Fitted, question: Asked, *facts: str) -> list[list[float]]:
    """Covered and alike, a row for each fact."""
    entries = [PLACE[fact] for fact in facts]
    found: list[list[float]] = np.array(coverage(fitted.model, question, entries)).T.tolist()
    return found


def test_phrasing_covers_itself(fitted: Fitted) -> None:
    """All its words are the entry's; an entry that shares no word covers nothing."""
    question, example, _ = asked(fitted, "lamp cost in dollars")
    own = BASE.facts[example.entry].id
    (covered, _), (nothing, _) = shares(fitted, question, own, "storm")
    assert covered == pytest.approx(1)
    assert nothing == 0


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
    question, example, hidden = asked(fitted, "is the lamp really 45000 dollars")
    own = [PLACE["storm"], example.entry]
    covered, _ = coverage(fitted.model, question, own, hidden)
    assert coverage(fitted.model, question, own)[0][1] == pytest.approx(1)
    assert 0.2 < covered[1] < 0.9  # lamp and dollars stand in other lines too, 45000 does not


def test_hidden_line_asks_nothing(fitted: Fitted) -> None:
    """The share of like questions is one of the entry's other samples."""
    question, example, hidden = asked(fitted, "lamp cost in dollars")
    question = replace(question, kind=KINDS.index("quantity"))
    own = [example.entry]
    before = float(coverage(fitted.model, question, own)[1][0])
    after = float(coverage(fitted.model, question, own, hidden)[1][0])
    samples = [s.asks for e in fitted.examples if e.entry == example.entry for s in e.samples]
    assert before == pytest.approx(samples.count(question.kind) / len(samples))
    left = len(samples) - len(hidden.asks)
    kept = samples.count(question.kind) - hidden.asks.count(question.kind)
    assert after == pytest.approx(kept / left)


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
    without = replace(question, kind=0)
    with_ = replace(question, kind=quantity)
    assert shares(fitted, without, own)[0][1] == pytest.approx(UNASKED)
    assert 0 < shares(fitted, with_, own)[0][1] <= 1


def test_question_without_telling_words(fitted: Fitted) -> None:
    """Nothing is covered, and nothing breaks."""
    nothing = Asked(np.zeros(0, np.intp), np.zeros(0, np.float32), 1.0, 0, 0.0)
    assert shares(fitted, nothing, "storm") == [[0, pytest.approx(UNASKED)]]
