"""Names and figures that rule an entry out: "$450K" is not "$900K", Disney is not Netflix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Contents:
    """What each entry speaks of, in the order of the entries.

    names: name ids;  figures: values, none for an entry whose statements have none;  common: names
    too frequent to tell entries apart.
    """

    names: tuple[frozenset[str], ...]
    figures: tuple[frozenset[float], ...]
    common: frozenset[str]


def _credits(entry: Fact | Gap, base: FactBase) -> Iterator[str]:
    """Outlets and authors of the articles an entry cites."""
    if isinstance(entry, Fact):
        for id_ in {c.article for s in entry.statements for c in s.citations}:
            article = base.article_by_id.get(id_)
            if article is not None:
                yield from (x for x in (article.outlet, article.author, article.read_in) if x)


def _has_figures(entry: Fact | Gap) -> bool:
    return isinstance(entry, Fact) and any(
        number.value >= _SMALLEST
        for statement in entry.statements
        for text in statement.text.values()
        for number in find_numbers(text)
    )


def contents_of(base: FactBase, table: NameTable) -> Contents:
    """Names and figures of every entry of a base."""
    names: list[frozenset[str]] = []
    figures: list[frozenset[float]] = []
    for entry in entries_of(base):
        texts = [*_texts(entry), *_credits(entry, base)]
        names.append(frozenset().union(*(table.find(fold(text).split())[0] for text in texts)))
        figures.append(
            frozenset(number.value for text in texts for number in find_numbers(text))
            if _has_figures(entry)
            else frozenset()
        )
    counts = Counter(name for found in names for name in found)
    common = (name for name, count in counts.items() if count > _COMMON * len(names))
    return Contents(tuple(names), tuple(figures), frozenset(common))


def contradicting(
    names: Set[str], figures: Set[float], contents: Contents, entries: Iterable[int]
) -> list[int]:
    """Those of some entries that know nothing of somebody, or of a figure, the question names."""
    names = names - contents.common
    figures = {figure for figure in figures if figure >= _SMALLEST}
    return [
        entry
        for entry in entries
        if not names <= contents.names[entry]
        or (contents.figures[entry] and not figures <= contents.figures[entry])
    ]
