"""What is counted of the phrasings: features, words, and who has them."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest

from bot.match.examples import Example, examples
from bot.match.model import LanguageModel, spans
from bot.match.names import NameTable
from bot.match.vocabulary import vocabulary_of
from bot.text.interrogatives import KINDS
from tests.match.tiny import tiny_base

BASE = tiny_base()
ENTRIES = len(BASE.facts) + len(BASE.gaps)


@pytest.fixture(scope="module")
def items() -> list[Example]:
    """The lines of the lighthouse in English."""
    return list(examples(BASE, "en", NameTable(BASE.names)))


@pytest.fixture(scope="module")
def model(items: list[Example]) -> LanguageModel:
    """Counted, with an empty background."""
    return vocabulary_of(items, ENTRIES + 1)


def test_rarity_counts_lines(items: list[Example], model: LanguageModel) -> None:
    """A feature weighs by how many lines have it, however often each does; pairs of one line are
    not kept.
    """
    lines: Counter[int] = Counter()
    pairs: Counter[int] = Counter()
    for item in items:
        lines.update({key for s in item.samples for block in "wck" for key in s.blocks[block]})
        pairs.update({key for s in item.samples for block in "bp" for key in s.blocks[block]})
    lines.update({key: count for key, count in pairs.items() if count > 1})
    assert model.keys.tolist() == sorted(lines)
    wanted = [math.log((1 + len(items)) / (1 + lines[int(key)])) + 1 for key in model.keys]
    assert model.idf == pytest.approx(wanted, abs=1e-4)


def test_words_and_the_entries_that_have_them(items: list[Example], model: LanguageModel) -> None:
    """In how many lines of which entries each word is."""
    counts = Counter(
        (key, item.entry)
        for item in items
        for key in {key for sample in item.samples for key in sample.keys}
    )
    found: dict[tuple[int, int], int] = {}
    for word, key in enumerate(model.word_key.tolist()):
        span = slice(*model.word_start[word : word + 2])
        entries, lines = model.word_entry[span].tolist(), model.word_lines[span].tolist()
        found |= {(key, entry): n for entry, n in zip(entries, lines, strict=True)}
    assert found == counts


def test_nobody_has_an_unknown_word(model: LanguageModel) -> None:
    """The place of unknown words holds nothing."""
    unknown = len(model.word_key)
    lengths, places = spans(model.word_start, np.array([unknown]))
    assert lengths.tolist() == [0]
    assert not len(places)


def test_what_samples_ask_for(items: list[Example], model: LanguageModel) -> None:
    """Counted by kind."""
    asked = np.zeros((ENTRIES + 1, len(KINDS)), int)
    for item in items:
        for sample in item.samples:
            asked[item.entry, sample.asks] += 1
    assert model.asked.tolist() == asked.tolist()


def test_words_are_found_again(items: list[Example], model: LanguageModel) -> None:
    """A known word has a place; an unknown one the place after the last, which weighs nothing."""
    keys = items[0].samples[0].keys
    words, known = model.telling([*keys, 12345])
    assert model.word_key[words[:-1]].tolist() == keys
    assert known.tolist() == [True] * len(keys) + [False]
    assert words[-1] == len(model.word_key)
    assert model.word_idf[-1] == 0
