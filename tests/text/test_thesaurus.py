"""Words that mean about the same, whatever their language or dialect."""

from __future__ import annotations

import pytest

from bot.text.normalise import fold
from bot.text.thesaurus import LANGUAGES, concepts, rows
from bot.text.tokens import is_function_word, stem


def share(one: str, other: str, language: str) -> bool:
    """Whether two words of a language have a concept in common."""
    known = concepts(language)
    of = [known.get(stem(fold(word), language), frozenset()) for word in (one, other)]
    return bool(of[0] & of[1])


def test_every_concept_has_words_in_every_language() -> None:
    """Four columns, none empty, and no word twice in one."""
    assert len(rows()) > 1000
    for number, row in enumerate(rows()):
        assert len(row) == len(LANGUAGES), number + 1
        assert all(row), number + 1


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
    assert not concepts("en")[stem("pain", "en")] & concepts("fr")[stem("pain", "fr")]


def test_grammar_means_nothing() -> None:
    """Words of grammar stand for no idea."""
    for language in LANGUAGES:
        for word in ("the", "il", "les", "من"):
            if is_function_word(word, language):
                assert stem(word, language) not in concepts(language)


def test_unknown_word_means_nothing() -> None:
    """A word that nobody listed has no concept."""
    assert "zyxwv" not in concepts("en")
