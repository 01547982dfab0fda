"""The language of a short question: by script, function words and trigrams, never by names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.model import LANGUAGES
from bot.match.matcher import Matcher
from bot.text.language import BUCKETS, Detector, trigram_keys, trigram_table

TABLES = {
    "en": trigram_table(
        ["how much does the manager earn", "when did the strike begin", "the writers want"]
    ),
    "it": trigram_table(
        ["quanto guadagna il dirigente", "quando è cominciato lo sciopero", "gli autori vogliono"]
    ),
    "fr": trigram_table(
        ["combien gagne le directeur", "quand la grève a-t-elle commencé", "les auteurs veulent"]
    ),
    "ar": trigram_table(["كم يكسب المدير", "متى بدأ الإضراب", "يريد الكتاب"]),
}


def language_of(text: str, *ignored: str) -> str | None:
    """The language found with tiny tables."""
    return Detector(TABLES, frozenset(ignored)).detect(text).language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("what is the pay of the director", "en"),
        ("qual è la paga del direttore", "it"),
        ("quelle est la paie du directeur", "fr"),
        ("ما هو راتب المدير", "ar"),
        ("manager earns", "en"),
        ("sciopero autori", "it"),
        ("grève auteurs", "fr"),
        ("GRÈVE DES AUTEURS ???", "fr"),
        ("راتب", "ar"),
    ],
)
def test_questions_of_the_four(text: str, language: str) -> None:
    """Whole sentences and bare keywords are told apart."""
    assert language_of(text) == language


def test_function_words_decide_over_borrowed_ones() -> None:
    """A French sentence with an English title in it is French."""
    assert language_of("combien est payé le product manager chez eux") == "fr"


def test_arabic_with_latin_names_is_arabic() -> None:
    """One Arabic word among Latin names tells the language."""
    assert language_of("راتب Product Manager") == "ar"
    assert language_of("شو هو Deep Fake Love") == "ar"


def test_abbreviation_is_no_grammar() -> None:
    """The letters AI among Latin names do not make an Arabic question Italian."""
    assert language_of("راتب AI Product Manager") == "ar"


def test_latin_sentence_with_one_arabic_word_is_latin() -> None:
    """A quoted Arabic word does not make an English sentence Arabic."""
    assert language_of("what does the word راتب mean in the article") == "en"


def test_names_are_no_evidence() -> None:
    """A name alone tells no language, and a French name in an Italian question none either."""
    assert language_of("netflix", "netflix") is None
    assert language_of("chi è Jean Directeur", "jean", "directeur") == "it"


@pytest.mark.parametrize("text", ["", "  ", "?!", "900", "2023 45.000", "🎉", "\u202e\x00", "$ %"])
def test_nothing_to_tell_by(text: str) -> None:
    """Figures, signs and emoji have no language, and are not foreign either."""
    found = Detector(TABLES).detect(text)
    assert (found.language, found.foreign) == (None, False)


@pytest.mark.parametrize(
    "text",
    [
        "wie viel verdient der Direktor und wer streikt",
        "cuánto gana el jefe",
        "¿quién está en huelga y por qué?",
        "quanto ganha o gerente e quem está em greve, não sei",
        "hoeveel verdient het hoofd van de staking",
        "сколько зарабатывает директор",
        "ディレクターの給料は",
        "导演赚多少钱",
        "πόσα κερδίζει",
        "कितना कमाता है",
        "bu grev için maaş ne kadar",
    ],
)
def test_fifth_language_is_foreign(text: str) -> None:
    """Another script, or function words that none of the four has: foreign, no language."""
    found = Detector(TABLES).detect(text)
    assert (found.language, found.foreign) == (None, True)


def test_spanish_with_words_shared_with_french_is_foreign() -> None:
    """Spanish that shares its small words with French is Spanish still: its signs say so."""
    assert (
        Detector(TABLES).detect("¿Cuánto gana el jefe de producto de la empresa y por qué?").foreign
    )


def test_shares_are_probabilities() -> None:
    """Each language has a share, together 1, the largest that of the language found."""
    found = Detector(TABLES).detect("when did the strike begin")
    assert set(found.shares) == set(LANGUAGES)
    assert sum(found.shares.values()) == pytest.approx(1)
    assert found.language == max(found.shares, key=lambda code: found.shares[code]) == "en"


def test_trigrams_have_their_buckets() -> None:
    """A word of any length has trigrams, each within the table."""
    assert len(trigram_keys("strike")) == 6
    assert all(
        0 <= key < BUCKETS for word in ("", "a", "strike", "إضراب") for key in trigram_keys(word)
    )


def test_table_is_a_distribution() -> None:
    """The shares of all buckets add up to 1, none is zero."""
    import math

    table = TABLES["en"]
    assert len(table) == BUCKETS
    assert sum(math.exp(value) for value in table) == pytest.approx(1)


def test_digits_teach_nothing() -> None:
    """A table made of figures is that of no text at all."""
    assert trigram_table(["2023 900 1"]) == trigram_table([])


@given(st.text())
def test_any_text_has_a_verdict(text: str) -> None:
    """Whatever is typed: one of the four, foreign, or neither; shares that add up."""
    found = Detector(TABLES).detect(text)
    assert found.language in (*LANGUAGES, None)
    assert not (found.foreign and found.language)
    assert sum(found.shares.values()) == pytest.approx(1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_of_the_story(shipped: Matcher, language: str) -> None:
    """Of the plain questions of the shipped facts next to all are told by their language."""
    questions = [entry.question[language] for entry in shipped.entries]
    missed = [text for text in questions if shipped.detect(text).language != language]
    assert len(missed) <= 0.01 * len(questions), missed
