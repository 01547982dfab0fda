"""Phrasing lines as training examples: words, stems, names and features of sampled expansions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from bot.facts.model import Fact, FactBase, Gap
from bot.facts.template import expand
from bot.match.features import Blocks, blocks, word_key
from bot.match.names import NameTable
from bot.match.spelling import misspelt
from bot.text.interrogatives import asks
from bot.text.thesaurus import thesaurus
from bot.text.tokens import Token, tokenise

# A line's vector is the mean of this many of its expansions; more add time and nothing else.
SAMPLED: Final = 4


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text made ready for matching in one language."""

    tokens: tuple[Token, ...]
    names: frozenset[str]
    name_positions: frozenset[int]
    blocks: Blocks
    asks: int

    @property
    def informative(self) -> list[Token]:
        """Tokens that tell what it is about, names left out."""
        return [
            token
            for n, token in enumerate(self.tokens)
            if token.informative and n not in self.name_positions
        ]

    @property
    def keys(self) -> list[int]:
        """Keys of the informative stems and of the names."""
        stems = dict.fromkeys(token.stem for token in self.informative)
        return [word_key(stem) for stem in (*stems, *(f"@{name}" for name in sorted(self.names)))]


def prepare(tokens: Sequence[Token], names: NameTable, language: str) -> Prepared:
    """Find the names among tokens, what they ask for, and the features."""
    words = [token.text for token in tokens]
    found, taken = names.find(words)
    telling = [t.stem for n, t in enumerate(tokens) if t.informative and n not in taken]
    return Prepared(
        tuple(tokens),
        found,
        taken,
        blocks(words, [t.stem for t in tokens], sorted(found), thesaurus(language).ideas(telling)),
        asks(words, language),
    )


def _spread(sentences: Sequence[str]) -> list[str]:
    """At most :data:`SAMPLED` sentences, the first and the last among them."""
    if len(sentences) <= SAMPLED:
        return list(sentences)
    step = (len(sentences) - 1) / (SAMPLED - 1)
    return [sentences[round(n * step)] for n in range(SAMPLED)]


@dataclass(frozen=True, slots=True)
class Example:
    """One phrasing line of one entry."""

    entry: int
    line: str
    samples: tuple[Prepared, ...]


def entries_of(base: FactBase) -> tuple[Fact | Gap, ...]:
    """Everything a question can be matched to; the position is its index in a model."""
    return (*base.facts, *base.gaps)


def examples(base: FactBase, language: str, names: NameTable) -> Iterator[Example]:
    """Every phrasing line of a language, the entries' plain questions among them, typing errors
    mended.
    """
    lists = base.lists.get(language, {})
    read = [
        (index, line, [tokenise(one, language) for one in _spread(expand(line, lists))])
        for index, entry in enumerate(entries_of(base))
        for line in (*entry.phrasings.get(language, ()), entry.question.get(language, ""))
        if line
    ]
    # In how many lines each word is.
    lines = Counter(token for *_, samples in read for token in {*chain.from_iterable(samples)})
    meant = misspelt(lines, names, language)
    for index, line, samples in read:
        mended = ([meant.get(token.text, token) for token in tokens] for tokens in samples)
        yield Example(index, line, tuple(prepare(tokens, names, language) for tokens in mended))
