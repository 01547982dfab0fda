"""A loopback Discord for each test that asks, and the clients pointed at it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.support.discord_server import LoopbackDiscord, point_client


@pytest.fixture
async def discord_server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LoopbackDiscord]:
    """A server that grants every intent; discord.py talks to it."""
    async with LoopbackDiscord() as server:
        point_client(server.address, monkeypatch.setattr)
        yield server
