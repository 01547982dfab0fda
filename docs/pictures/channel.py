"""Draw messages of a Discord channel from their payloads, as Discord's dark theme shows them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import markdown

from bot.svg import Drawing, Span, Style, flow, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDE: Final = 760
PAGE, CARD, INK, FAINT, BUTTON = "#313338", "#2b2d31", "#dbdee1", "#949ba4", "#4e5058"
BRAND, WHITE = "#5865f2", "#ffffff"
PEOPLE: Final = ("#23a55a", "#f0b232", "#eb459e", "#3ba5dc")  # avatars, by turns
BODY: Final = Style(15, INK)
NAME: Final = Style(15, WHITE, bold=True)
HEADING: Final = Style(16, WHITE, bold=True)
SMALL: Final = Style(12, FAINT)
LABEL: Final = Style(13, WHITE)
STYLES: Final = {"text": BODY, "small": SMALL, "quote": BODY, "heading": HEADING}
MARGIN: Final = 20
LEFT: Final = MARGIN + 54  # beside the avatar
CARD_WIDTH: Final = 520  # of an embed, as on a desktop
PADDING: Final = 16
_ARABIC_ROOM: Final = 0.94  # widths of Arabic letters differ more from font to font


@dataclass(frozen=True, slots=True)
class Message:
    """One message: who wrote it, and its payload as the API has it."""

    author: str
    payload: dict[str, Any]
    bot: bool = False
    reply_to: str = ""  # "Alice: her words"
    only_you: bool = False


@dataclass(slots=True)
class Channel:
    """Messages one below the other."""

    drawing: Drawing
    y: float = MARGIN
    people: list[str] = field(default_factory=list)

    def write(self, text: str, left: float, room: float, *, style: Style | None = None) -> None:
        """Write Markdown, each paragraph from the side where its own script begins."""
        for line in markdown.lines(text):
            look = style or STYLES[line.kind]
            if not "".join(span.text for span in line.spans).strip():
                self.y += look.size * 0.7
                continue
            inset = 14 if line.kind == "quote" else 0
            top = self.y
            rtl = _right_to_left(line.spans)
            start = left + room - inset if rtl else left + inset
            wide = (room - inset) * (_ARABIC_ROOM if rtl else 1)
            for pieces in flow(line.spans, look, wide):
                self.y += look.size * look.leading
                self.drawing.text((start, self.y - 4), pieces, look, rtl=rtl)
            if inset:
                bar = left + room - 4 if rtl else left
                self.drawing.box((bar, top + 3), (4, self.y - top - 3), BUTTON, radius=2)

    def message(self, message: Message) -> None:
        """Draw one message with its embeds and buttons."""
        if message.reply_to:
            self.drawing.text((LEFT, self.y + 8), f"↪ {message.reply_to}", SMALL)
            self.y += 18
        self._author(message)
        room = WIDE - LEFT - MARGIN
        if message.payload.get("content"):
            self.write(message.payload["content"], LEFT, room)
        for embed in message.payload.get("embeds") or ():
            self._embed(embed)
        for row in message.payload.get("components") or ():
            self._row(row["components"])
        if message.only_you:
            self.y += 8
            self.write("-# Only you can see this", LEFT, room)
        self.y += 22

    def _author(self, message: Message) -> None:
        if message.author not in self.people:
            self.people.append(message.author)
        own = PEOPLE[self.people.index(message.author) % len(PEOPLE)]
        self.drawing.disc((MARGIN + 20, self.y + 20), 20, BRAND if message.bot else own)
        letter = "¹" if message.bot else message.author[0]
        at = (MARGIN + 20, self.y + (30 if message.bot else 26))
        size = 26 if message.bot else 18
        self.drawing.text(at, letter, Style(size, WHITE, bold=True), centred=True)
        self.drawing.text((LEFT, self.y + 14), message.author, NAME)
        if message.bot:
            tag = LEFT + width(message.author, NAME) + 8
            self.drawing.box((tag, self.y + 1), (34, 16), BRAND, radius=4)
            self.drawing.text(
                (tag + 17, self.y + 13), "APP", Style(10, WHITE, bold=True), centred=True
            )
        self.y += 20

    def _embed(self, embed: dict[str, Any]) -> None:
        self.y += 6
        place, top = len(self.drawing.parts), self.y
        left, room = LEFT + PADDING, CARD_WIDTH - 2 * PADDING
        self.y += 10
        if embed.get("title"):
            self.write(embed["title"], left, room, style=HEADING)
            self.y += 6
        if embed.get("description"):
            self.write(embed["description"], left, room)
        for part in embed.get("fields") or ():
            self.y += 8
            self.write(part["name"], left, room, style=Style(13, WHITE, bold=True))
            self.write(part["value"], left, room)
        if embed.get("footer"):
            self.y += 8
            self.write(embed["footer"]["text"], left, room, style=SMALL)
        self.y += 12
        height = self.y - top
        self.drawing.box((LEFT, top), (CARD_WIDTH, height), CARD, radius=4)
        self.drawing.box((LEFT, top), (4, height), f"#{embed.get('color') or 0:06x}", radius=2)
        card = self.drawing.parts[-2:]
        del self.drawing.parts[-2:]
        self.drawing.parts[place:place] = card  # under its text

    def _row(self, parts: Sequence[dict[str, Any]]) -> None:
        self.y += 8
        left = float(LEFT)
        for part in parts:
            if part["type"] == 3:
                self._select(part)
                continue
            label = (
                f"{(part.get('emoji') or {}).get('name') or ''} {part.get('label') or ''}".strip()
            )
            wide = width(label, LABEL) + 28
            if left + wide > WIDE - MARGIN:
                left = LEFT
                self.y += 38
            self.drawing.box((left, self.y), (wide, 32), _BUTTONS[part["style"]], radius=6)
            self.drawing.text((left + wide / 2, self.y + 21), label, LABEL, centred=True)
            left += wide + 8
        self.y += 34

    def _select(self, part: dict[str, Any]) -> None:
        self.drawing.box((LEFT, self.y), (400, 36), "#1e1f22", radius=4)
        text = part.get("placeholder") or ""
        rtl = _right_to_left([Span(text)])
        at = LEFT + 400 - 34 if rtl else LEFT + 12
        self.drawing.text((at, self.y + 23), text, Style(14, FAINT), rtl=rtl)
        self.drawing.text((LEFT + 400 - 22, self.y + 23), "▾", Style(14, INK))


_BUTTONS: Final = {1: BRAND, 2: BUTTON, 3: "#248046", 4: "#da373c", 5: BUTTON}


def _right_to_left(spans: Iterable[Span]) -> bool:
    """Tell the direction of a paragraph by its first letter (P2 of UAX #9)."""
    depth = 0
    for char in "".join(span.text for span in spans):
        kind = unicodedata.bidirectional(char)
        depth += (kind in ("LRI", "RLI", "FSI")) - (kind == "PDI")
        if not depth and kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def draw(title: str, messages: Iterable[Message]) -> str:
    """Return the text of the picture's file."""
    drawing = Drawing(WIDE, title)
    channel = Channel(drawing)
    for message in messages:
        channel.message(message)
    drawing.box((0, 0), (WIDE, channel.y), PAGE, radius=12)
    drawing.parts.insert(0, drawing.parts.pop())  # the page lies under everything
    return drawing.svg(channel.y)
