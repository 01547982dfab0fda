"""A plain discord.py bot with one of everything, to try the loopback server with."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
from discord import app_commands

WORDS = ("lighthouse", "lantern", "keeper")


class Parrot(discord.AutoShardedClient):
    """Repeats what it hears, by message, slash command, button and context menu."""

    def __init__(self, *, shards: int = 1, intents: discord.Intents | None = None) -> None:
        super().__init__(
            intents=intents or discord.Intents.all(),
            shard_count=shards,
            max_messages=10,
            guild_ready_timeout=0.1,
        )
        self.heard: list[str] = []
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(repeat)
        self.tree.add_command(check)

    async def setup_hook(self) -> None:
        """Make the commands known."""
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        """Repeat it; ``file`` comes as a file, ``button`` with a button."""
        assert self.user is not None
        if message.author == self.user:
            return
        self.heard.append(message.content)
        if message.content == "file":
            await message.channel.send(file=discord.File(io.BytesIO("è".encode()), "said.txt"))
        elif message.content == "button":
            await message.channel.send("press", view=Press())
        else:
            await message.reply(
                f"{message.content}!", allowed_mentions=discord.AllowedMentions.none()
            )

    async def on_message_edit(self, before: discord.Message, after: discord.Message) -> None:
        """Note what became of it."""
        self.heard.append(f"{before.content} → {after.content}")

    async def on_message_delete(self, message: discord.Message) -> None:
        """Note what is gone."""
        self.heard.append(f"{message.content} → nothing")


class Press(discord.ui.View):
    """One button."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Press", custom_id="press")
    async def press(self, interaction: discord.Interaction, _: discord.ui.Button[Press]) -> None:
        """Say that it was pressed."""
        await interaction.response.edit_message(content="pressed", view=None)


@app_commands.command()
async def repeat(interaction: discord.Interaction, word: str) -> None:
    """Repeat a word where only who asked can see it."""
    await interaction.response.send_message(f"{word} {interaction.locale}", ephemeral=True)


@repeat.autocomplete("word")
async def words(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """The words that start so."""
    return [app_commands.Choice(name=w, value=w) for w in WORDS if w.startswith(typed)]


@app_commands.context_menu(name="Check")
async def check(interaction: discord.Interaction, message: discord.Message) -> None:
    """Repeat a message."""
    await interaction.response.send_message(f"checked {message.content}")


@asynccontextmanager
async def running(client: discord.Client, token: str) -> AsyncIterator[None]:
    """Hold a client online. Raises what its start raises."""
    started = asyncio.create_task(client.start(token))
    ready = asyncio.create_task(client.wait_until_ready())
    try:
        await asyncio.wait({started, ready}, timeout=10, return_when=asyncio.FIRST_COMPLETED)
        if started.done():
            await started
        assert client.is_ready()
        yield
    finally:
        ready.cancel()
        await client.close()
        await asyncio.wait({started, ready}, timeout=5)
        assert started.done(), "the client did not stop"
        if not started.cancelled():
            started.exception()  # what it raised was raised above, or is that it was closed
