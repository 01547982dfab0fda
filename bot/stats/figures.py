"""Counts and votes as figures over some days; pure functions of values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from bot.platform.records import Count, Tally

OUTCOMES: Final = ("answer", "gap", "clarify", "unknown")
TOPICS: Final = 10  # the most asked ones that are shown

Ranked = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The questions of a day, in all and by outcome."""

    day: date
    outcomes: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(number for _, number in self.outcomes)


@dataclass(frozen=True, slots=True)
class Figures:
    """Some days' figures; every day is there, and rankings begin with the largest."""

    days: tuple[Day, ...]
    outcomes: Ranked
    languages: Ranked
    platforms: Ranked
    topics: Ranked
    votes: tuple[Tally, ...]

    @property
    def total(self) -> int:
        """All questions."""
        return sum(day.total for day in self.days)

    @property
    def answer_rate(self) -> float | None:
        """Answers among all questions, 0 to 1; None without questions."""
        return dict(self.outcomes)["answer"] / self.total if self.total else None

    @property
    def up(self) -> int:
        """Votes for answers."""
        return sum(tally.up for tally in self.votes)

    @property
    def down(self) -> int:
        """Votes against answers."""
        return sum(tally.down for tally in self.votes)

    def as_json(self) -> dict[str, Any]:
        """What ``footnote stats --json`` prints."""
        rate = self.answer_rate
        return {
            "from": self.days[0].day.isoformat(),
            "to": self.days[-1].day.isoformat(),
            "questions": self.total,
            "answer_rate": None if rate is None else round(rate, 4),
            "days": [
                {"day": day.day.isoformat(), "questions": day.total, **dict(day.outcomes)}
                for day in self.days
            ],
            "outcomes": dict(self.outcomes),
            "languages": dict(self.languages),
            "platforms": dict(self.platforms),
            "topics": dict(self.topics),
            "votes": {
                "up": self.up,
                "down": self.down,
                "entries": [
                    {"entry": t.entry, "version": t.version, "up": t.up, "down": t.down}
                    for t in self.votes
                ],
            },
        }


def figures(counts: Iterable[Count], votes: Iterable[Tally], today: date, days: int) -> Figures:
    """The figures of the last ``days`` days, the last of which is ``today``."""
    first = today - timedelta(days=days - 1)
    own = [count for count in counts if first <= count.day <= today]
    by_day: dict[date, Counter[str]] = {
        first + timedelta(days=number): Counter() for number in range(days)
    }
    for count in own:
        by_day[count.day][count.outcome] += count.count
    totals = _by(own, lambda count: count.outcome)
    return Figures(
        days=tuple(Day(day, _outcomes(found)) for day, found in by_day.items()),
        outcomes=_outcomes(totals),
        languages=_ranked(_by(own, lambda count: count.language)),
        platforms=_ranked(_by(own, lambda count: count.platform)),
        topics=_ranked(_by([c for c in own if c.topic], lambda count: count.topic or ""))[:TOPICS],
        votes=tuple(votes),
    )


def _by(counts: Sequence[Count], key: Callable[[Count], str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for count in counts:
        found[key(count)] += count.count
    return found


def _outcomes(found: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple((name, found[name]) for name in OUTCOMES)


def _ranked(found: Counter[str]) -> Ranked:
    return tuple(sorted(found.items(), key=lambda row: (-row[1], row[0])))
