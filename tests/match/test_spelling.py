"""Typing errors in the phrasings are no words, and nobody's question is mended towards them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from bot.facts.model import FactBase, Name
from bot.match.compile import compile_base
from bot.match.examples import examples
from bot.match.names import NameTable
from bot.match.spelling import misspelt
from bot.text.tokens import Token, token_of
from tests.match.tiny import tiny_base

NAMES = NameTable([*tiny_base().names, Name("pharos", ("Pharos",))])


def meant(*words: tuple[str, int], language: str = "en") -> dict[str, str]:
    """What words stand for, each given with the number of lines it is in."""
    lines: dict[Token, int] = {token_of(word, language): count for word, count in words}
    return {word: token.text for word, token in misspelt(lines, NAMES, language).items()}


def test_rare_word_beside_a_frequent_one() -> None:
    """One letter too few, in one line of very many: an error."""
    assert meant(("lighthouse", 50), ("lighthose", 1)) == {"lighthose": "lighthouse"}


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("lighthose", 3),  # fifty is not twenty times as many
        ("lighthse", 1),  # two letters
        ("lighthouses", 1),  # the plural
        ("harbour", 1),  # like none
    ],
)
def test_other_words_stand(word: str, count: int) -> None:
    """Where it may be a word of its own it is one."""
    assert meant(("lighthouse", 50), (word, count)) == {}


def test_short_words_stand() -> None:
    """Of words of five letters every other one that is rare is a word ("white", "write")."""
    assert meant(("write", 100), ("white", 1)) == {}


def test_words_of_the_thesaurus_stand() -> None:
    """A word that is known to mean something is no error, however near it is to another."""
    assert meant(("making", 100), ("taking", 1), ("makking", 1)) == {"makking": "making"}


def test_names_need_not_be_frequent() -> None:
    """A name of the file is what was meant by a word that is nearly it, never an error itself."""
    assert meant(("phraos", 1)) == {"phraos": "pharos"}
    assert meant(("pharos", 1), ("pharo", 40)) == {}


def with_lines(base: FactBase, *lines: str) -> FactBase:
    """The base with more English phrasings of its first fact."""
    fact = base.facts[0]
    more = {**fact.phrasings, "en": (*fact.phrasings["en"], *lines)}
    return replace(base, facts=(replace(fact, phrasings=more), *base.facts[1:]))


def test_lines_are_read_as_meant() -> None:
    """A curator's typing error leaves no word; a member's finds the word that was meant."""
    written = [f"lighthouse keeper wages in harbour number {n}" for n in range(100, 125)]
    base = with_lines(tiny_base(), *written, "lighthuose keepers wages")
    words = Counter(
        token.text
        for example in examples(base, "en", NAMES)
        for sample in example.samples
        for token in sample.tokens
    )
    assert "lighthuose" not in words
    assert words["lighthouse"] > len(written)
    ranking = compile_base(base).rank("wages at the lighthosue", "en")
    assert "lighthouse" in ranking.words
    assert ranking.best.entry.id == base.facts[0].id
