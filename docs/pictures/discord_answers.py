"""Draw what Footnote sends on Discord: its real payloads, in an English and an Arabic channel."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

import channel

from bot.conversation import Conversation, respond
from bot.discord_bot.payload import payloads
from bot.platform.render import Manner, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.match.matcher import Matcher

BOT: Final = "Footnote"
Exchange = tuple[str, str, str]  # who, what they ask, the status of the reply
ENGLISH: Final[tuple[Exchange, ...]] = (
    ("Alice", "How much are background actors paid per day?", "answer"),
    ("Bruno", "When did the strike end?", "gap"),
)
ARABIC: Final[tuple[Exchange, ...]] = (
    ("سلمى", "كم سيُدفع للممثلين مقابل مسح صورهم؟", "answer"),
    ("يوسف", "الراتب", "clarify"),
)


def _messages(matcher: Matcher, exchanges: tuple[Exchange, ...]) -> Iterator[channel.Message]:
    for who, text, status in exchanges:
        reply, _ = respond(matcher, text, Conversation(), public=True)
        if reply.status != status:
            raise SystemExit(f"'{text}' gets {reply.status}: choose another question")
        asked = f"@{BOT} {text}"
        yield channel.Message(who, {"content": asked})
        for payload in payloads(render(matcher.base, reply, Manner(asker=1)), embeds=True):
            sent: dict[str, Any] = {}
            if payload.embed is not None:
                sent["embeds"] = [payload.embed.to_dict()]
            if payload.view is not None:
                sent["components"] = payload.view.to_components()
            yield channel.Message(BOT, sent, bot=True, reply_to=f"{who}: {asked}")


def _drawn(title: str, matcher: Matcher, exchanges: tuple[Exchange, ...]) -> str:
    async def in_a_loop() -> str:  # discord.py makes buttons nowhere else
        return channel.draw(title, _messages(matcher, exchanges))

    return asyncio.run(in_a_loop())


def english(matcher: Matcher) -> str:
    """Return the text of discord.svg."""
    return _drawn("Questions to Footnote in a Discord channel", matcher, ENGLISH)


def arabic(matcher: Matcher) -> str:
    """Return the text of discord-arabic.svg."""
    title = "Questions to Footnote in Arabic in a Discord channel"
    return _drawn(title, matcher, ARABIC)
