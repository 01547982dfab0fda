"""Figures in a terminal and in a chat."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stats.figures import figures
from bot.stats.table import bar, brief, percent, table
from tests.stats.test_figures import TODAY, sample


def test_table() -> None:
    """What a person reads, to the letter."""
    assert table(sample(), 60) == (
        "10 questions, 2026-03-01 to 2026-03-03; 80% answered.\n"
        "👍 6   👎 2\n"
        "\n"
        "Questions by day\n"
        "  Sun 01 Mar 0\n"
        "  Mon 02 Mar 7 ████████████████████████████████████████████\n"
        "  Tue 03 Mar 3 ██████████████████▉\n"
        "\n"
        "Outcome\n"
        "  answered                8   80% █████████████████████████\n"
        "  the articles do not say 1   10% ███▏\n"
        "  asked back              0    0%\n"
        "  not understood          1   10% ███▏\n"
        "\n"
        "Language\n"
        "  en 6   60% ██████████████████████████████████████████████\n"
        "  it 3   30% ███████████████████████\n"
        "  ar 1   10% ███████▋\n"
        "\n"
        "Platform\n"
        "  discord  7   70% ████████████████████████████████████████\n"
        "  telegram 3   30% █████████████████▏\n"
        "\n"
        "Topics\n"
        "  lamp   6   60% ██████████████████████████████████████████\n"
        "  keeper 3   30% █████████████████████\n"
        "\n"
        "Voted down\n"
        "  keeper  👍 1  👎 2  (facts v2)"
    )


def test_nothing_yet() -> None:
    """No questions: one line, no empty tables."""
    assert table(figures((), (), TODAY, 7)) == "No questions, 2026-02-25 to 2026-03-03."
    assert brief(figures((), (), TODAY, 1)) == "No questions, today."


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_longer_than_the_terminal(width: int) -> None:
    """Bars are as long as there is room, names are cut."""
    lines = table(sample(), width).splitlines()
    bars = [line for line in lines if "█" in line]
    assert bars
    assert max(map(len, bars)) <= max(width, 40)


@given(st.floats(0, 1), st.integers(1, 200))
def test_bars(share: float, width: int) -> None:
    """A bar is never longer than its room, and something is never nothing."""
    drawn = bar(share, width)
    assert len(drawn) <= width
    assert (drawn != "") == (share > 0)


@pytest.mark.parametrize(
    ("share", "read"), [(0, "0%"), (1, "100%"), (0.5, "50%"), (0.004, "0.4%"), (0.996, "99.6%")]
)
def test_percent(share: float, read: str) -> None:
    """Almost all is not all, almost nothing is not nothing."""
    assert percent(share) == read
