"""A fact file is its own dictionary: nobody tells it that "lamp" is "lampada"."""

from __future__ import annotations

import pytest

from bot.match.bilingual import lexicon_of
from bot.match.matcher import Matcher
from bot.text.tokens import stem


@pytest.mark.parametrize(
    ("word", "source", "target", "like"),
    [
        ("lamp", "en", "it", "lampada"),
        ("lampada", "it", "en", "lamp"),
        ("storm", "en", "it", "tempesta"),
        ("visiteurs", "fr", "en", "visitors"),
        ("keeper", "en", "it", "guardiana"),
        ("المصباح", "ar", "fr", "lampe"),
    ],
)
def test_words_of_the_same_entries(
    tiny: Matcher, word: str, source: str, target: str, like: str
) -> None:
    """Words that are used in the same entries stand for one another."""
    assert tiny.lexicon.translated([stem(word, source)], source, target) == [like]


def test_every_pair_of_languages(tiny: Matcher) -> None:
    """Each language has a word, or none, for each telling word of each other one."""
    found = lexicon_of(tiny.models)
    assert len(found.places) == len(tiny.models) * (len(tiny.models) - 1)
    for (source, target), places in found.places.items():
        assert len(places) == len(tiny.models[source].word_key)
        assert places.min() >= -1
        assert places.max() < len(tiny.models[target].vocabulary)
        assert (places >= 0).sum() > 20
        assert (places == tiny.lexicon.places[source, target]).all()


def test_one_language_has_no_other(tiny: Matcher) -> None:
    """A fact file in one language has no lexicon, and needs none."""
    assert not lexicon_of({"en": tiny.models["en"]}).places
