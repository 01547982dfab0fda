"""What is sent for a reply: embeds, or plain text where embeds may not be sent, within the limits.

The limits are those of discord.com/developers/docs (Message, Embed Limits, Component Reference).
Lengths are counted in UTF-16 units, the strictest reading of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import discord

from bot.discord_bot.components import view_of
from bot.discord_bot.markdown import Marked, draw, escape, shown
from bot.platform.render import Outcome, Parts, Span
from bot.platform.split import shorten, split, utf16

CONTENT: Final = 2000
TITLE: Final = 256
DESCRIPTION: Final = 4096

COLOURS: Final[Mapping[Outcome, int]] = {
    "answer": 0x2E7D5B,  # green: sourced
    "disputed": 0xC58A00,  # amber: the sources differ
    "clarify": 0x3B6FB6,  # blue: a question back
    "gap": 0x7A5AA6,  # violet: the articles do not say
    "unknown": 0x80848E,  # grey
    "info": 0x80848E,
}


@dataclass(frozen=True, slots=True)
class Payload:
    """One message: an embed or a content, and on the last one of a reply the buttons."""

    content: str | None = None
    embed: discord.Embed | None = None
    view: discord.ui.View | None = None

    def to_send(self) -> dict[str, Any]:
        """Keyword arguments for sending; nothing of it pings or makes a preview."""
        given: dict[str, Any] = {"allowed_mentions": discord.AllowedMentions.none()}
        if self.embed is not None:
            given["embed"] = self.embed
        else:
            # The flag would take our own embed away too, so it is for plain text alone.
            given |= {"content": self.content, "suppress_embeds": True}
        if self.view is not None:
            given["view"] = self.view
        return given

    def to_edit(self) -> dict[str, Any]:
        """Keyword arguments for editing a message into this one."""
        return {
            "content": self.content,
            "embed": self.embed,
            "view": self.view,
            "allowed_mentions": discord.AllowedMentions.none(),
        }


def payloads(parts: Parts, *, embeds: bool) -> list[Payload]:
    """The messages of a reply, in order; at least one."""
    if embeds:
        return _embeds(parts)
    title: tuple[tuple[Span, ...], ...] = ((Span(parts.title, "strong"),),) if parts.title else ()
    texts = _pieces(draw((*title, *parts.lines), masked=False), CONTENT)
    view = view_of(parts)
    return [
        Payload(content=text, view=view if last else None)
        for text, last in zip(texts, _lasts(texts), strict=True)
    ]


def _embeds(parts: Parts) -> list[Payload]:
    texts = _pieces(draw(parts.lines, masked=True), DESCRIPTION)
    view, out = view_of(parts), []
    for number, (text, last) in enumerate(zip(texts, _lasts(texts), strict=True)):
        embed = discord.Embed(description=text, colour=COLOURS[parts.outcome])
        if number == 0 and parts.title:
            embed.title = _title(parts.title)
        out.append(Payload(embed=embed, view=view if last else None))
    return out


def _pieces(marked: Marked, limit: int) -> list[str]:
    # A reply is never empty; should a text hold nothing that shows, an ellipsis does.
    return split(marked.text, limit, utf16, marked.whole) or ["…"]


def _lasts(texts: list[str]) -> list[bool]:
    return [number == len(texts) - 1 for number in range(len(texts))]


def _title(text: str) -> str:
    return escape(shorten(shown(text), TITLE, lambda part: utf16(escape(part)))) or "…"
