"""Prove the citations: each fragment, and each number of a statement, stands in a cited line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.errors import FactFileError
from bot.facts.model import LANGUAGES, FactBase, Statement
from bot.facts.shape import LANGUAGE_NAMES
from bot.text.normalise import fold
from bot.text.numbers import Number, find_numbers

if TYPE_CHECKING:
    from pathlib import Path

Lines = Mapping[str, tuple[str, ...]]  # article id → its non-empty lines, normalised

# Said of two things without the word for two: both, a pair. A line that says one of these supports
# a spelled "two"; a figure in digits always needs the number itself.
_TWO: Final = frozenset(
    fold(word)
    for word in (
        *("both", "pair", "couple", "twice", "double", "second"),
        *("entrambi", "entrambe", "ambedue", "coppia", "doppio", "secondo", "seconda"),
        *("deux", "double", "couple", "second", "seconde", "paire"),
        *("كلا", "كلتا", "كلاهما", "كليهما", "كلتاهما", "ضعف", "ضعفي", "مرتين", "ثاني", "الثاني"),
        *("اثنتين", "اثنتان"),
    )
)
# A "two" that counts nothing: both, split in two, and the colon.
_NO_COUNT: Final = re.compile(
    r"\b(?:tou(?:s|tes) (?:les )?deux|tutt[ie] e due|une? des deux|deux[- ]points|due punti"
    r"|(?:en|in) (?:deux|due|two)(?!\s+\w))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Failure:
    """What is not proved. ``statement`` counts from 1; ``article`` and ``line`` as cited."""

    fact: str
    statement: int
    article: str
    line: int
    reason: str

    def __str__(self) -> str:
        place = f"{self.article}:{self.line}"
        return f"{self.fact}, statement {self.statement}, {place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Verification:
    """How many fragments and numbers there are, how many are proved, and each that is not.

    ``computed`` counts the figures of statements that say they are our own count: not proved, not
    in ``numbers``.
    """

    fragments_verified: int
    fragments: int
    numbers_verified: int
    numbers: int
    computed: int
    failures: tuple[Failure, ...]


def verify(base: FactBase, articles: Path) -> Verification:
    """Hold every statement of a base against the article texts in a folder.

    Raises :class:`FactFileError` where an article's file is missing or cannot be read.
    """
    lines = {article.id: _read(articles / f"{article.id}.txt") for article in base.articles}
    fragments = numbers = computed = 0
    failed_fragments: list[Failure] = []
    failed_numbers: list[Failure] = []
    for fact in base.facts:
        for index, statement in enumerate(fact.statements, 1):
            fragments += len(statement.citations)
            failed_fragments += _fragments(fact.id, index, statement, lines)
            if statement.computed:
                computed += sum(1 for _ in _claimed(statement))
                continue
            numbers += sum(1 for _ in _claimed(statement))
            failed_numbers += _numbers(fact.id, index, statement, lines)
    return Verification(
        fragments - len(failed_fragments),
        fragments,
        numbers - len(failed_numbers),
        numbers,
        computed,
        (*failed_fragments, *failed_numbers),
    )


def _normalised(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _read(path: Path) -> tuple[str, ...]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        message = f"no article at {path}: name the folder of the articles with --articles DIR"
        raise FactFileError(message) from None
    except OSError as error:
        raise FactFileError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise FactFileError(f"{path} is not UTF-8: save the file as UTF-8") from None
    # Only a newline ends a line (read_text has made every kind one): the numbers are an editor's.
    return tuple(line for raw in text.split("\n") if (line := _normalised(raw)))


def _fragments(fact: str, index: int, statement: Statement, lines: Lines) -> Iterator[Failure]:
    for citation in statement.citations:
        article = lines[citation.article]
        fragment = _normalised(citation.fragment)
        reason = None
        if citation.line > len(article):
            reason = f"the article has {len(article)} lines: correct the line"
        elif fragment not in article[citation.line - 1]:
            found = [n for n, line in enumerate(article, 1) if fragment in line]
            where = f"it stands in line {found[0]}" if found else "copy it exactly"
            reason = f"'{fragment}' is not in this line: {where}"
        if reason:
            yield Failure(fact, index, citation.article, citation.line, reason)


def _claimed(statement: Statement) -> Iterator[tuple[str, Number]]:
    """Yield the numbers to prove: every figure in digits, spelled ones from 2, by language."""
    for code in LANGUAGES:
        counted = _NO_COUNT.sub(lambda match: "." * len(match[0]), statement.text[code])
        for number in find_numbers(counted):
            if not number.spelled or number.value >= 2:
                yield code, number


def _numbers(fact: str, index: int, statement: Statement, lines: Lines) -> Iterator[Failure]:
    cited = [
        lines[citation.article][citation.line - 1]
        for citation in statement.citations
        if citation.line <= len(lines[citation.article])
    ]
    supported = {round(number.value, 4) for line in cited for number in find_numbers(line)}
    two = any(_says_two(line) for line in cited)
    first = statement.citations[0]
    for code, number in _claimed(statement):
        if round(number.value, 4) in supported or (number.spelled and number.value == 2 and two):
            continue
        written = statement.text[code][number.start : number.end]
        reason = (
            f"'{written}' ({LANGUAGE_NAMES[code]}) stands in no cited line: cite the line that has "
            "it, or mark the statement 'computed: true'"
        )
        yield Failure(fact, index, first.article, first.line, reason)


def _says_two(line: str) -> bool:
    return not _TWO.isdisjoint(fold(line).split())
