"""What admins do: reload the facts, register the commands; rights are checked here, each time."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.discord_bot import sending
from bot.discord_bot.markdown import escape
from bot.discord_bot.payload import CONTENT
from bot.discord_bot.places import permissions_in, place_of
from bot.discord_bot.pressing import place_in
from bot.discord_bot.rights import Person, may_reload, person_of
from bot.platform.report import Report, attachment, summary
from bot.platform.split import shorten, split, utf16

if TYPE_CHECKING:
    from bot.discord_bot.client import FootnoteBot

_LOG: Final = logging.getLogger(__name__)
REFUSAL_STANDS: Final = 10.0  # seconds until a refusal in a channel deletes itself


def report_message(report: Report, *, files: bool) -> dict[str, Any]:
    """Keyword arguments for sending a report; what does not fit is in an attached file."""
    text = escape(summary(report))
    whole = attachment(report)
    given: dict[str, Any] = {
        "content": split(text, CONTENT, utf16)[0],
        "allowed_mentions": discord.AllowedMentions.none(),
        "suppress_embeds": True,
    }
    if utf16(text) > CONTENT:
        whole = whole or summary(report)
    if whole is not None and files:
        given["file"] = discord.File(io.BytesIO(whole.encode()), "reload.txt")
    return given


class Admin:
    """The admins' commands of one bot."""

    def __init__(self, bot: FootnoteBot) -> None:
        self._bot = bot

    async def may(self, person: Person, what: str) -> bool:
        """Tell whether somebody may reload, or, for ``sync``, is an owner."""
        settings = self._bot.runtime.settings.discord
        owner = person.id in settings.owners or await self._bot.is_owner(_as_user(person))
        if what == "sync":
            return owner
        return owner or may_reload(person, settings, settings.owners)

    async def asked(self, message: discord.Message, what: str) -> None:
        """``!reload`` or ``!sync`` in a message."""
        guild = message.guild.id if message.guild else None
        if not await self.may(person_of(message.author, message.channel), what):
            place = place_of(self._bot.runtime, message.channel.id, message.author.id, guild)
            refused = await sending.reply_to(message, self._bot.desk.notice("admins_only", place))
            sent = message.channel.get_partial_message(refused[-1])  # type: ignore[union-attr]
            # In private nobody else is disturbed by it.
            if guild is not None:
                await sent.delete(delay=REFUSAL_STANDS)
            return
        async with message.channel.typing():
            if what == "sync":
                given: dict[str, Any] = {"content": await self._bot.sync(force=True)}
            else:
                report = await self._bot.runtime.reloader.reload()
                given = report_message(report, files=permissions_in(message).attach_files)
        await message.channel.send(**given)

    async def reload(self, interaction: discord.Interaction[Any]) -> None:
        """``/reload``: everything about it is for the admin's eyes only."""
        person = person_of(interaction.user, interaction.channel, interaction.permissions)
        if not await self.may(person, "reload"):
            place = place_in(self._bot, interaction)
            parts = self._bot.desk.notice("admins_only", place)
            await sending.respond(interaction, parts, ephemeral=True)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        report = await self._bot.runtime.reloader.reload()
        await interaction.followup.send(**report_message(report, files=True), ephemeral=True)

    async def tell(self, report: Report) -> None:
        """What came of a reload by watching, in the channel of the operator's choice."""
        id_ = self._bot.runtime.settings.discord.report_channel
        if id_ is None:
            return
        try:
            await self._bot.get_partial_messageable(id_).send(**report_message(report, files=True))
        except discord.HTTPException as error:
            _LOG.warning(
                "cannot write to the channel %s of DISCORD_REPORT_CHANNEL: %s",
                id_, shorten(error.text, 200),
            )  # fmt: skip


def _as_user(person: Person) -> discord.User:
    # is_owner wants a User and reads its id.
    return discord.Object(person.id)  # type: ignore[return-value]
