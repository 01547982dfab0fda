"""Styled text as Telegram's HTML: everything that is not markup is escaped, parts fit the limits.

Telegram counts UTF-16 units of the text after its markup is read, at most 4096 a message
(core.telegram.org/bots/api#sendmessage).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final
from unicodedata import bidirectional

from bot.answer.typography import RIGHT_TO_LEFT
from bot.platform.render import Line, Role
from bot.platform.split import spans, utf16

TEXT_LIMIT: Final = 4096
# Colours are the reader's; a message has bold and italic. Fragments stand in quotation marks.
_TAGS: Final[dict[Role, str]] = {"plain": "", "mark": "", "strong": "b", "faint": "i", "quote": "i"}
_RLM: Final = "\u200f"  # gives a line its direction without being seen
_ISOLATED: Final = re.compile("\u2068[^\u2069]*\u2069")
# The server drops U+2028 … U+202E and turns controls into spaces, which would move the limits of
# what is styled; a lone surrogate is no UTF-8 and is refused.
_UNSENDABLE: Final = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\u2028-\u202e\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Style:
    """A tag from one character of a text up to another."""

    start: int
    end: int
    tag: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Rich:
    """A text and its styles, in order and without overlap."""

    text: str
    styles: tuple[Style, ...] = ()


def sendable(text: str) -> str:
    """A text without what Telegram drops or refuses."""
    return _UNSENDABLE.sub("", text)


def rich(lines: Iterable[Line], language: str) -> Rich:
    """One text out of lines; each runs in the direction of the language."""
    text = ""
    styles: list[Style] = []
    for line in lines:
        said = "".join(span.text for span in line)
        if text or styles:
            text += "\n"
        if language in RIGHT_TO_LEFT and said and not _begins_right_to_left(said):
            text += _RLM
        for span in line:
            shown = sendable(span.text)
            tag = "a" if span.url else _TAGS[span.role]
            if tag and shown.strip():
                end = len(text) + len(shown)
                styles.append(Style(len(text), end, tag, sendable(span.url or "")))
            text += shown
    return Rich(text, tuple(styles))


def _begins_right_to_left(line: str) -> bool:
    """Tell whether the first letter outside isolates gives the line its direction (UAX #9, P2)."""
    for char in _ISOLATED.sub("", line):
        if (kind := bidirectional(char)) in ("L", "R", "AL"):
            return kind != "L"
    return False


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
