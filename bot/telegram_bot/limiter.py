"""Hold every request of the client to Telegram's limits, and wait where Telegram says so.

python-telegram-bot's own limiter has no limit for a private chat, gives up at the first 429 unless
told otherwise, and halts every chat for one.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Hashable
from datetime import timedelta
from functools import partial
from typing import Any, Final
from weakref import WeakValueDictionary

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.telegram_bot.pace import Pace, Rates

_LOG: Final = logging.getLogger(__name__)
_ATTEMPTS: Final = 4
_PATIENCE: Final = 120.0  # seconds; who asked has left after a longer wait
_SLACK: Final = 0.1  # seconds added to what Telegram says, for the way there
_PACED: Final = ("sendMessage", "editMessageText", "editMessageReplyMarkup")

Answer = bool | dict[str, Any] | list[dict[str, Any]]


def seconds(error: RetryAfter) -> float:
    """How long Telegram says to wait, whichever type the library gives it in."""
    span = error.retry_after
    return span.total_seconds() if isinstance(span, timedelta) else float(span)


class Limiter(BaseRateLimiter[int]):
    """Paces messages by chat; a 429 halts only the chat, or the method, that it answers."""

    def __init__(self, rates: Rates = Rates()) -> None:  # noqa: B008 - a frozen value
        self._pace = Pace(rates)
        self._halted: dict[Hashable, float] = {}
        # One message of a chat at a time, so that a halt does not change their order. A lock goes
        # when nobody holds it or waits for it.
        self._lines: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(  # noqa: PLR0913, PLR0917 - the library's signature
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,  # noqa: ANN401
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Answer:
        """Wait for the request's turn, make it, and make it again after a 429.

        ``rate_limit_args``: attempts in all. Raises :class:`RetryAfter` when they are used up.
        """
        attempts = rate_limit_args or _ATTEMPTS
        request = partial(callback, *args, **kwargs)
        chat = data.get("chat_id")
        if chat is None:
            return await self._attempts(request, endpoint, endpoint, attempts)
        line = self._lines.setdefault(str(chat), asyncio.Lock())
        async with line:
            return await self._attempts(request, endpoint, str(chat), attempts)

    async def _attempts(
        self,
        request: Callable[[], Coroutine[Any, Any, Answer]],
        endpoint: str,
        concerns: str,
        attempts: int,
    ) -> Answer:
        while True:
            await self._turn(concerns, paced=endpoint in _PACED)
            try:
                return await request()
            except RetryAfter as error:
                attempts -= 1
                wait = seconds(error) + _SLACK
                _LOG.warning("Telegram asks to wait %.1f s before %s", wait, endpoint)
                self._halt(concerns, wait)
                if not attempts or wait > _PATIENCE:
                    raise

    async def _turn(self, concerns: str, *, paced: bool) -> None:
        clock = asyncio.get_running_loop().time
        if paced:
            # Ids of groups and channels are below zero.
            moment = self._pace.in_chat(concerns, clock(), group=concerns.startswith("-"))
            await asyncio.sleep(moment - clock())
            await asyncio.sleep(self._pace.overall(clock()) - clock())
        while (left := self._halted.get(concerns, 0.0) - clock()) > 0:
            await asyncio.sleep(left)
        self._halted.pop(concerns, None)

    def _halt(self, concerns: Hashable, wait: float) -> None:
        until = asyncio.get_running_loop().time() + wait
        self._halted[concerns] = max(until, self._halted.get(concerns, 0.0))
