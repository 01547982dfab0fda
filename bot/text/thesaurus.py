"""Everyday words that mean about the same, in four languages and Arabic dialects.

``thesaurus.txt`` has a concept a line: English | Italian | French | Arabic words, separated by
commas. It is ours, written without regard to any story. A word is known by its stem; one that its
language does not list is looked for in the others, because people mix them.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from bot.text.normalise import fold
from bot.text.tokens import is_function_word, stem

LANGUAGES: Final = ("en", "it", "fr", "ar")  # the columns
_SOURCE: Final = Path(__file__).with_suffix(".txt")
_COMMA: Final = re.compile("[,،]")
_MOST: Final = 4  # concepts; a word that stands in more means too many things to tell any

Concepts = dict[str, frozenset[int]]


@cache
def rows() -> tuple[tuple[frozenset[str], ...], ...]:
    """Every concept: its folded words in each language."""
    lines = _SOURCE.read_text(encoding="utf-8").splitlines()
    return tuple(
        tuple(frozenset(map(fold, _COMMA.split(column))) - {""} for column in line.split("|"))
        for line in lines
    )


@cache
def concepts(language: str) -> Concepts:
    """The concepts of each stem in a language, as numbers of :func:`rows`."""
    own: dict[str, set[int]] = {}
    foreign: dict[str, set[int]] = {}
    for number, row in enumerate(rows()):
        for code, words in zip(LANGUAGES, row, strict=True):
            found = own if code == language else foreign
            for word in words:
                short = stem(word, language)
                grammar = is_function_word(word, language) or is_function_word(short, language)
                if " " not in word and not grammar:
                    found.setdefault(short, set()).add(number)
    return {
        word: frozenset(numbers)
        for word, numbers in (foreign | own).items()
        if len(numbers) <= _MOST
    }
