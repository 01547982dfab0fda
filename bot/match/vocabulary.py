"""The part of a language's model that is only counted: features, their rarity, the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import Final

import numpy as np

from bot.match.examples import Example
from bot.match.model import Floats, Ints, Keys, LanguageModel
from bot.text.interrogatives import KINDS

# Of how many lines a feature must be to be kept, by block; most pairs of words are of one.
_BLOCKS: Final = {"wck": 1, "bp": 2}


def vocabulary_of(items: Sequence[Example], entries: int) -> LanguageModel:
    """A model without weights."""
    keys, counts = _frequencies(items)
    idf = (np.log((1 + len(items)) / (1 + counts)) + 1).astype(np.float32)
    samples = [sample for item in items for sample in item.samples]
    said = [list(sample.keys) for sample in samples]
    telling = np.unique(np.fromiter(chain.from_iterable(said), np.uint32))
    none = len(telling)
    place = dict(zip(telling.tolist(), range(none), strict=True))
    small = np.min_scalar_type(none)
    having: list[Counter[int]] = [Counter() for _ in range(entries)]
    asked = np.zeros((entries, len(KINDS)), np.uint16)
    per_entry = [0] * entries
    for item in items:
        per_entry[item.entry] += len(item.samples)
        having[item.entry].update({place[key] for sample in item.samples for key in sample.keys})
        for sample in item.samples:
            asked[item.entry, sample.asks] += 1
    for entry, own in enumerate(having):
        if per_entry[entry] and not own:
            own[none] = 1  # an entry of function words alone
    owned = [sorted(own.items()) for own in having]
    return LanguageModel(
        keys=keys,
        idf=idf,
        start=np.zeros(len(keys) + 1, np.int32),
        entry=np.zeros(0, np.uint16),
        weight=np.zeros(0, np.float16),
        lines=len(items),
        vocabulary=tuple(sorted({token.text for sample in samples for token in sample.tokens})),
        word_key=telling,
        word_idf=np.append(idf[np.searchsorted(keys, telling)], np.float32(0)),
        sample_word=np.array([place.get(key, none) for own in said for key in own or [0]], small),
        sample_start=_starts(max(1, len(own)) for own in said),
        entry_start=_starts(per_entry),
        owned=np.array([word for own in owned for word, _ in own], small),
        owned_lines=np.array([lines for own in owned for _, lines in own], np.uint16),
        owned_start=_starts(map(len, owned)),
        asked=asked,
    )


def _starts(sizes: Iterable[int]) -> Ints:
    return np.array([0, *accumulate(sizes)], np.int32)


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
