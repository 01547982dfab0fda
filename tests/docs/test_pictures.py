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


def test_pictures_are_current(svg_module: Path, shipped: Matcher) -> None:
    """Each stored picture is the one that docs/pictures/draw.py draws now; there is no other."""
    pictures = runpy.run_path(str(svg_module / "draw.py"))["PICTURES"]
    for name, drawn in pictures.items():
        stored = (PICTURES / name).read_text(encoding="utf-8")
        assert stored == drawn(shipped), f"{name}: run python docs/pictures/draw.py"
    assert set(pictures) == {path.name for path in PICTURES.glob("*.svg")}


@pytest.mark.parametrize("path", sorted(PICTURES.glob("*.svg")), ids=lambda path: path.name)
def test_picture_needs_nothing_from_a_network(path: Path) -> None:
    """A picture is well-formed, names no font file, no script and no other address."""
    text = path.read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 - our own file
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not [word for word in ("href", "url(", "@import", "<script") if word in text]


def test_markdown_as_discord_shows_it(svg_module: Path) -> None:
    """Escapes are gone, marks become looks, small print is small."""
    markdown = runpy.run_path(str(svg_module / "markdown.py"))
    bold, small = markdown["lines"]("**Sources** \\*one\\* [title](https://a.example)\n-# note")
    assert [(s.text, s.bold) for s in bold.spans] == [
        ("Sources", True), (" *one* ", False), ("title", False),
    ]  # fmt: skip
    assert bold.spans[2].fill == markdown["LINK"]
    assert (small.kind, small.spans[0].text) == ("small", "note")


def test_flow_keeps_looks_across_lines(svg_module: Path) -> None:
    """A bold run that is cut is bold in both lines; an isolate is closed and opened again."""
    svg = runpy.run_path(str(svg_module / "svg.py"))
    style, span = svg["Style"](10), svg["Span"]
    pieces = [span("\u2068one two", bold=True), span("\u2069 three")]
    lines = svg["flow"](pieces, style, svg["width"]("one two", style))
    assert [[(s.text, s.bold) for s in line] for line in lines] == [
        [("\u2068one\u2069", True)],
        [("\u2066two", True), ("\u2069", False)],
        [("three", False)],
    ]


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
