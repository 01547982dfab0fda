"""Where something was written on Discord: whose conversation it is, and what may be sent there."""

from __future__ import annotations

from typing import Any, Final

import discord

from bot.platform.service import Place
from bot.platform.store import Store

_LANGUAGES: Final = "server_languages"
# Discord has no Arabic among its locales (discord.com/developers/docs/reference, Locales).
_LOCALES: Final = {"en-US": "en", "en-GB": "en", "fr": "fr", "it": "it"}


def place_of(
    store: Store, channel_id: int, user_id: int, guild_id: int | None, locale: str | None = None
) -> Place:
    """The place of a message or an interaction; ``locale``: of who pressed or typed a command."""
    conversation = ("discord", channel_id, user_id)
    if guild_id is None:
        conversation = ("discord", channel_id, 0)
        default = _LOCALES.get(locale or "")
        return Place(conversation, conversation, public=False, default=default)
    default = server_language(store, guild_id) or _LOCALES.get(locale or "")
    return Place(conversation, ("discord", guild_id, user_id), public=True, default=default)


def server_language(store: Store, guild_id: int) -> str | None:
    """The default that a server's moderators set."""
    found = (store.get(_LANGUAGES) or {}).get(str(guild_id))
    return found if isinstance(found, str) else None


def set_server_language(store: Store, guild_id: int, language: str | None) -> None:
    """Keep a server's default in the state folder; None forgets it."""
    kept = {**(store.get(_LANGUAGES) or {}), str(guild_id): language}
    store.put(_LANGUAGES, {id_: code for id_, code in kept.items() if code} or None)


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
