"""How the client is set up: intents, shards, and where slash commands stand."""

from __future__ import annotations

from typing import Any

import discord

from bot.settings import DiscordSettings


def intents(*, content: bool) -> discord.Intents:
    """The least that is needed. ``content``: the privileged one for texts not addressed to it."""
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.messages = True
    wanted.message_content = content
    return wanted


def shards(settings: DiscordSettings) -> dict[str, Any]:
    """Shard ids and count where the settings name them; else Discord recommends."""
    if settings.shard_ids:
        return {"shard_ids": list(settings.shard_ids), "shard_count": settings.shard_count}
    return {"shard_count": settings.shard_count} if settings.shard_count else {}


def contexts() -> discord.app_commands.AppCommandContext:
    """Slash commands stand in servers and in private with the bot."""
    return discord.app_commands.AppCommandContext(
        guild=True, dm_channel=True, private_channel=False
    )
