"""The picture tells what the table tells, and looks well with no question and with many."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from bot.platform.records import Count, Tally
from bot.stats.figures import OUTCOMES, figures
from bot.stats.picture import COLOURS, WIDE, nice_step, picture
from bot.stats.table import OUTCOME_NAMES
from tests.stats.test_figures import TODAY, sample

SVG = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> tuple[ET.Element, list[str]]:
    """The picture and what stands in it."""
    root = ET.fromstring(text)  # noqa: S314 - our own
    return root, ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def test_what_it_says() -> None:
    """The three figures, the days, the shares, the rankings."""
    _, words = parsed(picture(sample(), "The <old> light & more"))
    assert words[:2] == ["The <old> light & more", "What people asked, 1 Mar to 3 Mar 2026"]
    assert words[2:8] == [
        "10", "questions", "80%", "answered", "75%", "of 8 votes are for the answer",
    ]  # fmt: skip
    for shown in ("1 Mar", "3 Mar", "answered 80%", "Topics", "lamp", "English", "Discord"):
        assert shown in words
    assert words[words.index("Voted down") + 1 :] == ["keeper", "2"]


def test_days_are_as_tall_as_their_questions() -> None:
    """The answered part of Monday is three times that of Tuesday."""
    root, _ = parsed(picture(sample(), "x"))
    tall = [
        float(box.get("height", 0))
        for box in root.iter(f"{SVG}rect")
        if box.get("fill") == COLOURS["answer"] and box.get("height") != "11"
    ]
    assert tall[0] == pytest.approx(3 * tall[1], rel=0.01)


@pytest.mark.parametrize("days", [1, 7, 90, 365])
@pytest.mark.parametrize("times", [0, 1, 999_999])
def test_all_of_it_is_on_the_page(days: int, times: int) -> None:
    """No box and no text begins beyond an edge, with few days and many, no question or millions."""
    counts = [Count(TODAY, "discord", "en", name, "a-very-long-topic-id-indeed", times)
              for name in OUTCOMES] if times else []  # fmt: skip
    votes = (Tally("a-fact-with-a-very-long-id-indeed", "v1", times, times),) if times else ()
    root, words = parsed(picture(figures(counts, votes, TODAY, days), "x" * 60))
    height = float(root.get("height", 0))
    for node in (*root.iter(f"{SVG}rect"), *root.iter(f"{SVG}text")):
        left, top = float(node.get("x", 0)), float(node.get("y", 0))
        assert 0 <= left <= WIDE
        assert 0 <= top <= height
        assert left + float(node.get("width", 0)) <= WIDE
        assert top + float(node.get("height", 0)) <= height + 1
    assert words.count("nothing yet") == (0 if times else 3)


def test_every_outcome_has_a_colour_and_a_name() -> None:
    """Those that are counted, and no others."""
    assert set(COLOURS) == set(OUTCOMES) == set(OUTCOME_NAMES)


@pytest.mark.parametrize(
    ("most", "step"), [(1, 1), (4, 1), (5, 2), (9, 5), (20, 5), (115, 50), (4_000_000, 1_000_000)]
)
def test_nice_step(most: int, step: int) -> None:
    """1, 2 or 5 times a power of ten, at most four of them."""
    assert nice_step(most) == step
