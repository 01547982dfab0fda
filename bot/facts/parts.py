"""Read the parts of a document that may be incomplete, and note problems where they stand.

A document that breaks its shape holds None or lacks keys; every check must still run on what is
there, so that one run of ``footnote check`` reports everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from rapidfuzz import process

from bot.errors import Problem, Severity
from bot.facts.model import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.facts.document import Document, Path_


class Part(NamedTuple):
    """A mapping of the document and the path it stands at."""

    path: Path_
    value: Mapping[str, Any]

    def text(self, key: str) -> str:
        """Return the text under a key, or "" where there is none."""
        found = self.value.get(key)
        return found if isinstance(found, str) else ""

    def part(self, key: str) -> Part:
        """Return the mapping under a key, or an empty one."""
        found = self.value.get(key)
        return Part((*self.path, key), found if isinstance(found, dict) else {})

    def parts(self, key: str) -> Iterator[Part]:
        """Yield the mappings of the list under a key."""
        found = self.value.get(key)
        for index, item in enumerate(found if isinstance(found, list) else ()):
            if isinstance(item, dict):
                yield Part((*self.path, key, index), item)

    def texts(self, key: str) -> Iterator[tuple[Path_, str]]:
        """Yield the texts of the list under a key, with their paths."""
        found = self.value.get(key)
        for index, item in enumerate(found if isinstance(found, list) else ()):
            if isinstance(item, str) and item:
                yield (*self.path, key, index), item


def root(document: Document) -> Part:
    """Return the whole document."""
    return Part((), document.values)


def entries(document: Document) -> Iterator[Part]:
    """Yield facts, then gaps: everything a question can be matched to."""
    whole = root(document)
    yield from whole.parts("facts")
    yield from whole.parts("gaps")


def named_lists(document: Document) -> dict[str, dict[str, str]]:
    """Return the named lists of each language that are there and are texts."""
    lists = root(document).part("lists")
    return {
        code: {name: words for name, words in lists.part(code).value.items() if words}
        for code in LANGUAGES
    }


def problem_at(
    document: Document, path: Path_, message: str, severity: Severity = "error"
) -> Problem:
    """Return a problem at the mark of a path."""
    return Problem(*document.mark(path), message, severity)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``: did you mean 'x'?`` for the nearest known word, or nothing."""
    near = process.extractOne(word, sorted(known), score_cutoff=60)
    return f": did you mean '{near[0]}'?" if near else ""
