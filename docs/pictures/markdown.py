"""Discord's Markdown as pieces of a line: what bots use of it, as Discord shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal

from bot.svg import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["text", "small", "quote", "heading"]
LINK, CODE, MENTION = "#00a8fc", "#e3e5e8", "#c9cdfb"
_STARTS: Final[dict[str, Kind]] = {"-# ": "small", "> ": "quote", "### ": "heading"}
_INLINE: Final = re.compile(
    r"\\(?P<escaped>[^\w\s])"
    r"|\[(?P<title>(?:\\.|[^\]\\])+)\]\(<?https?://[^)>]+>?\)"
    r"|<(?P<address>https?://[^>]+)>"
    r"|(?P<mention>@\w+)"
    r"|\*\*(?P<bold>(?:\\.|[^\\])+?)\*\*"
    r"|(?P<mark>[*_])(?P<italic>(?:\\.|[^\\*_])+?)(?P=mark)"
    r"|`(?P<code>[^`]+)`",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: what kind, and its pieces."""

    kind: Kind
    spans: tuple[Span, ...]


def lines(text: str) -> Iterator[Line]:
    """Each line of a message."""
    for line in text.split("\n"):
        for start, kind in _STARTS.items():
            if line.startswith(start):
                yield Line(kind, _joined(_spans(line.removeprefix(start), Span(""))))
                break
        else:
            yield Line("text", _joined(_spans(line, Span(""))))


def _spans(text: str, outer: Span) -> Iterator[Span]:
    """Return the pieces of a line; ``outer``: the looks of what they stand in."""
    end = 0
    for found in _INLINE.finditer(text):
        if found.start() > end:
            yield _as(text[end : found.start()], outer)
        end = found.end()
        match found.lastgroup:
            case "escaped":
                yield _as(found["escaped"], outer)
            case "title":
                yield from _spans(found["title"], _as("", outer, fill=LINK))
            case "address" | "mention" as kind:
                yield _as(found[kind], outer, fill=LINK if kind == "address" else MENTION)
            case "bold":
                yield from _spans(found["bold"], _as("", outer, bold=True))
            case "code":
                yield _as(found["code"], outer, fill=CODE)
            case _:
                yield from _spans(found["italic"], _as("", outer, italic=True))
    if end < len(text):
        yield _as(text[end:], outer)


def _joined(spans: Iterator[Span]) -> tuple[Span, ...]:
    """Make one piece of neighbours that look alike: a viewer may lose a space between two."""
    runs = groupby(spans, key=lambda span: replace(span, text=""))
    return tuple(replace(look, text="".join(span.text for span in run)) for look, run in runs)


def _as(
    text: str, outer: Span, *, fill: str | None = None, bold: bool = False, italic: bool = False
) -> Span:
    return Span(text, fill or outer.fill, bold or outer.bold, italic or outer.italic)
