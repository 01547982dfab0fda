"""Buttons and menu choices: each is answered within three seconds, whatever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.discord_bot import office, sending
from bot.discord_bot.components import actions_on
from bot.discord_bot.desk import Guest
from bot.discord_bot.messages import context_of
from bot.discord_bot.places import place_of
from bot.discord_bot.rights import person_of
from bot.platform.buttons import CURATING, VOTING, Action
from bot.platform.render import Manner
from bot.platform.service import Place

if TYPE_CHECKING:
    from bot.discord_bot.client import FootnoteBot

Interaction = discord.Interaction[Any]


def place_in(bot: FootnoteBot, interaction: Interaction) -> Place:
    """The place of an interaction."""
    channel = interaction.channel_id or interaction.user.id
    locale = interaction.locale.value
    return place_of(bot.runtime, channel, interaction.user.id, interaction.guild_id, locale)


def guest_of(interaction: Interaction) -> Guest:
    """Who pressed or typed, for the limits."""
    return Guest(interaction.user.id, interaction.channel_id or 0, interaction.guild_id)


async def pressed(bot: FootnoteBot, interaction: Interaction, action: Action) -> None:
    """Do what a button says: to the message for who asked, else for the presser's eyes only."""
    place = place_in(bot, interaction)
    public = interaction.guild_id is not None
    if action.kind == "delete":
        await _delete(bot, interaction, action, place)
        return
    if bot.desk.allowed(guest_of(interaction)) != "allowed":
        await sending.respond(interaction, bot.desk.notice("too_many", place), ephemeral=True)
        return
    if action.kind in VOTING:
        message = interaction.message.id if interaction.message else 0
        (key,) = sending.names(interaction.channel_id, [message])
        await sending.respond(interaction, bot.office.vote(action, place, key), ephemeral=public)
        return
    if action.kind in CURATING:
        await office.pressed(bot, interaction, action, place)
        return
    if action.kind == "original":
        parts = bot.desk.originals(action)
    else:
        parts = bot.desk.entry(action, place, _manner(interaction, titled=True))
    if parts is None:
        await sending.respond(interaction, bot.desk.notice("gone", place), ephemeral=True)
    elif action.kind == "entry" and _is_question_back(interaction, action):
        await sending.respond_in_place(interaction, parts)
    else:
        await sending.respond(interaction, parts, ephemeral=public)


def _manner(interaction: Interaction, *, titled: bool) -> Manner:
    # What only the presser sees is closed with a click and needs no button to delete it; the
    # message that becomes the answer keeps its own.
    hidden = interaction.guild_id is not None and not _asked_by(interaction)
    return Manner(titled=titled, asker=None if hidden else interaction.user.id)


def _asked_by(interaction: Interaction) -> bool:
    """Tell whether the presser is who the pressed message answers, as its delete button knows."""
    rows = actions_on(interaction.message) if interaction.message else []
    return any(
        action.kind == "delete" and action.person == interaction.user.id
        for row in rows
        for action in row
    )


def _is_question_back(interaction: Interaction, action: Action) -> bool:
    message = interaction.message
    if message is None:
        return False
    about, offered = context_of(actions_on(message))
    mine = _asked_by(interaction) or message.flags.ephemeral
    return mine and about is None and action in offered and len(offered) > 1


async def _delete(bot: FootnoteBot, interaction: Interaction, action: Action, place: Place) -> None:
    person = person_of(interaction.user, interaction.channel, interaction.permissions)
    if person.id != action.person and not person.moderates and interaction.guild_id is not None:
        await sending.respond(interaction, bot.desk.notice("not_yours", place), ephemeral=True)
        return
    await interaction.response.defer()
    message = interaction.message
    if message is not None and interaction.channel is not None:
        others = [id_ for id_ in bot.messages.together(message.id) if id_ != message.id]
        await sending.remove(interaction.channel, others)
    await interaction.delete_original_response()
