"""What is said at the start, a line each: what works here, what does not, and how to invite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import discord

from bot.settings import DiscordSettings

# The least that every feature needs: read, answer, show embeds and files, reply, thank.
PERMISSIONS: Final = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
    add_reactions=True,
)


def invite_link(application: int) -> str:
    """The address that adds the bot to a server with the least permissions."""
    return discord.utils.oauth_url(
        application, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
    )


def lines(
    client: discord.AutoShardedClient, settings: DiscordSettings, *, content: bool
) -> Iterator[str]:
    """Yield the lines. ``content``: whether messages can be read that do not address the bot."""
    guilds = list(client.guilds)
    yield (
        f"Discord: signed in as {client.user}, in {len(guilds)} server{_s(guilds)}, "
        f"{len(client.shards)} shard{_s(list(client.shards))}"
    )
    yield "Discord: answers mentions, replies to it, private messages, slash commands and buttons"
    if content:
        yield f"Discord: answers commands such as {settings.prefix}help"
    else:
        yield (
            f"Discord: cannot read other messages, so {settings.prefix}commands work only after a "
            "mention, and replies only with the ping on; to change it, switch on Message Content "
            "Intent under Bot on https://discord.com/developers/applications and start again"
        )
    yield from _places(settings, content=content)
    yield from _rights(guilds)
    yield _admins(settings)
    if client.application_id is not None:
        yield f"Discord: to add it to a server: {invite_link(client.application_id)}"


def _places(settings: DiscordSettings, *, content: bool) -> Iterator[str]:
    if settings.channels:
        yield f"Discord: speaks only in the {len(settings.channels)} of DISCORD_CHANNELS"
    if settings.answer_mode == "channels":
        count = len(settings.answer_channels)
        where = f"{count} channel{'s' if count > 1 else ''} of DISCORD_ANSWER_CHANNELS"
        if content:
            yield f"Discord: also answers questions nobody asked it, when sure, in {where}"
        else:
            yield f"Discord: cannot answer unasked in {where} without Message Content Intent"


def _rights(guilds: list[discord.Guild]) -> Iterator[str]:
    lacking = [g for g in guilds if g.me and not g.me.guild_permissions.embed_links]
    if lacking:
        yield f"Discord: may not embed links in {len(lacking)} of them: plain text there"
    mute = [g for g in guilds if g.me and not g.me.guild_permissions.send_messages]
    if mute:
        yield f"Discord: may not send messages in {len(mute)} of them, unless a channel allows it"


def _admins(settings: DiscordSettings) -> str:
    if settings.admin_users or settings.admin_roles or settings.admin_servers:
        return (
            f"Discord: may reload: the owner, {len(settings.admin_users)} people, "
            f"{len(settings.admin_roles)} roles, Manage Server in {len(settings.admin_servers)} "
            "servers"
        )
    return (
        "Discord: only the owner may reload; name others in DISCORD_ADMIN_USERS, "
        "DISCORD_ADMIN_ROLES or DISCORD_ADMIN_SERVERS"
    )


def _s(things: list[object] | list[discord.Guild] | list[int]) -> str:
    return "" if len(things) == 1 else "s"
