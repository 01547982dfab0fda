"""Draw text and boxes as SVG, in both directions of writing, with no font but the viewer's own.

A viewer's fonts cannot be measured here, so widths are those of Helvetica with some room to spare:
its figures for Latin letters, rounded means for the rest.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FONTS: Final = (
    "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'Noto Sans Arabic', sans-serif"
)
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
# Widths in thousandths of the size (Helvetica's AFM file, grouped and rounded).
_GROUPS: Final = {
    "ijl|'‘’": 222, "!,./:;I[]ft ·": 278, "()r-`": 333, "“”\"*": 355, "Jcksvxyz": 500,
    "?Laabdeghnopqu0123456789$_#«»–": 556, "+<>=~": 584, "FTZ": 611, "&ABEKPSVXY": 667,
    "CDHNRUw": 722, "GOQ": 778, "Mm": 833, "%": 889, "W": 944, "@—…": 1000,
}  # fmt: skip
_WIDTHS: Final = {char: width for chars, width in _GROUPS.items() for char in chars}
_ROOM: Final = 1.04

Point = tuple[float, float]  # from the left, from the top


@dataclass(frozen=True, slots=True)
class Style:
    """How a line looks; ``leading`` is the distance of lines, in units of ``size``."""

    size: float
    fill: str = "#1f2328"
    bold: bool = False
    italic: bool = False
    leading: float = 1.4


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line; ``fill`` replaces the line's colour, ``bold`` and ``italic`` add to it."""

    text: str
    fill: str | None = None
    bold: bool = False
    italic: bool = False


def width(text: str, style: Style) -> float:
    """Tell about how wide a text comes out."""
    return sum(map(_advance, text)) * style.size * _ROOM * (1.06 if style.bold else 1.0)


def spread(spans: Iterable[Span], style: Style) -> float:
    """Tell about how wide a line of pieces comes out."""
    return sum(width(s.text, replace(style, bold=style.bold or s.bold)) for s in spans)


def _advance(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0.0
    if char in _WIDTHS:
        return _WIDTHS[char] / 1000
    name = unicodedata.name(char, "")
    if name.startswith("ARABIC"):
        return 0.5
    if name.startswith("SUPERSCRIPT"):
        return 0.34
    base = unicodedata.normalize("NFD", char)[0]
    return _WIDTHS.get(base, 600) / 1000


def wrap(text: str, style: Style, room: float) -> list[str]:
    """Cut a text at spaces into lines of at most ``room``."""
    return ["".join(span.text for span in line) for line in flow([Span(text)], style, room)]


def flow(spans: Sequence[Span], style: Style, room: float) -> list[list[Span]]:
    """Cut pieces that follow each other at spaces into lines of at most ``room``.

    An isolate that is cut goes on in the next line.
    """
    text = "".join(span.text for span in spans)
    owner = [span for span in spans for _ in span.text]
    lines: list[list[Span]] = []
    opened, start, end = "", 0, 0
    for word in re.finditer(r"[^ ]+", text):
        if end and spread(_pieces(text, owner, start, word.end()), style) > room:
            lines.append(_line(_pieces(text, owner, start, end), opened))
            opened = _open_isolate(opened + text[start:end])
            start = word.start()
        end = word.end()
    return [*lines, _line(_pieces(text, owner, start, len(text)), opened)]


def _pieces(text: str, owner: list[Span], start: int, end: int) -> list[Span]:
    """Return what stands from ``start`` to ``end``, in the pieces it came in."""
    runs = groupby(range(start, end), key=lambda at: id(owner[at]))
    inside = [list(run) for _, run in runs]
    return [replace(owner[run[0]], text=text[run[0] : run[-1] + 1]) for run in inside]


def _line(pieces: list[Span], opened: str) -> list[Span]:
    """Open what the line before had open, and close what this one leaves open."""
    if not pieces:
        return pieces
    closed = PDI if _open_isolate(opened + "".join(piece.text for piece in pieces)) else ""
    first, *_ = pieces
    pieces = [replace(first, text=opened + first.text), *pieces[1:]]
    return [*pieces[:-1], replace(pieces[-1], text=pieces[-1].text + closed)]


def _open_isolate(line: str) -> str:
    """Return what opens the isolate in which a line ends anew, in the same direction, or ""."""
    start = max(line.rfind(char) for char in (FSI, LRI, RLI))
    if start <= line.rfind(PDI):
        return ""
    if line[start] != FSI:
        return line[start]
    strong = next((c for c in line[start:] if unicodedata.bidirectional(c) in ("L", "R", "AL")), "")
    return RLI if strong and unicodedata.bidirectional(strong) != "L" else LRI


@dataclass(slots=True)
class Drawing:
    """A picture that grows downwards; its height is set by :meth:`svg`."""

    width: float
    title: str
    parts: list[str] = field(default_factory=list)

    def box(
        self, at: Point, size: Point, fill: str, *,
        radius: float = 0, stroke: str | None = None,
    ) -> None:  # fmt: skip
        """Draw a rectangle with its upper left corner ``at``."""
        border = f' stroke="{stroke}"' if stroke else ""
        self.parts.append(
            f'<rect x="{at[0]:g}" y="{at[1]:g}" width="{size[0]:.0f}" height="{size[1]:.0f}" '
            f'rx="{radius:g}" fill="{fill}"{border}/>'
        )

    def bar(self, at: Point, size: Point, fill: str, *, radius: float = 0) -> None:
        """Draw a rectangle whose size is a figure: it is not rounded to whole units."""
        self.parts.append(
            f'<rect x="{at[0]:.1f}" y="{at[1]:.1f}" width="{size[0]:.1f}" height="{size[1]:.1f}" '
            f'rx="{radius:g}" fill="{fill}"/>'
        )

    def line(self, start: Point, end: Point, stroke: str) -> None:
        """Draw a hairline."""
        self.parts.append(
            f'<line x1="{start[0]:g}" y1="{start[1]:g}" x2="{end[0]:g}" y2="{end[1]:g}" '
            f'stroke="{stroke}"/>'
        )

    def disc(self, at: Point, radius: float, fill: str) -> None:
        """Draw a filled circle around a point."""
        self.parts.append(f'<circle cx="{at[0]:g}" cy="{at[1]:g}" r="{radius:g}" fill="{fill}"/>')

    def text(
        self, at: Point, spans: Sequence[Span] | str, style: Style, *,
        rtl: bool = False, centred: bool = False,
    ) -> None:  # fmt: skip
        """Write a line that starts ``at`` a point of its baseline: its right end where ``rtl``."""
        pieces: Iterable[Span] = [Span(spans)] if isinstance(spans, str) else spans
        inside = "".join(map(_tspan, pieces))
        look = f'font-size="{style.size:g}" fill="{style.fill}"'
        look += ' font-weight="bold"' if style.bold else ""
        look += ' font-style="italic"' if style.italic else ""
        look += ' direction="rtl"' if rtl else ""
        look += ' text-anchor="middle"' if centred else ""
        self.parts.append(f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" {look}>{inside}</text>')

    def svg(self, height: float) -> str:
        """Return the text of the SVG file."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {height:.0f}" '
            f'width="{self.width:g}" height="{height:.0f}" role="img" '
            f"aria-label={quoteattr(self.title)} font-family={quoteattr(FONTS)}>"
        )
        return "\n".join(
            [head, f"<title>{_escaped(self.title)}</title>", *self.parts, "</svg>", ""]
        )


def _tspan(span: Span) -> str:
    look = f' fill="{span.fill}"' if span.fill else ""
    look += ' font-weight="bold"' if span.bold else ""
    look += ' font-style="italic"' if span.italic else ""
    return f"<tspan{look}>{_escaped(span.text)}</tspan>" if look else _escaped(span.text)


def _escaped(text: str) -> str:
    # Isolates are written as numbers, so that somebody who reads the file sees them.
    return escape(text, {char: f"&#x{ord(char):x};" for char in (LRI, RLI, FSI, PDI)})
