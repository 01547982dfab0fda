"""The pictures in the guides show what the program answers today."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.program import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from bot.match.matcher import Matcher

PICTURES = ROOT / "docs" / "pictures"


@pytest.fixture
def svg_module(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the scripts' own folder be imported from, as when they are run."""
    monkeypatch.syspath_prepend(PICTURES)
    return PICTURES


def test_conversation_is_current(svg_module: Path, shipped: Matcher) -> None:
    """The stored picture is the one that docs/pictures/draw.py draws now."""
    drawn = runpy.run_path(str(svg_module / "draw.py"))["draw"](shipped)
    stored = (PICTURES / "conversation.svg").read_text(encoding="utf-8")
    assert stored == drawn, "run: python docs/pictures/draw.py"


def test_picture_needs_nothing_from_a_network() -> None:
    """The picture is well-formed, names no font file, no script and no other address."""
    text = (PICTURES / "conversation.svg").read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 - our own file
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not [word for word in ("href", "url(", "@import", "<script") if word in text]


def test_wrap_closes_and_reopens_isolates(svg_module: Path) -> None:
    """A run that is cut at the end of a line keeps its direction in the next."""
    svg = runpy.run_path(str(svg_module / "svg.py"))
    style = svg["Style"](10)
    lines = svg["wrap"]("\u2068one two 900 $\u2069 end", style, svg["width"]("one two", style) + 1)
    assert lines[0] == "\u2068one two\u2069"
    assert lines[1].startswith("\u2066900 $\u2069")


def test_right_to_left_starts_at_the_right(svg_module: Path) -> None:
    """An Arabic line says its direction; a Latin one does not."""
    svg = runpy.run_path(str(svg_module / "svg.py"))
    drawing = svg["Drawing"](100, "x")
    drawing.text((90, 10), "سلام", svg["Style"](10), rtl=True)
    drawing.text((10, 30), "hello", svg["Style"](10))
    assert 'direction="rtl"' in drawing.parts[0]
    assert "direction" not in drawing.parts[1]
