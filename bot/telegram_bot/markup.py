"""Styled text as Telegram's HTML: everything that is not markup is escaped, parts fit the limits.

Telegram counts UTF-16 units of the text after its markup is read, at most 4096 a message
(core.telegram.org/bots/api#sendmessage).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final, Literal, NamedTuple

from bot.platform.split import spans, utf16

Tag = Literal["", "b", "i", "code", "blockquote", "a"]

TEXT_LIMIT: Final = 4096
# The server drops U+2028 … U+202E and turns controls into spaces, which would move the limits of
# what is styled; a lone surrogate is no UTF-8 and is refused.
_UNSENDABLE: Final = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\u2028-\u202e\ud800-\udfff]")


class Piece(NamedTuple):
    """A run of text in one style; ``href``: where an ``a`` leads."""

    text: str
    tag: Tag = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """A tag from one character of a text up to another."""

    start: int
    end: int
    tag: Tag
    href: str = ""


@dataclass(frozen=True, slots=True)
class Rich:
    """A text and its styles, in order and without overlap."""

    text: str
    styles: tuple[Style, ...] = ()


def rich(pieces: Iterable[Piece]) -> Rich:
    """One text out of pieces."""
    text, styles = "", []
    for piece in pieces:
        said = _UNSENDABLE.sub("", piece.text)
        if piece.tag and said.strip():
            styles.append(Style(len(text), len(text) + len(said), piece.tag, piece.href))
        text += said
    return Rich(text, tuple(styles))


def html_of(text: Rich) -> str:
    """The whole text as HTML."""
    out: list[str] = []
    place = 0
    for style in text.styles:
        out.append(escape(text.text[place : style.start], quote=False))
        href = f' href="{escape(style.href)}"' if style.tag == "a" else ""
        inside = escape(text.text[style.start : style.end], quote=False)
        out.append(f"<{style.tag}{href}>{inside}</{style.tag}>")
        place = style.end
    return "".join([*out, escape(text.text[place:], quote=False)])


def parts(text: Rich, limit: int = TEXT_LIMIT) -> list[Rich]:
    """The text in parts of at most ``limit`` UTF-16 units, cut between styles where possible.

    Something styled that is longer than a part by itself is cut, and styled in each part.
    """
    whole = [(style.start, style.end) for style in text.styles]
    return [_part(text, start, end) for start, end in spans(text.text, limit, utf16, whole)]


def _part(text: Rich, start: int, end: int) -> Rich:
    styles = (
        Style(max(style.start, start) - start, min(style.end, end) - start, style.tag, style.href)
        for style in text.styles
        if style.start < end and style.end > start
    )
    return Rich(text.text[start:end], tuple(styles))
