"""Tokens: stems and what is informative."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.facts.model import LANGUAGES
from bot.text.function_words import FUNCTION_WORDS
from bot.text.normalise import fold
from bot.text.tokens import informative, is_function_word, stem, tokenise

ANY = st.text(alphabet=st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["strike", "strikes", "striking"]),
        ("en", ["actor", "actors"]),
        ("it", ["attore", "attori"]),
        ("it", ["scansione", "scansioni"]),
        ("fr", ["salaire", "salaires"]),
        ("fr", ["acteur", "acteurs"]),
        ("ar", ["الراتب", "راتب", "بالراتب"]),
        ("ar", ["ممثل", "الممثلين", "الممثلون"]),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, words: list[str]) -> None:
    """Plural, article and the endings of regular verbs do not count."""
    assert len({stem(token.text, language) for w in words for token in tokenise(w, language)}) == 1


def test_stem_keeps_words_apart() -> None:
    """A light stem does not merge words that tell facts apart."""
    assert stem("writers", "en") != stem("writing", "en")
    assert stem("900000", "en") == "900000"


def test_informative_words() -> None:
    """Grammar and politeness are left out, figures are written one way."""
    assert informative("so how much is the $900K salary, please?", "en") == ("900000", "salary")
    assert informative("combien touche-t-il", "fr") == ("touch",)


def test_function_words() -> None:
    """Arabic ones may have "and" before them."""
    assert is_function_word("the", "en")
    assert is_function_word("ومن", "ar")
    assert not is_function_word("strike", "en")
    assert not is_function_word("the", "xx")


@settings(max_examples=300)
@given(ANY, st.sampled_from([*LANGUAGES, "xx"]))
def test_any_text_is_cut(text: str, language: str) -> None:
    """Any text gives tokens without spaces, each with a stem."""
    tokens = tokenise(text, language)
    for token in tokens:
        assert token.text
        assert token.stem
        assert " " not in token.text
    assert informative(text, language) == tuple(t.stem for t in tokens if t.informative)


@given(ANY, st.sampled_from(LANGUAGES))
def test_stem_is_no_longer_than_the_word(text: str, language: str) -> None:
    """A stem only loses letters."""
    assert all(len(token.stem) <= len(token.text) for token in tokenise(text, language))


def test_function_words_are_written_folded() -> None:
    """The lists are compared with folded words, so each word is its own folded form."""
    words = [word for own in FUNCTION_WORDS.values() for word in own]
    assert [word for word in words if fold(word) != word] == []
