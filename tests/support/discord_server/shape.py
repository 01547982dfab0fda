"""What one gateway session gets to see of an event: its intents, its shard."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from simcord.intents import censor_message, prune_guild_create, required_intent

if TYPE_CHECKING:
    import discord
    from simcord.backend import Backend

Shard = tuple[int, int]  # its number, how many there are


def on_shard(guild: int | None, shard: Shard) -> bool:
    """Whether a guild, or the private messages (None), belong to a shard.

    https://discord.com/developers/docs/events/gateway#sharding
    """
    number, count = shard
    return ((guild >> 22) % count if guild else 0) == number


def _guild_of(event: str, payload: Mapping[str, Any]) -> int | None:
    whole = event in ("GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE")
    guild = payload.get("guild_id") or (payload["id"] if whole else None)
    return int(guild) if guild else None


def seen(
    backend: Backend, intents: discord.Intents, shard: Shard, event: str, payload: Mapping[str, Any]
) -> dict[str, Any] | None:
    """The event as this session gets it, or None."""
    intent = required_intent(event, payload)
    if intent and not getattr(intents, intent):
        return None
    if not on_shard(_guild_of(event, payload), shard):
        return None
    own: dict[str, Any] = json.loads(json.dumps(payload))
    bot = backend.bot_user.id
    if event in ("MESSAGE_CREATE", "MESSAGE_UPDATE") and not intents.message_content:
        censor_message(own, bot, backend=backend)
    if event == "GUILD_CREATE":
        prune_guild_create(own, intents, bot)
    return own
