"""Off-topic messages that every fact file learns to leave alone."""

from __future__ import annotations

import pytest

from bot.facts.model import LANGUAGES
from bot.match.background import background, lines
from bot.match.decide import decide
from bot.match.matcher import Matcher
from bot.match.names import NameTable
from bot.text.normalise import fold
from bot.text.tokens import tokenise


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_off_topic_messages(language: str) -> None:
    """A good number, none twice, none that nothing is left of after folding."""
    found = lines(language)
    assert len(found) >= 100
    assert len(set(found)) == len(found)
    assert all(fold(line) for line in found)


def test_unknown_language_has_none() -> None:
    """A language without a file has no background, and no error."""
    assert lines("xx") == ()


def test_line_that_an_entry_could_claim_is_left_out() -> None:
    """A bot about jokes may be asked for a joke."""
    line = lines("en")[0]
    own = {token.stem for token in tokenise(line, "en")}
    all_of_them = [example.line for example in background("en", NameTable(()), 7, [])]
    without = [example.line for example in background("en", NameTable(()), 7, [own])]
    assert line in all_of_them
    assert line not in without


def test_background_is_a_class_of_its_own() -> None:
    """Its index is the one behind the entries."""
    assert {example.entry for example in background("en", NameTable(()), 7, [])} == {7}


@pytest.mark.parametrize("language", LANGUAGES)
def test_off_topic_messages_get_no_answer(shipped: Matcher, language: str) -> None:
    """Next to none of the off-topic messages is answered with a fact of the story."""
    answered = [
        line
        for line in lines(language)
        if decide(shipped.rank(line), shipped.calibration, public=False).outcome == "answer"
    ]
    assert len(answered) <= 0.02 * len(lines(language)), answered
