"""Split a text for a platform's limit: at a paragraph, a line, a sentence, a word, in order."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Final

# Places to cut after, best first.
_BREAKS: Final = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"[.!?؟…]['\"”»)\u2069]*\s+"),
    re.compile(r"[\s]+"),
)
# Never cut inside: a Markdown link, an address in angle brackets, a bare address.
_LINK: Final = re.compile(r"\[(?:\\.|[^\]\\])*\]\([^()\s]*\)|<https?://[^>\s]+>|https?://[^\s>)]+")
_ESCAPE: Final = re.compile(r"\\.", re.DOTALL)
_JOINERS: Final = "\u200d\ufe0f\u2069"

Span = tuple[int, int]


def utf16(text: str) -> int:
    """Length in UTF-16 units, as Telegram counts."""
    return len(text) + sum(char > "\uffff" for char in text)


def spans(
    text: str, limit: int, length: Callable[[str], int] = len, whole: Sequence[Span] = ()
) -> list[Span]:
    """Start and end of each piece; white space between pieces is in none of them.

    limit: of one piece, as ``length`` measures;  whole: ranges not to cut into, besides links. A
    range that is longer than the limit by itself is cut all the same.
    """
    kept = _merged([*whole, *(m.span() for p in (_LINK, _ESCAPE) for m in p.finditer(text))])
    out: list[Span] = []
    start = _skip(text, 0)
    while start < len(text):
        end = _reach(text, start, limit, length)
        if end < len(text):
            end = _cut(text, start, end, kept)
        stop = start + len(text[start:end].rstrip())
        if stop > start:
            out.append((start, stop))
        start = _skip(text, end)
    return out


def split(
    text: str, limit: int, length: Callable[[str], int] = len, whole: Sequence[Span] = ()
) -> list[str]:
    """The pieces of a text, none longer than ``limit``, none empty."""
    return [text[start:end] for start, end in spans(text, limit, length, whole)]


def shorten(text: str, limit: int, length: Callable[[str], int] = len) -> str:
    """One line within a limit; what is left out is shown by an ellipsis."""
    line = " ".join(text.split())
    if length(line) <= limit:
        return line
    end = _reach(line, 0, limit - 1, length)
    kept = line[: _between_characters(line, 0, end)].rstrip()
    return (kept if length(kept) < limit else "") + "…"


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _reach(text: str, start: int, limit: int, length: Callable[[str], int]) -> int:
    """The furthest end whose piece is within the limit; always at least one character on."""
    low, high = start + 1, min(len(text), start + limit)
    while low < high:
        middle = (low + high + 1) // 2
        if length(text[start:middle]) <= limit:
            low = middle
        else:
            high = middle - 1
    return low


def _cut(text: str, start: int, end: int, kept: Sequence[Span]) -> int:
    for pattern in _BREAKS:
        # A break may begin within reach and end beyond it: the white space is dropped anyway.
        found = [
            match.start() + len(match[0].rstrip())
            for match in pattern.finditer(text, start, min(len(text), end + 1))
        ]
        free = [at for at in found if start < at <= end and not _inside(at, kept)]
        # A piece of a few words followed by a long one reads worse than a later, weaker break.
        late = [at for at in free if at - start >= (end - start) // 4]
        if late:
            return late[-1]
    inner = _inside(end, kept)
    if inner and inner[0] > start:
        return inner[0]
    return _between_characters(text, start, end)


def _merged(ranges: Sequence[Span]) -> list[Span]:
    """Ranges in order, those that overlap as one."""
    out: list[Span] = []
    for start, end in sorted(ranges):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _inside(at: int, kept: Sequence[Span]) -> Span | None:
    n = bisect_right(kept, (at,)) - 1
    return kept[n] if n >= 0 and kept[n][0] < at < kept[n][1] else None


def _between_characters(text: str, start: int, end: int) -> int:
    """Step back from the middle of a character that is written with several code points."""
    at = end
    while (
        at > start + 1
        and at < len(text)
        and (unicodedata.combining(text[at]) or text[at] in _JOINERS or text[at - 1] == "\u200d")
    ):
        at -= 1
    return at if at > start + 1 or end == start + 1 else end
