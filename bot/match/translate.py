"""Read a word of another language as the word of this one that the same entries use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

import numpy as np

from bot.match.features import word_key
from bot.match.model import Floats, LanguageModel, Places
from bot.text.tokens import token_of

ALIKE: Final = 0.5
FEWEST: Final = 2
import os
DAMP=float(os.environ.get('DAMP','0'))


class Profile:
    """Where the telling words of a language are used."""

    def __init__(self, model: LanguageModel, code: str) -> None:
        self._model, self._code = model, code
        self._lengths = np.diff(model.word_start[:-1]) if len(model.word_start) > 1 else np.zeros(0, np.int64)
        samples = np.maximum(model.asked.sum(axis=1), 1)
        self._use = np.sqrt(model.word_lines / samples[model.word_entry]).astype(np.float32)
        self._word = np.arange(len(model.word_key)).repeat(np.diff(model.word_start)[: len(model.word_key)])
        self._norm = np.sqrt(DAMP + np.bincount(self._word, self._use**2, len(model.word_key)))

    @cached_property
    def texts(self) -> dict[int, str]:
        out: dict[int, str] = {}
        for word in self._model.vocabulary:
            token = token_of(word, self._code)
            if token.informative:
                out.setdefault(word_key(token.stem), word)
        return out

    def of(self, word: str) -> Floats | None:
        """How much each entry uses a word."""
        model = self._model
        token = token_of(word, self._code)
        if not token.informative:
            return None
        (place,), (known,) = model.telling([word_key(token.stem)])
        if not known:
            return None
        span = slice(model.word_start[place], model.word_start[place + 1])
        if model.word_lines[span].sum() < FEWEST:
            return None
        out = np.zeros(model.entries, np.float32)
        out[model.word_entry[span]] = self._use[span]
        return out / self._norm[place]

    def nearest(self, use: Floats) -> tuple[float, str] | None:
        model = self._model
        alike = np.bincount(self._word, self._use * use[model.word_entry], len(model.word_key)) / self._norm
        for best in np.argsort(-alike)[:3].tolist():
            text = self.texts.get(int(model.word_key[best]))
            if text is not None:
                return float(alike[best]), text
        return None
