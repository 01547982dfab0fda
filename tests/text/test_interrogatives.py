"""What kind of thing a question asks for."""

from __future__ import annotations

import pytest

from bot.text.interrogatives import KINDS, asks
from bot.text.normalise import fold


def kind(text: str, language: str) -> str:
    """The kind a question asks for."""
    return KINDS[asks(fold(text).split(), language)]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Who is Ben Zhao?", "who"),
        ("en", "how do they scan actors", "how"),
        ("en", "so when did it start", "when"),
        ("en", "why the strike", "why"),
        ("en", "where is Netflix", "where"),
        ("en", "Netflix salary", "other"),
        ("it", "Chi è Ben Zhao?", "who"),
        ("it", "quanto guadagna", "quantity"),
        ("it", "perché lo sciopero", "why"),
        ("it", "come funziona", "how"),
        ("fr", "Qui est Ben Zhao ?", "who"),
        ("fr", "où est Netflix", "where"),
        ("fr", "combien gagne-t-il", "quantity"),
        ("fr", "depuis quand", "when"),
        ("ar", "من هو بن تشاو؟", "who"),
        ("ar", "كم راتب المدير", "quantity"),
        ("ar", "ليش الإضراب", "why"),
        ("ar", "أين نتفليكس", "where"),
        ("ar", "راتب المدير", "other"),
    ],
)
def test_kinds(language: str, text: str, wanted: str) -> None:
    """Interrogatives of each language, dialects included."""
    assert kind(text, language) == wanted


@pytest.mark.parametrize("text", ["How much does Ben Zhao earn?", "how many jobs"])
def test_how_much_asks_for_a_quantity(text: str) -> None:
    """The words "how much" and "how many" ask for a quantity, not for a way."""
    assert kind(text, "en") == "quantity"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "l'homme dans le film d'hier qui gagne"),
        ("ar", "راتب المدير في الشركة من نتفليكس"),
        ("fr", "acteurs et scénaristes en grève ou pas"),
    ],
)
def test_words_with_two_meanings_count_at_the_opening_only(language: str, text: str) -> None:
    """French "qui" that and "ou" or, Arabic "من" from, in mid-sentence ask nothing."""
    assert kind(text, language) == "other"


def test_unknown_language_asks_for_nothing_in_particular() -> None:
    """A language without lists is no error."""
    assert kind("wer ist das", "de") == "other"
