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
