"""Read a dialogue file: the same script runs in the core, in the terminal and on the platforms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

DIALOGUES: Final = sorted((Path(__file__).parent / "dialogues").glob("*.yaml"))
_SPACES: Final = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2068": None, "\u2069": None})


@dataclass(frozen=True)
class Turn:
    """What a person says, and what they must see."""

    says: str
    status: str
    fact: str | None
    language: str
    shows: tuple[str, ...]


def turns_of(path: Path) -> list[Turn]:
    """The turns of a dialogue file."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Turn(**{**row, "shows": tuple(row["shows"])}) for row in rows]


def as_read(text: str) -> str:
    """A text as the eye reads it: no isolates, every space a space."""
    return text.translate(_SPACES)
