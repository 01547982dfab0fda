"""The client: python-telegram-bot, set up so that it logs no message and keeps to the limits."""

from __future__ import annotations

import os
from typing import Any

from httpx import create_ssl_context
from telegram import LinkPreviewOptions
from telegram.ext import Application, Defaults, ExtBot

from bot.settings import TelegramSettings
from bot.telegram_bot.limiter import Limiter
from bot.telegram_bot.order import InOrder
from bot.telegram_bot.pace import Rates
from bot.telegram_bot.updates import PollingRequest, QuietRequest

Client = Application[Any, Any, Any, Any, Any, Any]

# The library warns at each 429 unless it is asked for spans of time instead of numbers.
os.environ.setdefault("PTB_TIMEDELTA", "1")


def client_of(settings: TelegramSettings, rates: Rates = Rates()) -> Client:  # noqa: B008
    """A client that is not connected yet. It has no updater: polling.py and webhook.py feed it."""
    secure = {"verify": create_ssl_context()}  # one for both: reading certificates takes 0.1 s
    bot = ExtBot(
        token=settings.token or "",
        base_url=f"{settings.api}/bot",
        base_file_url=f"{settings.api}/file/bot",
        request=QuietRequest(
            connection_pool_size=64, pool_timeout=10.0, read_timeout=15.0, httpx_kwargs=secure
        ),
        get_updates_request=PollingRequest(
            connection_pool_size=1, read_timeout=10.0, httpx_kwargs=secure
        ),
        defaults=Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)),
        rate_limiter=Limiter(rates),
    )
    return Application.builder().bot(bot).updater(None).concurrent_updates(InOrder()).build()
