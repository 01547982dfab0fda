"""The client: discord.py's events, handed to those who deal with them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

import discord
from discord.ext import commands

from bot.discord_bot import announce, options, pressing, sending
from bot.discord_bot.admin import Admin
from bot.discord_bot.components import ActionButton, ActionSelect
from bot.discord_bot.desk import Desk
from bot.discord_bot.localise import CatalogueTranslator
from bot.discord_bot.messages import Messages
from bot.discord_bot.slash import commands_of
from bot.discord_bot.sync import sync
from bot.platform.buttons import Action
from bot.platform.heartbeat import beat
from bot.platform.office import Office
from bot.platform.report import Loaded
from bot.platform.runtime import Runtime
from bot.platform.store import Store

_LOG: Final = logging.getLogger(__name__)
_PATIENCE: Final = 10.0  # seconds for answers under way when the bot is stopped


class FootnoteBot(commands.AutoShardedBot):
    """Footnote on Discord. ``content``: whether the application may read every message."""

    def __init__(self, runtime: Runtime, *, content: bool = True) -> None:
        settings = runtime.settings.discord
        super().__init__(
            # Commands come from the facts and change with them: discord.py's own are not used.
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=options.intents(content=content),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=options.contexts(),
            allowed_installs=discord.app_commands.AppInstallationType(guild=True, user=False),
            # Members are known from their messages; the list of all of them is not needed.
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            **options.shards(settings),
        )
        self.runtime = runtime
        self.content = content
        self.store = Store(runtime.settings.state / "discord.json")
        self.desk = Desk(runtime)
        self.office = Office(runtime)
        self.messages = Messages(self)
        self.admin = Admin(self)
        self._announced = False
        self._busy = 0
        self._idle = asyncio.Event()
        self._stopping = False
        self._heart: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        """Between login and connection: commands, buttons, and who is told of reloads."""
        if not self.content and self.user is not None:
            self.desk.without_commands(self.user.name)
        self.add_dynamic_items(ActionButton, ActionSelect)
        await self.tree.set_translator(CatalogueTranslator())
        self.tree.error(self._failed)
        self._fill_tree()
        _LOG.info("Discord: %s", await self.sync())
        self.runtime.reloader.listeners.append(self._reloaded)
        self.runtime.watcher.listeners.append(self.admin.tell)
        self._heart = asyncio.create_task(
            beat(self.runtime.settings.state / "discord.heartbeat", self.connected)
        )

    def _fill_tree(self) -> None:
        self.tree.clear_commands(guild=None)
        for command in commands_of(self):
            self.tree.add_command(command)

    async def sync(self, *, force: bool = False) -> str:
        """Register the slash commands where they changed; one line on what was done."""
        return await sync(self.tree, self.application_id or 0, self.store, force=force)

    async def _reloaded(self, report: Loaded) -> None:
        if report.topics:
            self._fill_tree()
            _LOG.info("Discord: %s", await self.sync())

    def connected(self) -> bool:
        """Whether every shard of this process has its connection."""
        shards = self.shards.values()
        return self.is_ready() and all(not shard.is_closed() for shard in shards)

    @asynccontextmanager
    async def answering(self) -> AsyncIterator[None]:
        """Hold up the end of the program while something is being answered."""
        self._busy += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._busy -= 1
            if not self._busy:
                self._idle.set()

    async def finish(self) -> None:
        """Take nothing new, finish what is under way, say goodbye to Discord."""
        self._stopping = True
        if self._busy:
            try:
                await asyncio.wait_for(self._idle.wait(), _PATIENCE)
            except TimeoutError:
                _LOG.warning("Discord: %d answers were not finished", self._busy)
        await self.close()

    async def close(self) -> None:
        """Close the connection; nothing of this client stays behind."""
        for listeners, mine in (
            (self.runtime.reloader.listeners, self._reloaded),
            (self.runtime.watcher.listeners, self.admin.tell),
        ):
            if mine in listeners:
                listeners.remove(mine)  # type: ignore[arg-type]
        if self._heart is not None:
            self._heart.cancel()
            await asyncio.gather(self._heart, return_exceptions=True)
        await super().close()

    async def on_ready(self) -> None:
        """Say once what works here; Discord sends this again after a lost session."""
        if not self._announced:
            self._announced = True
            settings = self.runtime.settings.discord
            for line in announce.lines(self, settings, content=self.content):
                _LOG.info("%s", line)

    async def on_message(self, message: discord.Message, /) -> None:
        """Somebody wrote something."""
        if self._stopping:
            return
        async with self.answering():
            try:
                await self.messages.received(message)
            except discord.HTTPException as error:
                if not sending.moot(error):
                    raise

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Somebody changed what they wrote."""
        if self._stopping:
            return
        async with self.answering():
            try:
                await self.messages.edited(payload.message)
            except discord.HTTPException as error:
                if not sending.moot(error):
                    raise

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """A message is gone."""
        async with self.answering():
            await self.messages.deleted(payload.channel_id, payload.message_id)

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Many messages are gone."""
        async with self.answering():
            for message in payload.message_ids:
                await self.messages.deleted(payload.channel_id, message)

    async def pressed(self, interaction: discord.Interaction[Any], action: Action) -> None:
        """A button was pressed, or a choice made."""
        async with self.answering():
            await pressing.pressed(self, interaction, action)

    async def _failed(
        self, interaction: discord.Interaction[Any], error: discord.app_commands.AppCommandError
    ) -> None:
        """An app command broke down: the person is told, the operator has the traceback."""
        _LOG.error("an app command failed", exc_info=error)
        if not interaction.response.is_done():
            place = pressing.place_in(self, interaction)
            parts = self.desk.notice("went_wrong", place)
            await sending.respond(interaction, parts, ephemeral=True)

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        """One broken event stops nothing."""
        _LOG.exception("%s failed", event_method)
