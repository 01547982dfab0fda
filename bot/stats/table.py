"""Figures as a table with bars, for a terminal and, without days, for a chat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from bot.stats.figures import Figures

_EIGHTHS: Final = " ▏▎▍▌▋▊▉"
_NARROW: Final = 8  # the shortest bar that says something
_VOTED: Final = 5  # entries whose votes are shown
OUTCOME_NAMES: Final = {
    "answer": "answered",
    "gap": "the articles do not say",
    "clarify": "asked back",
    "unknown": "not understood",
}


def bar(share: float, width: int) -> str:
    """A bar of up to ``width`` characters, in eighths; ``share`` from 0 to 1."""
    eighths = round(share * width * 8)
    if share > 0:
        eighths = max(1, eighths)
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")


def counted(number: int, thing: str) -> str:
    """``1 question``, ``2 questions``."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def percent(share: float) -> str:
    """A share as a person reads it."""
    return f"{share:.0%}" if share in (0, 1) or 0.01 <= share <= 0.99 else f"{share:.1%}"


def summary(figures: Figures) -> Iterator[str]:
    """Yield the first lines: how many, how many answered, what people thought of it."""
    days = len(figures.days)
    span = f"{figures.days[0].day} to {figures.days[-1].day}" if days > 1 else "today"
    rate = figures.answer_rate
    if rate is None:
        yield f"No questions, {span}."
    else:
        yield f"{counted(figures.total, 'question')}, {span}; {percent(rate)} answered."
    if figures.votes:
        yield f"👍 {figures.up}   👎 {figures.down}"


def table(figures: Figures, width: int = 80) -> str:
    """The whole table, no line longer than ``width``."""
    parts = ["\n".join(summary(figures))]
    if figures.total:
        rows = [(f"{day.day:%a %d %b}", day.total) for day in figures.days]
        parts.append(_section("Questions by day", rows, width))
    for title, found in _rankings(figures):
        if found:
            parts.append(_section(title, found, width, total=figures.total))
    worst = [tally for tally in figures.votes if tally.down][:_VOTED]
    if worst:
        lines = ["Voted down"]
        lines += [f"  {t.entry}  👍 {t.up}  👎 {t.down}  (facts {t.version})" for t in worst]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def brief(figures: Figures) -> str:
    """A few lines for a chat, without bars: letters there are of different widths."""
    lines = list(summary(figures))
    for title, found in _rankings(figures):
        shown = [f"{name} {number}" for name, number in found if number][:5]
        if shown:
            lines.append(f"{title}: {', '.join(shown)}")
    worst = [f"{t.entry} 👎 {t.down}" for t in figures.votes if t.down][:_VOTED]
    if worst:
        lines.append(f"Voted down: {', '.join(worst)}")
    return "\n".join(lines)


def _rankings(figures: Figures) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    if figures.total:
        yield "Outcome", [(OUTCOME_NAMES[name], number) for name, number in figures.outcomes]
    yield "Language", list(figures.languages)
    yield "Platform", list(figures.platforms)
    yield "Topics", list(figures.topics)


def _section(
    title: str, rows: Iterable[tuple[str, int]], width: int, total: int | None = None
) -> str:
    rows = list(rows)
    most = max(number for _, number in rows) or 1
    names = min(max(len(name) for name, _ in rows), max(_NARROW, width // 2))
    digits = len(str(most))
    share = 6 if total else 0
    room = max(_NARROW, width - names - digits - share - 5)
    lines = [title]
    for name, number in rows:
        part = f" {percent(number / total):>5}" if total else ""
        line = f"  {name[:names]:<{names}} {number:>{digits}}{part} {bar(number / most, room)}"
        lines.append(line.rstrip())
    return "\n".join(lines)
