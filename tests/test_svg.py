"""Text and boxes as SVG: lines that are cut, and both directions of writing."""

from __future__ import annotations

from bot.svg import Drawing, Span, Style, flow, width, wrap


def test_flow_keeps_looks_across_lines() -> None:
    """A bold run that is cut is bold in both lines; an isolate is closed and opened again."""
    style, span = Style(10), Span
    pieces = [span("\u2068one two", bold=True), span("\u2069 three")]
    lines = flow(pieces, style, width("one two", style))
    assert [[(s.text, s.bold) for s in line] for line in lines] == [
        [("\u2068one\u2069", True)],
        [("\u2066two", True), ("\u2069", False)],
        [("three", False)],
    ]


def test_wrap_closes_and_reopens_isolates() -> None:
    """A run that is cut at the end of a line keeps its direction in the next."""
    style = Style(10)
    lines = wrap("\u2068one two 900 $\u2069 end", style, width("one two", style) + 1)
    assert lines[0] == "\u2068one two\u2069"
    assert lines[1].startswith("\u2066900 $\u2069")


def test_right_to_left_starts_at_the_right() -> None:
    """An Arabic line says its direction; a Latin one does not."""
    drawing = Drawing(100, "x")
    drawing.text((90, 10), "سلام", Style(10), rtl=True)
    drawing.text((10, 30), "hello", Style(10))
    assert 'direction="rtl"' in drawing.parts[0]
    assert "direction" not in drawing.parts[1]
