"""A bot on the tiny facts, ready to go online against the loopback Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.conftest import discord_server
from tests.support.online import Operator

if TYPE_CHECKING:
    from pathlib import Path

    from bot.match.matcher import Matcher
    from tests.support.discord_server import LoopbackDiscord

__all__ = ["discord_server"]


@pytest.fixture
def operator(discord_server: LoopbackDiscord, tiny: Matcher, tmp_path: Path) -> Operator:
    """Who runs the bot: with the settings a person starts with, and a state folder of its own."""
    return Operator(discord_server, tmp_path / "state", tiny)
