"""Learn which word of one language stands for which of another: see :mod:`bot.match.lexicon`.

The entries of a fact file are the same in all languages, so words that mean the same are asked with
in the same entries: "stipendio" and "salary" in those about pay. Nobody has to list them.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations
from typing import Any, Final

import numpy as np
from scipy import sparse

from bot.match.features import word_key
from bot.match.lexicon import Lexicon
from bot.match.model import Ints, LanguageModel
from bot.text.tokens import token_of

# Of the cosine of two words' uses; .35 to .5 made no difference on the development questions.
LEAST: Final = 0.4
# Added to the squared length of a word's uses: about that of a word of two lines of one entry,
# whose company there is chance.
_CHANCE: Final = 0.02
_TOGETHER: Final = 512  # words compared at a time; bounds the memory

Uses = sparse.csr_array[Any, tuple[int, int]]


def lexicon_of(models: Mapping[str, LanguageModel]) -> Lexicon:
    """Learn it from the words of the phrasings."""
    uses = {code: _uses(model) for code, model in models.items()}
    texts = {code: _texts(model, code) for code, model in models.items()}
    places = {
        (source, target): _nearest(uses[source], uses[target], texts[target])
        for source, target in permutations(models, 2)
    }
    return Lexicon(models, places)


def _uses(model: LanguageModel) -> Uses:
    """By how large a share of each entry's samples every telling word is used, its root, each word
    a row of length 1 or, being rare, less (words, entries).
    """
    words = len(model.word_key)
    start = model.word_start[: words + 1]
    samples = np.maximum(model.asked.sum(axis=1), 1)
    value = np.sqrt(model.word_lines / samples[model.word_entry])
    word = np.arange(words).repeat(np.diff(start))
    length = np.sqrt(_CHANCE + np.bincount(word, value**2, words))
    data = (value / length[word]).astype(np.float32)
    return sparse.csr_array((data, model.word_entry, start), (words, model.entries))


def _texts(model: LanguageModel, code: str) -> Ints:
    """Where in the vocabulary the commonest word of each stem stands; −1 for a name."""
    places: dict[int, int] = {}
    for place, word in enumerate(model.vocabulary):
        token = token_of(word, code)
        if token.informative:
            places.setdefault(word_key(token.stem), place)
    return np.array([places.get(key, -1) for key in model.word_key.tolist()], np.int32)


def _nearest(source: Uses, target: Uses, texts: Ints) -> Ints:
    """Of each of the source's words the place of the likest of the target's that has a text."""
    out = np.full(source.shape[0], -1, np.int32)
    written = np.flatnonzero(texts >= 0)
    if not len(written):
        return out
    columns = target[written].T.tocsr()
    for first in range(0, len(out), _TOGETHER):
        alike = (source[first : first + _TOGETHER] @ columns).toarray()
        best = alike.argmax(axis=1)
        enough = np.flatnonzero(alike[np.arange(len(best)), best] >= LEAST)
        out[first + enough] = texts[written[best[enough]]]
    return out
