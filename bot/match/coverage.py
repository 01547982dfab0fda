"""How much of a question an entry's phrasings know, and whether they ask for the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from bot.match.model import Floats, LanguageModel, Places, spans

UNASKED: Final = 0.3  # the second share, where the question does not tell what it asks for
Shares = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as evidence needs it: the places of its telling words in ``word_key`` and their
    rarity, the share of unknown ones, what kind of thing it asks for, and the score of the
    background.
    """

    words: Places
    idf: Floats
    unknown: float
    kind: int
    background: float


@dataclass(frozen=True, slots=True)
class Hidden:
    """A line to be looked at as if it had not been written: its entry, and what its samples ask
    for.
    """

    entry: int
    asks: tuple[int, ...]


def coverage(
    model: LanguageModel, asked: Asked, entries: Sequence[int], hidden: Hidden | None = None
) -> tuple[Shares, Shares]:
    """Two shares for each of some entries that have samples: of the question's words, weighted by
    rarity, that its samples have; of its samples that ask for the same kind of thing.

    All entries at once, because a call of numpy takes longer than what it does to so few numbers.
    """
    lengths, places = spans(model.word_start, asked.words)
    having = model.word_entry[places]
    weight = model.word_idf[asked.words].repeat(lengths)
    same = model.asked[entries, asked.kind].astype(np.float32)
    all_ = model.asked[entries].sum(axis=1)
    if hidden is not None:
        weight[(having == hidden.entry) & (model.word_lines[places] <= 1)] = 0
        own = np.equal(entries, hidden.entry)
        same -= own * np.float32(hidden.asks.count(asked.kind))
        all_ = all_ - own * len(hidden.asks)
    known = np.bincount(having, weight, model.entries)[entries]
    covered = known / max(float(asked.idf.sum()), 1e-9)
    if not asked.kind:
        return covered, np.full_like(covered, UNASKED)
    return covered, same / np.maximum(all_, 1)
