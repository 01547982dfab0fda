"""Fixtures: a loopback server, and a stage to run the bot on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.match.matcher import Matcher
from tests.support.telegram.server import TelegramServer
from tests.telegram_bot.running import Stage


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    """A loopback Bot API server."""
    async with TelegramServer() as running:
        yield running


@pytest.fixture
def stage(server: TelegramServer, tiny: Matcher, tmp_path: Path) -> Stage:
    """A stage with the facts of the lighthouse."""
    return Stage(server, tiny, tmp_path / "state")


@pytest.fixture
def story(server: TelegramServer, shipped: Matcher, tmp_path: Path) -> Stage:
    """A stage with the shipped facts."""
    return Stage(server, shipped, tmp_path / "state")
