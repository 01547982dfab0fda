"""Whatever way a question is typed, it is read with the words that the phrasings have."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.match.examples import prepare
from bot.match.matcher import Matcher


def read(matcher: Matcher, text: str, code: str, *, mend: bool = True) -> str:
    """The words of a question as they are read."""
    return " ".join(token.text for token in matcher.reader.read(text, code, mend=mend))


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("how many turists visit", "en", "how many tourists visit"),  # a typing error
        (
            "how many visiteurs a year",
            "en",
            "how many visitors a year",
        ),  # a word of another language
        ("chi è il keeper del faro", "it", "chi e il guardiana del faro"),
        ("كم ثمن lampada الجديدة", "ar", "كم ثمن المصباح الجديده"),
        ("who is كويل", "en", "who is quill"),  # a name in another script
        ("will it rain tomorrow", "en", "will it rain tomorrow"),  # another topic stays what it is
    ],
)
def test_words_as_the_phrasings_have_them(tiny: Matcher, typed: str, code: str, words: str) -> None:
    """Errors are mended, borrowed words translated, names spelled as usual."""
    assert read(tiny, typed, code) == words


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("what do les acteurs want", "en", "what do les actors want"),
        ("quando riprende il lavoro", "it", "quando riprende il lavoro"),
    ],
)
def test_foreign_words_of_mixed_phrasings(
    shipped: Matcher, typed: str, code: str, words: str
) -> None:
    """A word that a few phrasings took from another language is still that language's."""
    assert "acteurs" in shipped.models["en"].words
    assert read(shipped, typed, code) == words


def test_language_that_is_only_tried(tiny: Matcher) -> None:
    """There a word stays as it is, lest small talk become a question; a name is a name."""
    assert read(tiny, "bravo lmap", "en", mend=False) == "bravo lmap"
    assert read(tiny, "bravo كويل", "en", mend=False) == "bravo quill"


def test_a_question_in_the_words_of_another_language(tiny: Matcher) -> None:
    """Its names and its telling words, in their order; the others are left out."""
    tokens = tiny.reader.read("how much does Mara Quill pay for the new lamp", "en")
    prepared = prepare(tokens, tiny.names, "en")
    found = tiny.reader.translated(prepared, "en", "it")
    words = [token.text for token in found.tokens]
    assert words[:2] == ["mara", "quill"]
    assert words[-1] == "lampada"
    assert found.names == prepared.names


@settings(max_examples=50, deadline=None)
@given(text=st.text(max_size=80))
def test_anything_can_be_read(tiny: Matcher, text: str) -> None:
    """Whatever is typed, no word is empty, and it can be translated."""
    for code in tiny.models:
        tokens = tiny.reader.read(text, code)
        assert all(token.text for token in tokens)
        for other in tiny.models:
            if other != code:
                tiny.reader.translated(prepare(tokens, tiny.names, code), code, other)
