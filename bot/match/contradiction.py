"""Names and figures that rule an entry out: "$450K" is not "$900K", Disney is not Netflix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from bot.facts.model import Fact, FactBase, Gap
from bot.match.examples import entries_of
from bot.match.names import NameTable
from bot.text.normalise import fold
from bot.text.numbers import find_numbers

# A name that more than this share of the entries has tells nothing apart, so it rules nothing out.
_COMMON: Final = 0.25
_SMALLEST: Final = 13  # "one", "two hours", "first": too loose to contradict


def _texts(entry: Fact | Gap) -> Iterable[str]:
    yield from entry.question.values()
    for lines in entry.phrasings.values():
        yield from lines
    if isinstance(entry, Fact):
        for statement in entry.statements:
            yield from statement.text.values()
            yield from (citation.fragment for citation in statement.citations)


class Contents:
    """What each entry speaks of: name ids and figures, made when first asked for."""

    def __init__(self, base: FactBase, names: NameTable) -> None:
        self._base, self._names = base, names
        self._entries = entries_of(base)
        self._made: dict[int, tuple[frozenset[str], frozenset[float]]] = {}

    def of(self, index: int) -> tuple[frozenset[str], frozenset[float]]:
        """Names and figures of one entry."""
        if index not in self._made:
            entry = self._entries[index]
            names: set[str] = set()
            figures: set[float] = set()
            for text in (*_texts(entry), *self._outlets(entry), *self._lists):
                names |= self._names.find(fold(text).split())[0]
                figures |= {number.value for number in find_numbers(text)}
            if not isinstance(entry, Fact) or not any(
                find_numbers(text) for s in entry.statements for text in s.text.values()
            ):
                figures = set()
            self._made[index] = frozenset(names), frozenset(figures)
        return self._made[index]

    @cached_property
    def _lists(self) -> tuple[str, ...]:
        return ()

    def _outlets(self, entry: Fact | Gap) -> Iterable[str]:
        if isinstance(entry, Fact):
            for citation in (c for s in entry.statements for c in s.citations):
                article = self._base.article_by_id.get(citation.article)
                if article is not None:
                    yield article.outlet or ""
                    yield article.author or ""
                    yield article.read_in or ""

    @cached_property
    def common_names(self) -> frozenset[str]:
        """Names too frequent to tell entries apart."""
        counts = Counter(
            name for index in range(len(self._entries)) for name in self.of(index)[0]
        )
        return frozenset(
            name for name, count in counts.items() if count > _COMMON * len(self._entries)
        )


def contradicted(
    names: frozenset[str], figures: frozenset[float], contents: Contents, index: int
) -> bool:
    """True where the question names somebody, or a figure, that the entry knows nothing of."""
    own_names, own_figures = contents.of(index)
    if any(name not in own_names for name in names - contents.common_names):
        return True
    return bool(own_figures) and any(figure >= _SMALLEST and figure not in own_figures for figure in figures)
