"""The client: against a Bot API server of one's own, without previews, at most so fast."""

from __future__ import annotations

from bot.settings import TelegramSettings
from bot.telegram_bot.client import client_of
from bot.telegram_bot.limiter import Limiter
from bot.telegram_bot.order import InOrder

TOKEN = "123456:AAtest"  # noqa: S105 - no real token


def test_talks_to_the_server_of_the_settings() -> None:
    """Files come from there as well."""
    client = client_of(TelegramSettings(token=TOKEN, api="http://127.0.0.1:8081"))
    assert client.bot.base_url == f"http://127.0.0.1:8081/bot{TOKEN}"
    assert client.bot.base_file_url == f"http://127.0.0.1:8081/file/bot{TOKEN}"
    default = client_of(TelegramSettings(token=TOKEN))
    assert default.bot.base_url == f"https://api.telegram.org/bot{TOKEN}"


def test_parts_of_our_own() -> None:
    """Our limiter, our order of updates, no updater, no link preview unless asked for."""
    client = client_of(TelegramSettings(token=TOKEN))
    assert isinstance(client.bot.rate_limiter, Limiter)
    assert isinstance(client.update_processor, InOrder)
    assert client.updater is None
    assert client.bot.defaults is not None
    assert client.bot.defaults.link_preview_options is not None
    assert client.bot.defaults.link_preview_options.is_disabled
