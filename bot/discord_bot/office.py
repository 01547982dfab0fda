"""The curator's desk on Discord: who may do what of it, and where it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.discord_bot import sending
from bot.discord_bot.desk import Guest
from bot.discord_bot.hearing import Heard
from bot.discord_bot.rights import Person, person_of
from bot.platform.buttons import Action
from bot.platform.render import Parts
from bot.platform.service import Place

if TYPE_CHECKING:
    import discord

    from bot.discord_bot.client import FootnoteBot


async def done(
    bot: FootnoteBot, heard: Heard, place: Place, person: Person, *, hidden: bool
) -> Parts:
    """Do a command for somebody, or say who may. ``hidden``: only they see the answer."""
    if heard.kind == "forgetme":
        return await bot.office.forget(place)
    admin = await bot.admin.may(person, "reload")
    if heard.kind == "settings":
        if place.scope is None or person.manages or admin:
            return await bot.office.settings(heard.text, place)
        return bot.desk.notice("moderators_only", place)
    if not admin:
        return bot.desk.notice("admins_only", place)
    if heard.kind == "stats":
        return await bot.office.stats(place)
    return await bot.office.gaps.show(place, hidden=hidden)


async def asked(bot: FootnoteBot, message: discord.Message, heard: Heard, place: Place) -> None:
    """A command in a message."""
    guest = Guest(
        message.author.id, message.channel.id, message.guild.id if message.guild else None
    )
    verdict = bot.desk.allowed(guest)
    if verdict == "silent":
        return
    if verdict == "notice":
        parts = bot.desk.notice("too_many", place)
    else:
        person = person_of(message.author, message.channel)
        parts = await done(bot, heard, place, person, hidden=not place.public)
    await sending.reply_to(message, parts)


async def slashed(
    bot: FootnoteBot, interaction: discord.Interaction[Any], heard: Heard, place: Place
) -> None:
    """A slash command; nobody else sees the answer."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    person = person_of(interaction.user, interaction.channel, interaction.permissions)
    parts = await done(bot, heard, place, person, hidden=True)
    await sending.follow_up(interaction, parts)


async def pressed(
    bot: FootnoteBot, interaction: discord.Interaction[Any], action: Action, place: Place
) -> None:
    """A button of the desk: rights are asked at each press, whoever the message was for."""
    await interaction.response.defer(ephemeral=interaction.guild_id is not None, thinking=True)
    person = person_of(interaction.user, interaction.channel, interaction.permissions)
    if await bot.admin.may(person, "reload"):
        parts = await bot.office.gaps.pressed(action, place)
    else:
        parts = bot.desk.notice("admins_only", place)
    await sending.follow_up(interaction, parts)
