"""Fixtures: both loopback servers, for what the platforms share."""

from __future__ import annotations

from tests.support.conftest import discord_server
from tests.telegram_bot.conftest import server, stage

__all__ = ["discord_server", "server", "stage"]
