"""Words that mean about the same, whatever their language or dialect."""

from __future__ import annotations

import pytest

from bot.text.normalise import fold
from bot.text.thesaurus import LANGUAGES, make, read, thesaurus
from bot.text.tokens import is_function_word, stem


def ideas(word: str, language: str) -> set[int]:
    """What a word stands for."""
    return set(thesaurus(language).ideas([stem(fold(word), language)]))


def share(one: str, other: str, language: str) -> bool:
    """Whether two words have an idea in common."""
    return bool(ideas(one, language) & ideas(other, language))


def test_every_idea_has_words_in_every_language() -> None:
    """Four columns, none empty."""
    rows = read()
    assert len(rows) > 1000
    for number, row in enumerate(rows, 1):
        assert len(row) == len(LANGUAGES), number
        assert all(row), number


def test_what_was_made_is_of_the_source() -> None:
    """After a change of the text: python -m bot.text.thesaurus."""
    rows = read()
    for language in LANGUAGES:
        made, kept = make(rows, language), thesaurus(language)
        assert kept.word.tolist() == made.word.tolist()
        assert kept.idea.tolist() == made.idea.tolist()


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("salary", "wages", "en"),
        ("doctor", "physician", "en"),
        ("stipendio", "paga", "it"),
        ("argent", "fric", "fr"),
        ("نقود", "فلوس", "ar"),
        ("طبيب", "دكتور", "ar"),
        ("money", "فلوس", "ar"),
        ("money", "soldi", "it"),
    ],
)
def test_synonyms(one: str, other: str, language: str) -> None:
    """Slang, dialect, another language: one idea."""
    assert share(one, other, language)


@pytest.mark.parametrize(("one", "other"), [("salary", "doctor"), ("money", "weather")])
def test_other_things(one: str, other: str) -> None:
    """Words of different ideas share nothing."""
    assert not share(one, other, "en")


def test_a_word_of_the_language_comes_before_one_spelled_alike() -> None:
    """French "pain" is bread and English "pain" hurts: each language reads its own."""
    assert ideas("pain", "en")
    assert not ideas("pain", "en") & ideas("pain", "fr")


def test_stems_together() -> None:
    """Asked for at once, the ideas of each come one after the other."""
    stems = [stem(word, "en") for word in ("salary", "zyxwv", "doctor")]
    together = thesaurus("en").ideas(stems)
    assert together == [idea for one in stems for idea in thesaurus("en").ideas([one])]
    assert thesaurus("en").ideas([]) == []


def test_grammar_means_nothing() -> None:
    """Words of grammar stand for no idea."""
    for language, word in (("en", "the"), ("it", "il"), ("fr", "les"), ("ar", "من")):
        assert is_function_word(word, language)
        assert not ideas(word, language)


def test_unknown_word_and_unknown_language_mean_nothing() -> None:
    """A word that nobody listed has no idea, nor has any in a language without a column."""
    assert not ideas("zyxwv", "en")
    assert not ideas("salary", "xx")
