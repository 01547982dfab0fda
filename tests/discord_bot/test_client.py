"""The client: what it asks Discord for, and how it ends."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import discord

from bot.discord_bot.client import FootnoteBot
from bot.discord_bot.options import intents
from bot.match.matcher import Matcher
from bot.settings import DiscordSettings
from tests.discord_bot.world import World, runtime_of, world_of

if TYPE_CHECKING:
    import pytest


def test_least_intents() -> None:
    """Servers and messages; members and presences never, texts only where they are allowed."""
    asked = {name for name, on in intents(content=True) if on}
    assert asked == {"guilds", "guild_messages", "dm_messages", "message_content"}
    assert not intents(content=False).message_content


async def test_shards_of_the_settings(tiny: Matcher, tmp_path: Path) -> None:
    """Shard ids and count come from the settings; without them Discord recommends."""
    settings = DiscordSettings(shard_ids=(1,), shard_count=2)
    bot = FootnoteBot(runtime_of(tiny, tmp_path, settings))
    assert (bot.shard_ids, bot.shard_count) == ([1], 2)
    assert FootnoteBot(runtime_of(tiny, tmp_path)).shard_count is None


async def test_without_message_content_help_shows_what_works(tiny: Matcher, tmp_path: Path) -> None:
    """Commands are shown after a mention, because only so they arrive."""
    async with world_of(runtime_of(tiny, tmp_path), content=False) as world:
        assert await world.says(world.alice, "!cost") is None
        shown = str(await world.says(world.alice, f"{world.mention} help"))
        assert world.bot.user is not None
        assert f"@{world.bot.user.name} cost" in shown
        assert "45,000" in str(await world.says(world.alice, f"{world.mention} cost"))


async def test_finishes_what_is_under_way(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stop waits for the answer that is being written, and takes no new question."""
    going, done = asyncio.Event(), []
    message = await world.alice.send(world.general, "hello")

    async def slow(_: object) -> None:
        await going.wait()
        done.append("answered")

    async def close() -> None:
        done.append("closed")

    monkeypatch.setattr(world.bot.messages, "received", slow)
    monkeypatch.setattr(world.bot, "close", close)
    answering = asyncio.create_task(world.bot.on_message(message))
    await asyncio.sleep(0)
    finishing = asyncio.create_task(world.bot.finish())
    await asyncio.sleep(0.05)
    await world.bot.on_message(message)  # too late
    assert done == []
    going.set()
    await asyncio.wait_for(asyncio.gather(answering, finishing), 5)
    assert done == ["answered", "closed"]


async def test_nothing_stays_behind(tiny: Matcher, tmp_path: Path) -> None:
    """After the end nobody is told of reloads any more, and no heart beats."""
    runtime = runtime_of(tiny, tmp_path)
    async with world_of(runtime) as world:
        assert len(runtime.reloader.listeners) == 1
        assert len(runtime.watcher.listeners) == 1
        bot = world.bot
    await bot.close()
    assert runtime.reloader.listeners == []
    assert runtime.watcher.listeners == []
    assert bot._heart is not None
    assert bot._heart.done()


async def test_broken_event_stops_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault in one message is logged; the next is answered."""

    async def broken(_: object) -> None:
        raise RuntimeError("oh")

    monkeypatch.setattr(world.bot.messages, "received", broken)
    await world.alice.send(world.general, "!cost")
    monkeypatch.undo()
    assert "45,000" in str(await world.says(world.alice, "!cost"))
    assert [type(error) for error in world.env.errors] == [RuntimeError]
    world.env._errors_acknowledged = len(world.env._errors)
    assert isinstance(caplog.text, str)


async def test_moot_errors_are_no_errors(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question deleted before the answer came is dropped without a trace."""

    class Response:
        status, reason = 400, "Bad Request"

    async def gone(_: object) -> None:
        raise discord.HTTPException(Response(), {"code": 10008, "message": "no"})

    monkeypatch.setattr(world.bot.messages, "received", gone)
    await world.alice.send(world.general, "!cost")
    assert world.env.errors == []
