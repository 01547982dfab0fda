"""Words of another language in a question are read as words of its own."""

from __future__ import annotations

import pytest

from bot.match.lexicon import Lexicon
from bot.match.matcher import Matcher
from bot.text.tokens import token_of


@pytest.mark.parametrize(
    ("word", "target", "read"),
    [
        ("visiteurs", "en", "visitors"),
        ("keeper", "it", "guardiana"),
        ("lampada", "ar", "المصباح"),
        ("weather", "it", None),
        ("un", "en", None),
    ],
)
def test_foreign_words(tiny: Matcher, word: str, target: str, read: str | None) -> None:
    """A borrowed word becomes the own one; what no language of the facts has is nobody's."""
    assert tiny.lexicon.foreign(token_of(word, target), target) == read


def test_a_word_that_some_phrasings_have(tiny: Matcher) -> None:
    """It is foreign only where its own language has it far more often."""
    assert tiny.lexicon.foreign(token_of("visiteurs", "en"), "en", lines=5) is None


def test_unknown_stems_have_no_translation(tiny: Matcher) -> None:
    """Each stem has an answer, in order."""
    found = tiny.lexicon.translated(["xyzzy", "storm", "plugh"], "en", "it")
    assert found == [None, "tempesta", None]
    assert tiny.lexicon.translated([], "en", "it") == []


def test_alone(tiny: Matcher) -> None:
    """Where there is one language, no word is foreign."""
    alone = Lexicon({"en": tiny.models["en"]}, {})
    assert alone.foreign(token_of("visiteurs", "en"), "en") is None
