"""The world of most tests: default settings, the tiny facts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.match.matcher import Matcher
from tests.discord_bot.online import Operator
from tests.discord_bot.world import World, runtime_of, world_of
from tests.support.conftest import discord_server
from tests.support.discord_server import LoopbackDiscord

__all__ = ["discord_server"]


@pytest.fixture
async def world(tiny: Matcher, tmp_path: Path) -> AsyncIterator[World]:
    """Alice, Bruno and Mona with the bot."""
    async with world_of(runtime_of(tiny, tmp_path)) as made:
        yield made


@pytest.fixture
def operator(discord_server: LoopbackDiscord, tiny: Matcher, tmp_path: Path) -> Operator:
    """Who runs the bot over the loopback network, with the settings a person starts with."""
    return Operator(discord_server, tmp_path, tiny)
