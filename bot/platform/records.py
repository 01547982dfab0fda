"""What is counted and kept, as values: the store reads and writes them, and knows no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Unanswered = Literal["unknown", "gap", "clarify", "down"]


@dataclass(frozen=True, slots=True)
class Count:
    """How many questions there were of one kind."""

    day: date
    platform: str
    language: str
    outcome: str
    topic: str | None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Vote:
    """Somebody's vote on an entry of one version of the fact file."""

    entry: str
    version: str
    up: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes on an entry of one version of the fact file."""

    entry: str
    version: str
    up: int
    down: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A question that was kept, without what names a person. ``id``: 0 before it is stored.

    outcome: how it ended, or ``down``: its answer was voted down;  entry: the fact or gap that came
    nearest, or was voted down.
    """

    id: int
    day: date
    platform: str
    language: str
    outcome: Unanswered
    entry: str | None
    text: str
