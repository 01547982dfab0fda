"""Add a phrasing to a fact file, or a gap: one piece goes in, every other byte stays.

The file is never written from its values, which would lose comments and the curator's own way of
writing. What goes in goes in where the YAML node ends, and is accepted only if the text, read
again, is the old one and what was to be added, and nothing else.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.errors import EditRefused, InvalidFacts, Problem
from bot.facts.check_phrasings import LONGEST_LINE
from bot.facts.document import Document, Path_
from bot.facts.load import load_text, phrasing_lines
from bot.facts.model import FactBase
from bot.facts.parts import did_you_mean
from bot.facts.shape import LANGUAGE_NAMES
from bot.facts.source import text_of
from bot.facts.template import TemplateError, expand
from bot.text.tokens import tokenise

# What no line of a fact file may hold: breaks, control and direction characters, half characters.
_UNFIT: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_NOTATION: Final = re.compile(r"[()\[\]{}|]")
_END_MARKS: Final = " \t?!.…؟¿¡"


@dataclass(frozen=True, slots=True)
class Edited:
    """A changed fact file: its bytes, base and document, and where the new lines begin (from 1).

    ``warnings``: those about the new lines.
    """

    data: bytes
    base: FactBase
    document: Document
    line: int
    warnings: tuple[Problem, ...] = ()


def as_phrasing(question: str) -> str:
    """A member's question as a phrasing line: what the notation means something by is taken out."""
    text = _NOTATION.sub(" ", _UNFIT.sub(" ", question))
    return " ".join(text.split()).strip(_END_MARKS)[:LONGEST_LINE].strip()


def with_phrasing(data: bytes, path: str, id_: str, language: str, phrasing: str) -> Edited:
    """A fact file's bytes with one more phrasing of a fact or gap.

    Raises :class:`FactFileError` and :class:`InvalidFacts` for the old file, as reading does, and
    :class:`EditRefused` for what cannot be added.
    """
    text = text_of(data, path)
    base, document = load_text(text, path)
    place = _place_of(base, id_)
    line = _fit(phrasing)
    _refuse_known(base, id_, language, line)
    block: Path_ = (*place, "phrasings", language)
    row, indent = end_of_block(document, text, block)
    expected = copy.deepcopy(document.values)
    held = expected[place[0]][place[1]]["phrasings"]
    held[language] = (*phrasing_lines(held[language]), line)

    def read(values: dict[str, Any]) -> dict[str, Any]:
        # Blocks are compared by their lines: blank ones and white space at their ends are nothing.
        written = values[place[0]][place[1]]["phrasings"]
        written[language] = phrasing_lines(written[language])
        return values

    return accept(data, path, (row, [indent + line]), lambda v: read(v) == expected)


def accept(
    data: bytes,
    path: str,
    insertion: tuple[int, Sequence[str]],
    wanted: Callable[[dict[str, Any]], bool],
) -> Edited:
    """The file with lines put in after a row (from 0), if it then reads as ``wanted`` says."""
    row, lines = insertion
    text = text_of(data, path)
    changed = data[: len(data) - len(text.encode())] + inserted(text, row, lines).encode()
    new = range(row + 2, row + 2 + len(lines))
    try:
        base, document = load_text(text_of(changed, path), path)
    except InvalidFacts as error:
        errors = [problem for problem in error.problems if problem.severity == "error"]
        raise EditRefused(f"not added: {refusal(errors, row + 2)}") from None
    if not wanted(copy.deepcopy(document.values)):
        raise EditRefused(f"{path}: the place cannot be told for certain: add it in an editor")
    about = tuple(problem for problem in document.problems if problem.line in new)
    return Edited(changed, base, document, row + 2, about)


def refusal(errors: Sequence[Problem], line: int = 0) -> str:
    """One line about errors: the one about ``line``, else the first with its place."""
    about = [problem for problem in errors if problem.line == line]
    first = about[0] if about else errors[0]
    where = "" if about else f"line {first.line}: "
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return f"{where}{first.message}{more}"


def inserted(text: str, row: int, lines: Sequence[str]) -> str:
    """A text with lines put in after a row, counted from 0, with the line break used there."""
    rows = text.splitlines(keepends=True)
    ending = _ending(rows[row])
    if ending:
        return "".join([*rows[: row + 1], *(line + ending for line in lines), *rows[row + 1 :]])
    # The file's last line, without a break at its end: it stays so.
    ending = (_ending(rows[row - 1]) if row else "") or "\n"
    return text + "".join(ending + line for line in lines)


def _ending(line: str) -> str:
    return line[len(line.splitlines()[0]) :] if line else ""


def end_of_block(document: Document, text: str, path: Path_) -> tuple[int, str]:
    """Row, from 0, of the last line of a literal block that holds something, and its indent."""
    value: Any = document.values
    for key in path:
        value = value[key]
    held = value.splitlines()
    last = max(number for number, line in enumerate(held) if line.strip())
    row = document.marks[path][0] + last  # the block's own mark is that of its "|", from 1
    rows = text.splitlines()
    if row >= len(rows) or not rows[row].endswith(held[last]):
        raise EditRefused("the place cannot be told for certain: add it in an editor")
    indent = rows[row][: len(rows[row]) - len(held[last])]
    if not indent or indent.strip(" "):
        raise EditRefused("the place cannot be told for certain: add it in an editor")
    return row, indent


def _place_of(base: FactBase, id_: str) -> tuple[str, int]:
    ids = {"facts": [fact.id for fact in base.facts], "gaps": [gap.id for gap in base.gaps]}
    for group, own in ids.items():
        if id_ in own:
            return group, own.index(id_)
    raise EditRefused(f"no fact or gap '{id_}'{did_you_mean(id_, base.entry_by_id)}")


def _fit(phrasing: str) -> str:
    """The line to write, or why it cannot be one."""
    line = phrasing.strip()
    if not line:
        raise EditRefused("nothing to add: write the phrasing in quotes")
    if found := _UNFIT.search(line):
        code = f"U+{ord(found[0]):04X}"
        raise EditRefused(
            f"the phrasing holds a control or direction character ({code}): retype it"
        )
    return line


def _refuse_known(base: FactBase, id_: str, language: str, line: str) -> None:
    lists = base.lists.get(language, {})

    def words(phrasing: str) -> set[str]:
        return {" ".join(t.text for t in tokenise(s, language)) for s in expand(phrasing, lists)}

    try:
        new = words(line)
    except TemplateError as error:
        where = f"character {error.column + 1} of the phrasing"
        raise EditRefused(f"{where}: {error}") from None
    entry = base.entry_by_id[id_]
    for known in entry.phrasings[language]:
        if new <= words(known):
            raise EditRefused(f"'{id_}' has it already in {LANGUAGE_NAMES[language]}: '{known}'")
