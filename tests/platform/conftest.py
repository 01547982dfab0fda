"""Fixtures: the stage of Telegram, for what both platforms share."""

from __future__ import annotations

from tests.telegram_bot.conftest import server, stage

__all__ = ["server", "stage"]
