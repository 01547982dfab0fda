"""Phrasings: each line can be expanded, means one entry only, and adds words of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.errors import Problem
from bot.facts.model import LANGUAGES
from bot.facts.parts import Part, entries, named_lists, problem_at
from bot.facts.shape import LANGUAGE_NAMES
from bot.facts.template import TemplateError, expand, expand_list
from bot.text.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.facts.document import Document, Path_

LONGEST_LINE: Final = 300
_LIST_NAME: Final = re.compile(r"\{([^{}]*)\}")


class _Line(NamedTuple):
    """A phrasing line: its text, where its block stands, and which line of the block it is."""

    path: Path_
    nth: int
    text: str

    def mark(self, document: Document, column: int = 0) -> tuple[int, int]:
        return document.mark_in_block(self.path, self.nth, self.text, column)


class _Seen(NamedTuple):
    entry: str
    row: int


def check_phrasings(document: Document) -> Iterator[Problem]:
    """Problems of the named lists and of every phrasing line."""
    lists = named_lists(document)
    broken: dict[str, set[str]] = {code: set() for code in LANGUAGES}
    for code in LANGUAGES:
        yield from _lists(document, code, lists[code], broken[code])
    # Language → the words of an expansion → the entry that has it first.
    owners: dict[str, dict[str, _Seen]] = {code: {} for code in LANGUAGES}
    for entry in entries(document):
        for code in LANGUAGES:
            lines = _lines(entry, code)
            if not lines:
                yield from _empty(document, entry, code)
            check = _Check(document, lists[code], broken[code], code, owners[code])
            yield from check.entry(entry.text("id"), lines)


def _lines(entry: Part, code: str) -> list[_Line]:
    path = (*entry.path, "phrasings", code)
    block = entry.part("phrasings").text(code)
    return [
        _Line(path, index, text)
        for index, line in enumerate(block.splitlines())
        if (text := line.strip())
    ]


def _empty(document: Document, entry: Part, code: str) -> Iterator[Problem]:
    path = (*entry.path, "phrasings", code)
    # A missing key, or a value that is no block, is a problem of shape, reported already.
    mark = document.marks.get(path)
    if mark and not any((p.line, p.column) == mark for p in document.problems):
        yield Problem(*mark, f"no phrasing in {LANGUAGE_NAMES[code]}: write at least one line")


def _lists(
    document: Document, code: str, lists: dict[str, str], broken: set[str]
) -> Iterator[Problem]:
    texts = [line.text for entry in entries(document) for line in _lines(entry, code)]
    used = {name for text in (*texts, *lists.values()) for name in _LIST_NAME.findall(text)}
    for name, words in lists.items():
        path: Path_ = ("lists", code, name)
        try:
            expand_list(name, lists)
        except TemplateError as error:
            broken.add(name)
            if error.inside is None:  # else it is reported where that list stands
                yield Problem(*document.mark_in_text(path, words, error.column), str(error))
        if name not in used:
            message = f"list '{{{name}}}' is used by no {LANGUAGE_NAMES[code]} phrasing: remove it"
            yield problem_at(document, path, message, "warning")


class _Check(NamedTuple):
    document: Document
    lists: dict[str, str]
    broken: set[str]
    code: str
    owners: dict[str, _Seen]

    def entry(self, id_: str, lines: list[_Line]) -> Iterator[Problem]:
        """Yield the problems of one entry's lines in one language."""
        first: dict[frozenset[str], int] = {}  # informative words → row of the first such line
        for line in lines:
            try:
                expansions = self.expansions(line)
            except TemplateError as error:
                if error.inside not in self.broken:
                    yield Problem(*line.mark(self.document, error.column), str(error))
                continue
            yield from self.line(id_, line, expansions, first)

    def expansions(self, line: _Line) -> tuple[str, ...]:
        if len(line.text) > LONGEST_LINE:
            message = f"a phrasing of {len(line.text)} characters: at most {LONGEST_LINE}"
            raise TemplateError(message, 0)
        return expand(line.text, self.lists)

    def line(
        self, id_: str, line: _Line, expansions: tuple[str, ...], first: dict[frozenset[str], int]
    ) -> Iterator[Problem]:
        row, column = line.mark(self.document)
        clashes: dict[_Seen, str] = {}
        informative: set[frozenset[str]] = set()
        blank = False
        for expansion in expansions:
            tokens = tokenise(expansion, self.code)
            blank = blank or not tokens
            if not tokens:
                continue
            words = " ".join([token.text for token in tokens])
            owner = self.owners.setdefault(words, _Seen(id_, row))
            if owner.entry != id_:
                clashes.setdefault(owner, expansion)
            informative.add(frozenset([token.stem for token in tokens if token.informative]))
        if blank:
            message = "nothing remains when the options are left out: keep a word outside them"
            yield Problem(row, column, message)
        for owner, expansion in clashes.items():
            message = (
                f"'{expansion}' asks for '{owner.entry}' too, in line {owner.row}: keep it in one"
            )
            yield Problem(row, column, message)
        same = min((first[words] for words in informative if words in first), default=None)
        if same is not None:
            message = f"the same informative words as line {same}: vary a word or remove the line"
            yield Problem(row, column, message, "warning")
        for words_ in informative:
            first.setdefault(words_, row)
