"""Phrasing lines: literal words with ``(a|b)`` alternatives, ``[x]`` options and ``{list}`` names.

The notation is that of Home Assistant's sentence templates (developers.home-assistant.io, "Template
sentence syntax"), reduced to what a curator needs. A line stands for at most 200 expansions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_EXPANSIONS = 200
MAX_DEPTH = 6
_LITERAL = re.compile(r"[^()\[\]{}|]+")


class TemplateError(ValueError):
    """A line that cannot be expanded; ``column`` counts characters of the line from 0.

    ``inside`` names the list whose own words are at fault, where it is not the line itself.
    """

    def __init__(self, message: str, column: int, inside: str | None = None) -> None:
        super().__init__(message)
        self.column, self.inside = column, inside


def _join(left: list[str], right: list[str], column: int) -> list[str]:
    if len(left) * len(right) > MAX_EXPANSIONS:
        raise TemplateError(f"more than {MAX_EXPANSIONS} expansions: split the line in two", column)
    return [a + b for a in left for b in right]


class _Parser:
    def __init__(self, line: str, lists: Mapping[str, str], names_in_use: tuple[str, ...]) -> None:
        self.line, self.lists, self.position, self.names = line, lists, 0, names_in_use

    def alternatives(self, closing: str, depth: int) -> list[str]:
        opened = self.position - 1
        if depth > MAX_DEPTH:
            raise TemplateError(f"brackets deeper than {MAX_DEPTH} levels", opened)
        options: list[str] = []
        current = [""]
        while self.position < len(self.line):
            if literal := _LITERAL.match(self.line, self.position):
                self.position = literal.end()
                current = [text + literal[0] for text in current]
                continue
            here, char = self.position, self.line[self.position]
            self.position += 1
            if char == closing:
                return self.checked([*options, *current], opened)
            if char == "|":
                # At the top level only a list's own words may be alternatives without brackets.
                if not closing and not self.names:
                    raise TemplateError("'|' needs brackets around it: (a|b)", here)
                options, current = [*options, *current], [""]
            elif char in "([":
                inner = self.alternatives(")" if char == "(" else "]", depth + 1)
                current = _join(current, [*inner, ""] if char == "[" else inner, here)
            elif char == "{":
                current = _join(current, self.named(depth), here)
            else:
                raise TemplateError(f"'{char}' closes nothing", here)
        if closing:
            raise TemplateError(f"no closing '{closing}'", max(opened, 0))
        return self.checked([*options, *current], 0)

    def checked(self, options: list[str], column: int) -> list[str]:
        if len(options) > MAX_EXPANSIONS:
            raise TemplateError(f"more than {MAX_EXPANSIONS} expansions: split the line", column)
        return options

    def named(self, depth: int) -> list[str]:
        start = self.position
        end = self.line.find("}", start)
        if end < 0:
            raise TemplateError("no closing '}'", start - 1)
        name, self.position = self.line[start:end], end + 1
        if name not in self.lists:
            known = ", ".join(sorted(self.lists)) or "none is defined for this language"
            raise TemplateError(f"no list '{{{name}}}' (lists: {known})", start - 1)
        if name in self.names:
            raise TemplateError(f"list '{{{name}}}' uses itself", start - 1)
        body = _Parser(self.lists[name], self.lists, (*self.names, name))
        try:
            return body.alternatives("", depth + 1)
        except TemplateError as error:
            inside = error.inside or name
            raise TemplateError(f"in list '{{{inside}}}': {error}", start - 1, inside) from None


def expand(line: str, lists: Mapping[str, str]) -> tuple[str, ...]:
    """Every sentence a line stands for, spaces single, in order, without repeats.

    Raises :class:`TemplateError` with the column of what is wrong.
    """
    if not any(char in line for char in "([{)]}|"):
        return (" ".join(line.split()),)
    sentences = _Parser(line, lists, ()).alternatives("", 0)
    return tuple(dict.fromkeys(" ".join(sentence.split()) for sentence in sentences))


def expand_list(name: str, lists: Mapping[str, str]) -> tuple[str, ...]:
    """Every word a named list stands for.

    Raises :class:`TemplateError` with the column, in the list's text, of what is wrong.
    """
    words = _Parser(lists[name], lists, (name,)).alternatives("", 0)
    return tuple(dict.fromkeys(" ".join(word.split()) for word in words))
