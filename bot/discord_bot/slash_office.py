"""The slash commands of the curator's desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.discord_bot import office, sending
from bot.discord_bot.hearing import Heard, Kind
from bot.discord_bot.localise import name, said
from bot.discord_bot.pressing import guest_of, place_in
from bot.platform.places import NAMES

if TYPE_CHECKING:
    from bot.discord_bot.client import FootnoteBot

Interaction = discord.Interaction[Any]
Command = app_commands.Command[Any, ..., None]
_VALUE = 200  # characters


def office_commands(bot: FootnoteBot) -> list[Command]:
    """All of them. Discord shows ``/settings`` only to who manages the server."""
    return [
        _word(bot, "forgetme", "slash_forgetme"),
        _settings(bot),
        _word(bot, "stats", "slash_stats"),
        _word(bot, "gaps", "slash_gaps"),
    ]


async def _do(bot: FootnoteBot, interaction: Interaction, heard: Heard) -> None:
    place = place_in(bot, interaction)
    if bot.desk.allowed(guest_of(interaction)) != "allowed":
        await sending.respond(interaction, bot.desk.notice("too_many", place), ephemeral=True)
        return
    await office.slashed(bot, interaction, heard, place)


def _word(bot: FootnoteBot, kind: Kind, key: str) -> Command:
    @app_commands.command(name=name(kind), description=said(key))
    async def command(interaction: Interaction) -> None:
        await _do(bot, interaction, Heard(kind))

    return command


def _settings(bot: FootnoteBot) -> Command:
    choices = [app_commands.Choice(name=own, value=own) for own in NAMES["discord"]]

    @app_commands.command(name=name("settings"), description=said("slash_settings"))
    @app_commands.rename(setting=name("setting"), value=name("value"))
    @app_commands.describe(
        setting=said("slash_settings_setting"), value=said("slash_settings_value")
    )
    @app_commands.choices(setting=choices)
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    async def settings(
        interaction: Interaction,
        setting: str | None = None,
        value: app_commands.Range[str, 1, _VALUE] = "",
    ) -> None:
        await _do(bot, interaction, Heard("settings", f"{setting or ''} {value}"))

    return settings
