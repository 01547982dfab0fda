"""A server with people in it, on a simulated Discord, and what its people see."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
import simcord

from bot.discord_bot.client import FootnoteBot
from bot.platform.runtime import Runtime
from bot.settings import Allowances, DeskSettings, DiscordSettings, Settings
from tests.dialogue import as_read
from tests.match.tiny import TINY

if TYPE_CHECKING:
    from bot.match.matcher import Matcher

GENEROUS = Allowances(user=10_000, channel=10_000, server=10_000)


def runtime_of(
    matcher: Matcher,
    folder: Path,
    discord_settings: DiscordSettings | None = None,
    allowances: Allowances = GENEROUS,
    desk: DeskSettings | None = None,
) -> Runtime:
    """A runtime in a folder of the test's own, with a copy of the tiny facts to change."""
    facts = folder / "facts.yaml"
    if not facts.exists():
        shutil.copy(TINY, facts)
    settings = Settings(
        state=folder / "state",
        discord=discord_settings or DiscordSettings(),
        allowances=allowances,
        desk=desk or DeskSettings(),
    )
    return Runtime.of(settings, facts, matcher)


Seen = discord.Message | simcord.ResponseMessage


def read(message: Seen | None) -> str:
    """A message as the eye reads it: title, text, without Markdown's escapes."""
    assert message is not None
    parts = [message.content]
    for embed in message.embeds:
        parts += [embed.title or "", embed.description or ""]
    return as_read("\n".join(filter(None, parts))).replace("\\", "")


def labels(message: Seen | None) -> list[str]:
    """What stands on a message's buttons, or in its menu."""
    assert message is not None
    found: list[str] = []
    rows: list[Any] = [r if isinstance(r, dict) else r.to_dict() for r in message.components]
    for child in [child for row in rows for child in row["components"]]:
        found += [option["label"] for option in child.get("options", [])] or [child["label"]]
    return found


@dataclass
class World:
    """The server "Ellery", its channel "general", Alice and Bruno, and Mona who moderates."""

    env: simcord.Env
    bot: FootnoteBot
    runtime: Runtime
    guild: simcord.GuildHandle
    general: simcord.ChannelHandle
    alice: simcord.MemberActor
    bruno: simcord.MemberActor
    mona: simcord.MemberActor

    @property
    def mention(self) -> str:
        """How the bot is mentioned."""
        assert self.bot.user is not None
        return self.bot.user.mention

    def replies(self, channel: simcord.ChannelHandle | None = None) -> list[discord.Message]:
        """What the bot has written in a channel that everyone sees, oldest first."""
        assert self.bot.user is not None
        history = (channel or self.general).history()
        return [
            message
            for message in history
            if message.author.id == self.bot.user.id and not message.flags.ephemeral
        ]

    async def says(
        self,
        person: simcord.MemberActor,
        text: str,
        channel: simcord.ChannelHandle | None = None,
        reply_to: discord.Message | None = None,
    ) -> str | None:
        """Somebody writes something; what the bot answers, or None."""
        message = await self.message(person, text, channel, reply_to)
        return read(message) if message is not None else None

    async def message(
        self,
        person: simcord.MemberActor,
        text: str,
        channel: simcord.ChannelHandle | None = None,
        reply_to: discord.Message | None = None,
    ) -> discord.Message | None:
        """Somebody writes something; the bot's message, or None."""
        place = channel or self.general
        before = {message.id for message in self.replies(place)}
        await person.send(place, text, reply_to=reply_to)
        new = [message for message in self.replies(place) if message.id not in before]
        return new[-1] if new else None

    async def whispers(self, person: simcord.MemberActor, text: str) -> discord.Message:
        """Somebody writes to the bot in private; its answer."""
        await person.send_dm(text)
        return self.replies(person.user.dm_channel)[-1]


@asynccontextmanager
async def world_of(runtime: Runtime, *, content: bool = True) -> AsyncIterator[World]:
    """A running bot in its server."""
    bot = FootnoteBot(runtime, content=content)
    env = simcord.Env(bot, shard_count=1)
    await env.start()
    try:
        guild = env.create_guild("Ellery")
        general = guild.create_text_channel("general")
        mods = guild.create_role(
            "Mods", permissions=discord.Permissions(manage_messages=True, manage_guild=True)
        )
        yield World(
            env,
            bot,
            runtime,
            guild,
            general,
            guild.add_member(env.create_user("alice")),
            guild.add_member(env.create_user("bruno")),
            guild.add_member(env.create_user("mona"), roles=[mods]),
        )
        await env.settle()
        env._raise_errors_since(env._errors_acknowledged)  # those that no test has looked at
    finally:
        await env.shutdown()
        await runtime.recorder.close()
