"""Figures as a picture: one look tells how much was asked and how much of it was answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.stats.figures import Day, Figures
from bot.stats.table import OUTCOME_NAMES, percent
from bot.svg import Drawing, Style, width

WIDE: Final = 900
MARGIN: Final = 40
INNER: Final = WIDE - 2 * MARGIN
PAGE, INK, FAINT, LINE, TRACK = "#ffffff", "#1f2328", "#6e7781", "#e7eaee", "#f1f3f5"
BAR: Final = "#3b6fb6"
# The colours that the outcomes have in Discord's embeds; the answered ones stand out.
COLOURS: Final = {
    "answer": "#2e7d5b", "gap": "#a48bc6", "clarify": "#8fb0dc", "unknown": "#c9ced6",
}  # fmt: skip

TITLE: Final = Style(22, fill=INK, bold=True)
SPAN: Final = Style(13, fill=FAINT)
BIG: Final = Style(40, fill=INK, bold=True)
UNDER: Final = Style(13, fill=FAINT)
HEADING: Final = Style(14, fill=INK, bold=True)
ROW: Final = Style(13, fill=INK)
NUMBER: Final = Style(13, fill=FAINT)
SMALL: Final = Style(11, fill=FAINT)

_CHART: Final = 190  # height of the days
_DATES: Final = 8  # dates under them, at most
_GAP: Final = 40  # between two columns
_WORST: Final = 3  # entries that are shown as voted down
_SPACE: Final = 44  # before the next heading
_STEP: Final = 27  # from one row to the next
_LABELS: Final = 118  # room for the names of rows
_LANGUAGES: Final = {"en": "English", "it": "Italian", "fr": "French", "ar": "Arabic"}
_PLATFORMS: Final = {"discord": "Discord", "telegram": "Telegram"}


def picture(figures: Figures, title: str) -> str:
    """The picture as the text of an SVG file. ``title``: the story's."""
    drawing = Drawing(WIDE, f"Questions about {title}")
    drawing.box((0, 0), (WIDE, 0), PAGE)  # its height is known at the end
    y = _head(drawing, figures, title)
    y = _numbers(drawing, figures, y + 62)
    y = _days(drawing, figures.days, y + 50)
    y = _legend(drawing, figures, y + 34)
    column = (INNER - _GAP) / 2
    right = MARGIN + column + _GAP
    below = y + 48
    topics = _rows(drawing, "Topics", figures.topics, (MARGIN, below), column)
    places = _rows(
        drawing, "Languages", _named(figures.languages, _LANGUAGES), (right, below), column
    )
    places = _rows(
        drawing,
        "Platforms",
        _named(figures.platforms, _PLATFORMS),
        (right, places + _SPACE),
        column,
    )
    worst = _worst(figures)
    if worst:
        places = _rows(drawing, "Voted down", worst, (right, places + _SPACE), column)
    height = max(topics, places) + MARGIN - 12
    drawing.parts[0] = f'<rect width="{WIDE}" height="{height:.0f}" fill="{PAGE}"/>'
    return drawing.svg(height)


def _head(drawing: Drawing, figures: Figures, title: str) -> float:
    first, last = figures.days[0].day, figures.days[-1].day
    drawing.text((MARGIN, 52), title, TITLE)
    drawing.text(
        (MARGIN, 76), f"What people asked, {_day(first)} to {_day(last)} {last.year}", SPAN
    )
    return 76


def _numbers(drawing: Drawing, figures: Figures, y: float) -> float:
    rate = figures.answer_rate
    votes = figures.up + figures.down
    shown = [
        (f"{figures.total:,}", "questions"),
        ("–" if rate is None else percent(rate), "answered"),
        (percent(figures.up / votes) if votes else "–", f"of {votes:,} votes are for the answer"),
    ]
    for number, (figure, under) in enumerate(shown):
        x = MARGIN + number * INNER / 3
        drawing.text((x, y), figure, BIG)
        drawing.text((x, y + 22), under, UNDER)
    return y + 22


def _days(drawing: Drawing, days: Sequence[Day], y: float) -> float:
    """A column a day, its outcomes on top of each other, the answered ones at the bottom."""
    most = max(1, *(day.total for day in days))
    step = nice_step(most)
    top = -(-most // step) * step
    base = y + _CHART
    for mark in range(0, top + 1, step):
        at = base - mark / top * _CHART
        drawing.line((MARGIN, at), (MARGIN + INNER, at), LINE)
        drawing.text((MARGIN, at - 4), f"{mark:,}" if mark else "", SMALL)
    left = MARGIN + width(f"{top:,}", SMALL) + 10
    room = (MARGIN + INNER - left) / len(days)
    thick = min(34.0, room * 0.72)
    every = -(-len(days) // _DATES)
    for number, day in enumerate(days):
        x, at = left + (number + 0.5) * room, base
        for name, count in day.outcomes:
            tall = count / top * _CHART
            if count:
                drawing.bar((x - thick / 2, at - tall), (thick, tall), COLOURS[name])
            at -= tall
        if (len(days) - 1 - number) % every == 0:
            drawing.text((x, base + 18), _day(day.day), SMALL, centred=True)
    return base + 18


def _legend(drawing: Drawing, figures: Figures, y: float) -> float:
    x: float = MARGIN
    for name, number in figures.outcomes:
        share = percent(number / figures.total) if figures.total else "–"
        text = f"{OUTCOME_NAMES[name]} {share}"
        drawing.box((x, y - 10), (11, 11), COLOURS[name], radius=3)
        drawing.text((x + 18, y), text, ROW)
        x += 18 + width(text, ROW) + 28
    return y


def _rows(
    drawing: Drawing, heading: str, rows: Sequence[tuple[str, int]],
    at: tuple[float, float], room: float,
) -> float:  # fmt: skip
    """A bar a row beneath a heading; the lower end of it."""
    x, y = at
    drawing.text((x, y), heading, HEADING)
    if not rows:
        drawing.text((x, y + _STEP), "nothing yet", NUMBER)
        return y + _STEP
    most = max(number for _, number in rows)
    digits = max(width(f"{number:,}", NUMBER) for _, number in rows) + 10
    track = room - _LABELS - digits
    for name, number in rows:
        y += _STEP
        drawing.text((x, y), _short(name), ROW)
        drawing.bar((x + _LABELS, y - 11), (track, 13), TRACK, radius=3)
        drawing.bar((x + _LABELS, y - 11), (max(3.0, number / most * track), 13), BAR, radius=3)
        drawing.text((x + _LABELS + track + 10, y), f"{number:,}", NUMBER)
    return y


def nice_step(most: int) -> int:
    """The distance of the lines for a chart up to ``most``: 1, 2 or 5 times a power of ten."""
    step = 1
    for factor in (2, 2.5, 2) * 9:
        if most / step <= 4:
            break
        step = int(step * factor)
    return step


def _named(rows: Sequence[tuple[str, int]], names: dict[str, str]) -> list[tuple[str, int]]:
    return [(names.get(name, name), number) for name, number in rows]


def _worst(figures: Figures) -> list[tuple[str, int]]:
    """The entries with most votes against them, whatever the version."""
    down: Counter[str] = Counter()
    for tally in figures.votes:
        down[tally.entry] += tally.down
    return [(entry, number) for entry, number in down.most_common(_WORST) if number]


def _short(name: str) -> str:
    while width(name, ROW) > _LABELS - 8:
        name = name.rstrip("…")[:-1] + "…"
    return name


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"
