"""Statements: their fragments, the figures their languages share, and whose views they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.facts.load import phrasing_lines
from bot.facts.model import LANGUAGES
from bot.facts.parts import Part, problem_at, root
from bot.facts.shape import LANGUAGE_NAMES
from bot.text.normalise import fold
from bot.text.numbers import find_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.errors import Problem
    from bot.facts.document import Document

MOST_WORDS: Final = 8
FEWEST_WORDS: Final = 3
_LATIN: Final = re.compile("[A-Za-z]")
_ARABIC: Final = re.compile("[\u0600-\u06ff]")


def check_statements(document: Document) -> Iterator[Problem]:
    """Problems of every statement of every fact; a missing citation is a problem of shape."""
    names = frozenset(
        folded
        for name in root(document).parts("names")
        for spelling in phrasing_lines(name.text("spellings"))
        if (folded := fold(spelling))
    )
    for fact in root(document).parts("facts"):
        statements = list(fact.parts("statements"))
        yield from _positions(document, fact, statements)
        for statement in statements:
            yield from _figures(document, statement)
            for citation in statement.parts("citations"):
                yield from _fragment(document, citation, names)


def _positions(document: Document, fact: Part, statements: list[Part]) -> Iterator[Problem]:
    disputed = fact.value.get("disputed") is True
    if disputed and len(statements) < 2:
        message = "a disputed fact needs at least 2 statements, one a position: add the other view"
        yield problem_at(document, (*fact.path, "disputed"), message)
    for statement in statements:
        if disputed and "position" not in statement.value:
            message = "a statement of a disputed fact has no 'position': add whose view it is"
            yield problem_at(document, statement.path, message)
        if not disputed and "position" in statement.value:
            message = "'position' in a fact that is not disputed: add 'disputed: true' or remove it"
            yield problem_at(document, (*statement.path, "position"), message)


def _fragment(document: Document, citation: Part, names: frozenset[str]) -> Iterator[Problem]:
    fragment = citation.text("fragment")
    path = (*citation.path, "fragment")
    count = len(fragment.split())
    if count > MOST_WORDS:
        message = f"fragment too long, {count} words: cut it to at most {MOST_WORDS}"
        yield problem_at(document, path, message)
    elif 0 < count < FEWEST_WORDS and not _figure_or_name(fragment, names):
        message = (
            f"fragment too short, {count} word{'s' if count > 1 else ''}: quote at least "
            f"{FEWEST_WORDS}, or a figure or name"
        )
        yield problem_at(document, path, message)


def _figure_or_name(fragment: str, names: frozenset[str]) -> bool:
    """Tell whether it has a digit, a capital, Latin amid Arabic, or a listed name."""
    if any(char.isdigit() or char.isupper() for char in fragment):
        return True
    if _LATIN.search(fragment) and _ARABIC.search(fragment):
        return True
    words = fold(fragment).split()
    return any(
        " ".join(words[start:end]) in names
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    )


def _figures(document: Document, statement: Part) -> Iterator[Problem]:
    """Report a figure one language has and another lacks, where fewer of the languages stand.

    A language may spell out what another writes in digits ("seven weeks", "7 settimane").
    """
    texts = {code: text for code in LANGUAGES if (text := statement.text(code))}
    found = {code: find_numbers(text) for code, text in texts.items()}
    all_values = {code: {round(n.value, 4) for n in numbers} for code, numbers in found.items()}
    in_digits = {round(n.value, 4) for ns in found.values() for n in ns if not n.spelled}
    for value in sorted(in_digits):
        having = [code for code in texts if value in all_values[code]]
        lacking = [code for code in texts if code not in having]
        if not lacking:
            continue
        told = _languages(having)
        if len(having) < len(lacking):
            message = f"number without support: {value:.10g} stands only in {told}: correct it"
            message += " or write it in the other languages"
        else:
            message = f"number without support: {value:.10g} stands in {told} and not here: add it"
            message += " or correct them"
        for code in having if len(having) < len(lacking) else lacking:
            yield problem_at(document, (*statement.path, code), message)


def _languages(codes: list[str]) -> str:
    names = [LANGUAGE_NAMES[code] for code in codes]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
