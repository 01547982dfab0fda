"""Lines of spans as Discord's Markdown; every text that is not ours by design is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
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
        out += [_plain(text[at : found.start()]), f"<{address}>"]
        at = found.start() + len(address)
    return "".join([*out, _plain(text[at:])])


def _plain(text: str) -> str:
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)


def _link(span: Span, *, masked: bool) -> str:
    title = _plain(span.text)
    address = (span.url or "").strip()
    if not re.fullmatch(r"https?://[^\s]+", address) or len(address) > _LONGEST_LINK:
        return title
    for sign in '()<>[]\\"`*':
        address = address.replace(sign, f"%{ord(sign):02X}")
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
            drawn = _span(_cleaned(span), masked=masked)
            if span.url or span.role in ("strong", "mark", "quote"):
                whole.append((len(text), len(text) + len(drawn)))
            text += drawn
    return Marked(text, tuple(whole))


def _cleaned(span: Span) -> Span:
    # Our own isolates are no controls to clean away. Half a character cannot be sent at all, and a
    # line break inside a span would end the small print or the list it stands in.
    kept = "".join(
        part if part in "\u2068\u2069" else clean(part)
        for part in re.split("([\u2068\u2069])", span.text)
    )
    return Span(re.sub("[\n\ud800-\udfff]", " ", kept), span.role, span.url)
