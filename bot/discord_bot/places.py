"""Where something was written on Discord: whose conversation it is, and what may be sent there."""

from __future__ import annotations

from typing import Any, Final

import discord

from bot.platform.runtime import Runtime
from bot.platform.service import Place

# Discord has no Arabic among its locales (discord.com/developers/docs/reference, Locales).
_LOCALES: Final = {"en-US": "en", "en-GB": "en", "fr": "fr", "it": "it"}


def scope_of(guild_id: int | None) -> str | None:
    """The name under which a server's settings are stored; None in private."""
    return f"discord:{guild_id}" if guild_id is not None else None


def place_of(
    runtime: Runtime, channel_id: int, user_id: int, guild_id: int | None, locale: str | None = None
) -> Place:
    """The place of a message or an interaction; ``locale``: of who pressed or typed a command."""
    person, scope = f"discord:{user_id}", scope_of(guild_id)
    own = runtime.recorder.places.of(scope)
    prefix = own.prefix or runtime.settings.discord.prefix
    private, default = ("discord", channel_id, 0), own.language or _LOCALES.get(locale or "")
    if guild_id is None:
        return Place(private, private, False, prefix, default, person)
    conversation, speaker = ("discord", channel_id, user_id), ("discord", guild_id, user_id)
    return Place(conversation, speaker, True, prefix, default, person, scope)


def channel_ids(channel: Any) -> frozenset[int]:  # noqa: ANN401 - every kind of channel has an id
    """Ids under which settings may name a channel: its own, a thread's parent, its category."""
    ids = (channel.id, getattr(channel, "parent_id", None), getattr(channel, "category_id", None))
    return frozenset(filter(None, ids))


def permissions_in(message: discord.Message) -> discord.Permissions:
    """What the bot may do where a message stands."""
    if message.guild is None or not isinstance(
        message.channel, discord.abc.GuildChannel | discord.Thread
    ):
        return discord.Permissions(
            send_messages=True, embed_links=True, attach_files=True, add_reactions=True,
            read_message_history=True, send_messages_in_threads=True,
        )  # fmt: skip
    try:
        return message.channel.permissions_for(message.guild.me)
    except discord.ClientException:  # a thread whose channel the bot cannot see
        return message.guild.me.guild_permissions


def may_speak(message: discord.Message) -> bool:
    """Tell whether an answer can be sent where a message stands."""
    allowed = permissions_in(message)
    thread = isinstance(message.channel, discord.Thread)
    return allowed.send_messages_in_threads if thread else allowed.send_messages
