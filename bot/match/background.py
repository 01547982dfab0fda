"""Messages that are about no story at all: what an off-topic question looks like.

They are one more class in the linear model and, held out, the off-topic part of the calibration.
A line that a fact file could claim as its own is left out: a bot about jokes may be asked for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import cache
from pathlib import Path

from bot.match.examples import Example, prepare
from bot.match.names import NameTable
from bot.text.tokens import tokenise

_FOLDER = Path(__file__).parent / "background"


@cache
def lines(language: str) -> tuple[str, ...]:
    """The off-topic messages of a language; none where there is no file."""
    path = _FOLDER / f"{language}.txt"
    if not path.exists():
        return ()
    return tuple(x for line in path.read_text(encoding="utf-8").splitlines() if (x := line.strip()))


def background(
    language: str, names: NameTable, index: int, stems_of_entries: list[Set[str]]
) -> Iterator[Example]:
    """Off-topic examples as class ``index``, without those whose words one entry has all."""
    for line in lines(language):
        tokens = tokenise(line, language)
        stems = {token.stem for token in tokens}
        if stems and not any(stems <= own for own in stems_of_entries):
            yield Example(index, line, (prepare(tokens, names, language),))
