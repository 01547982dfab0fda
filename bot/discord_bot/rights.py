"""Who may do what, decided from ids and permissions alone, never from a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import discord

from bot.settings import DiscordSettings


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks for something. ``manages``: has Manage Server in the server it is asked in;
    ``moderates``: has Manage Messages in the channel.
    """

    id: int
    roles: frozenset[int] = frozenset()
    server: int | None = None
    manages: bool = False
    moderates: bool = False


def person_of(
    user: discord.abc.User, channel: object, permissions: discord.Permissions | None = None
) -> Person:
    """A person, with their roles where they are a member. ``permissions``: theirs, if Discord sent
    them with the request.
    """
    if not isinstance(user, discord.Member):
        return Person(user.id)
    if permissions is None:
        known = isinstance(channel, discord.abc.GuildChannel | discord.Thread)
        permissions = channel.permissions_for(user) if known else user.guild_permissions  # type: ignore[attr-defined]
    return Person(
        user.id,
        frozenset(role.id for role in user.roles),
        user.guild.id,
        manages=permissions.manage_guild or permissions.administrator,
        moderates=permissions.manage_messages or permissions.administrator,
    )


def may_reload(person: Person, settings: DiscordSettings, owners: Iterable[int]) -> bool:
    """Named people and roles, the owner, and Manage Server in the servers the operator names."""
    if person.id in settings.admin_users or person.id in owners:
        return True
    if person.roles & settings.admin_roles:
        return True
    return person.manages and person.server in settings.admin_servers
