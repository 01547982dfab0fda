"""The part of a language's model that is only counted: features, their rarity, the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Final

import numpy as np

from bot.match.examples import Example
from bot.match.model import Floats, Keys, LanguageModel
from bot.text.interrogatives import KINDS

# Of how many lines a feature must be to be kept, by block; most pairs of words are of one.
_BLOCKS: Final = {"wck": 1, "bp": 2}


def vocabulary_of(items: Sequence[Example], entries: int) -> LanguageModel:
    """A model without weights."""
    keys, counts = _frequencies(items)
    idf = (np.log((1 + len(items)) / (1 + counts)) + 1).astype(np.float32)
    asked = np.zeros((entries, len(KINDS)), np.uint16)
    having: Counter[tuple[int, int]] = Counter()  # of a word and an entry: lines
    for item in items:
        having.update({(key, item.entry) for sample in item.samples for key in sample.keys})
        for sample in item.samples:
            asked[item.entry, sample.asks] += 1
    words = Counter(t.text for item in items for sample in item.samples for t in sample.tokens)
    cells = np.array(sorted((*cell, lines) for cell, lines in having.items()), np.int64)
    word, entry, count = cells.reshape(-1, 3).T
    telling, first = np.unique(word, return_index=True)
    return LanguageModel(
        keys=keys,
        idf=idf,
        start=np.zeros(len(keys) + 1, np.int32),
        entry=np.zeros(0, np.uint16),
        weight=np.zeros(0, np.int16),
        often=np.zeros(0, np.int32),
        dense=np.zeros((0, entries), np.int16),
        lines=len(items),
        vocabulary=tuple(sorted(words, key=lambda word: (-words[word], word))),
        word_key=telling.astype(np.uint32),
        word_idf=np.append(idf[np.searchsorted(keys, telling)], np.float32(0)),
        # The place after the last word stands for unknown ones, which nobody has.
        word_start=np.append(first, (len(word), len(word))).astype(np.int32),
        word_entry=entry.astype(np.uint16),
        word_lines=count.astype(np.uint16),
        asked=asked,
    )


def _frequencies(items: Sequence[Example]) -> tuple[Keys, Floats]:
    """Every feature and how many lines have it, sorted by feature."""
    found = []
    for blocks in _BLOCKS:
        lists = [
            sample.blocks[block] for item in items for sample in item.samples for block in blocks
        ]
        sizes = [
            sum(len(sample.blocks[block]) for sample in item.samples for block in blocks)
            for item in items
        ]
        lines = np.repeat(np.arange(len(items)), sizes)
        codes = lines << 32 | np.fromiter(chain.from_iterable(lists), np.int64)
        # By sorting: numpy's unique goes through a hash table, which takes three times as long.
        codes.sort()
        keys = codes[np.flatnonzero(np.diff(codes, prepend=-1))] & 0xFFFFFFFF
        keys.sort()
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        counts = np.diff(first, append=len(keys))
        enough = counts >= _BLOCKS[blocks]
        found.append((keys[first][enough], counts[enough]))
    keys = np.concatenate([own for own, _ in found])
    counts = np.concatenate([own for _, own in found])
    order = np.argsort(keys)
    return keys[order].astype(np.uint32), counts[order].astype(np.float32)
