"""Receive updates on a port of our own, behind a proxy that holds the certificate."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final, NoReturn
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError

from bot.errors import PlatformUnavailable
from bot.telegram_bot.polling import reason
from bot.telegram_bot.updates import parse_quietly, readable

_LOG: Final = logging.getLogger(__name__)
_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
_LARGEST: Final = 1_000_000  # bytes of an update
_LOOK: Final = 60.0  # seconds between two looks at whether Telegram reaches us


@asynccontextmanager
async def listening(
    bot: Bot, take: Callable[[Update], Awaitable[None]], url: str, secret: str, address: str
) -> AsyncIterator[int]:
    """Serve the path of ``url`` while open; the port.  address: ``HOST:PORT`` to listen on.

    Only requests with the secret are read. An update that cannot be read is taken and dropped:
    refusing it would make Telegram send it again and hold back those behind it. Raises
    :class:`PlatformUnavailable` when the address is in use.
    """

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(_HEADER, "")
        # Bytes that are no UTF-8 come as surrogates.
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode()):
            return web.Response(status=403)
        try:
            row = parse_quietly(await request.read())
        except TelegramError:
            return web.Response(status=400)
        if readable(row):
            update = Update.de_json(row, bot)
            await take(update)
        return web.Response()

    app = web.Application(client_max_size=_LARGEST)
    app.router.add_post(urlsplit(url).path or "/", receive)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    host, _, port = address.rpartition(":")
    try:
        try:
            await web.TCPSite(runner, host.strip("[]") or None, int(port)).start()
        except OSError as error:
            raise PlatformUnavailable(
                f"cannot listen on {address} ({error.strerror}): "
                "free it, or choose another TELEGRAM_WEBHOOK_LISTEN"
            ) from None
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def watch(bot: Bot, url: str, reached: Callable[[], None], every: float = _LOOK) -> NoReturn:
    """Look whether Telegram reaches the webhook, and say in the log when it does not.

    Raises :class:`PlatformUnavailable` when somebody has set another webhook, InvalidToken on 401.
    """
    told: datetime | None = None
    while True:
        try:
            info = await bot.get_webhook_info()
        except InvalidToken:
            raise
        except TelegramError as error:
            _LOG.warning("no answer from Telegram (%s)", reason(error))
        else:
            if info.url != url:
                raise PlatformUnavailable("another program has set or removed this bot's webhook")
            reached()
            if info.last_error_date is not None and info.last_error_date != told:
                told = info.last_error_date
                _LOG.warning("Telegram could not deliver to the webhook at %s: %s (%d waiting)",
                             told, info.last_error_message, info.pending_update_count)  # fmt: skip
        await asyncio.sleep(every)
