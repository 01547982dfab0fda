"""Commands are sent to Discord only when they have changed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.discord_bot.sync import fingerprint
from tests.discord_bot.world import World

if TYPE_CHECKING:
    import pytest


async def test_fingerprint_depends_on_what_is_sent(world: World) -> None:
    """The same commands have the same hash; another application or another topic another one."""
    tree = world.bot.tree
    first = await fingerprint(tree, 1)
    assert await fingerprint(tree, 1) == first
    assert await fingerprint(tree, 2) != first
    matcher = world.runtime.service.matcher
    base = replace(matcher.base, topics=matcher.base.topics[:2])
    world.runtime.service.swap(replace(matcher, base=base))
    world.bot._fill_tree()
    assert await fingerprint(tree, 1) != first


async def test_only_a_hash_is_kept(world: World) -> None:
    """The state folder holds the hash, nothing of a person."""
    kept = json.loads((world.runtime.settings.state / "discord.json").read_text(encoding="utf-8"))
    assert list(kept) == ["commands"]
    assert len(kept["commands"]) == 64


async def test_refusal_is_tried_again_next_time(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Discord refuses: a line in the log, the bot runs, and the next start tries again."""

    class Response:
        status, reason = 429, "Too Many Requests"

    async def refuse() -> None:
        raise discord.HTTPException(Response(), "daily limit")

    monkeypatch.setattr(world.bot.tree, "sync", refuse)
    said = await world.bot.sync(force=True)
    assert "Discord refused them" in said
    assert "could not be registered" in caplog.text
    monkeypatch.undo()
    assert await world.bot.sync() == "Slash commands: unchanged."
    assert await world.bot.sync(force=True) == "Slash commands: 12 registered."
