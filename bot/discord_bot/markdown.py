"""Lines of spans as Discord's Markdown; every text that is not ours by design is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from bot.answer.typography import clean
from bot.platform.render import Line, Span

# Backslash works before any sign that is no letter, digit or space (Discord's parser, as seen in
# its client); these are the ones that mean something: marks, links, mentions, headings, lists.
_SPECIAL: Final = re.compile(r"[\\*_~`|<>\[\]()@]|(?<![^\n])[#\-+>](?=[# \->])")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\u2066-\u2069]+")
_TRAILING: Final = ".,;:!?)؟،؛'\"”»"
_LONGEST_LINK: Final = 600


@dataclass(frozen=True, slots=True)
class Marked:
    """Markdown, and the ranges of it that must not be cut."""

    text: str
    whole: tuple[tuple[int, int], ...] = ()


def escape(text: str) -> str:
    """Text that shows as it is, with addresses in ``<…>``, which makes no preview of them."""
    out, at = [], 0
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(_TRAILING)
        if address in ("http://", "https://"):
            continue
        out += [_plain(text[at : found.start()]), f"<{_encoded(address)}>"]
        at = found.start() + len(address)
    return "".join([*out, _plain(text[at:])])


def _plain(text: str) -> str:
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)


def _encoded(address: str) -> str:
    """An address whose signs end no link and begin no mark; it leads to the same place."""
    return re.sub(r'[()<>\[\]\\"`*|~]', lambda sign: f"%{ord(sign[0]):02X}", address)


def _link(span: Span, *, masked: bool) -> str:
    # An address within a masked link's title would end the link.
    title = _plain(span.text) if masked else escape(span.text)
    address = (span.url or "").strip()
    if not re.fullmatch(r"https?://[^\s]+", address) or len(address) > _LONGEST_LINK:
        return title
    address = _encoded(address)
    # Embeds show no previews; in plain text a bare address in brackets makes none.
    return f"[{title}]({address})" if masked else f"{title} <{address}>"


def _span(span: Span, *, masked: bool) -> str:
    text = _link(span, masked=masked) if span.url else escape(span.text)
    core = text.strip()
    if not core or span.role not in ("strong", "quote"):
        return text
    mark = "**" if span.role == "strong" else "*"
    # Marks must touch the words they hold, or they are shown as they are.
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{core}{mark}{after}"


def draw(lines: Iterable[Line], *, masked: bool) -> Marked:
    """The lines one under the other. ``masked``: links show as the title alone, as in embeds."""
    text = ""
    whole: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        text += "\n" if number else ""
        if line and all(span.role == "faint" for span in line):
            text += "-# "  # small print
        for span in line:
            drawn = _span(replace(span, text=shown(span.text)), masked=masked)
            if span.url or span.role in ("strong", "mark", "quote"):
                whole.append((len(text), len(text) + len(drawn)))
            text += drawn
    return Marked(text, tuple(whole))


def shown(text: str) -> str:
    """One line without what cannot be sent or would turn the lines around it; our isolates stay."""
    parts = re.split("([\u2068\u2069])", text)
    kept = "".join(part if part in "\u2068\u2069" else clean(part) for part in parts)
    # A line break inside a span would end the small print or the list it stands in.
    return kept.replace("\n", " ")
