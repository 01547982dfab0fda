"""Off-topic messages that every fact file learns to leave alone."""

from __future__ import annotations

import pytest

from bot.facts.model import LANGUAGES
from bot.match.background import background, lines
from bot.match.decide import decide
from bot.match.examples import Example, prepare
from bot.match.matcher import Matcher
from bot.match.names import NameTable
from bot.text.normalise import fold
from bot.text.tokens import tokenise

NO_NAMES = NameTable(())


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


def phrasing(text: str) -> Example:
    """A phrasing line of an entry."""
    return Example(0, text, (prepare(tokenise(text, "en"), NO_NAMES, "en"),))


def kept(*phrasings: str) -> list[str]:
    """The off-topic lines that stay beside some phrasings."""
    found = background("en", NO_NAMES, 7, [phrasing(text) for text in phrasings])
    return [example.line for example in found]


def test_line_that_an_entry_could_claim_is_left_out() -> None:
    """A bot about jokes may be asked for a joke, in about the same words."""
    joke = next(line for line in lines("en") if "joke" in line)
    telling = " ".join(token.text for token in tokenise(joke, "en") if token.informative)
    assert joke in kept()
    assert joke not in kept(joke)
    assert joke not in kept(f"please {telling}")
    weather = "what's the weather like tomorrow"
    assert weather not in kept("tell us about the weather tomorrow")
    assert weather not in kept("weather tomorrow lighthouse")
    assert weather in kept("weather tomorrow at the lighthouse near the harbour")


def test_line_that_only_shares_words_stays() -> None:
    """A long phrasing may have all words of a message and still be about something else."""
    for line in ("thanks a lot", "hi"):
        long = f"{line} for the answer, and how much did the new lamp of the lighthouse cost"
        assert line in kept(long)
        assert line not in kept(line)


def test_background_is_a_class_of_its_own() -> None:
    """Its index is the one behind the entries."""
    assert {example.entry for example in background("en", NO_NAMES, 7, [])} == {7}


@pytest.mark.parametrize("language", LANGUAGES)
def test_off_topic_messages_get_no_answer(shipped: Matcher, language: str) -> None:
    """Next to none of the off-topic messages is answered with a fact of the story."""
    answered = [
        line
        for line in lines(language)
        if decide(shipped.rank(line), shipped.calibration, public=False).outcome == "answer"
    ]
    assert len(answered) <= 0.02 * len(lines(language)), answered
