"""Fetch updates by long polling; a lost network is waited out, a conflict is said and ends it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.errors import PlatformUnavailable
from bot.telegram_bot.limiter import seconds
from bot.telegram_bot.updates import ALLOWED

if TYPE_CHECKING:
    from telegram import Bot, Update

_LOG: Final = logging.getLogger(__name__)
_SOON: Final = 0.5  # seconds; an empty reply that came sooner did not wait for an update


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: ``poll`` of one request, ``first`` and ``longest`` wait after a failed one."""

    poll: int = 25
    first: float = 1.0
    longest: float = 30.0


class Pulse:
    """When Telegram answered last, for the health check."""

    def __init__(self) -> None:
        self._at = 0.0

    def beat(self) -> None:
        """Telegram has answered."""
        self._at = time.monotonic()

    def alive(self) -> bool:
        """Tell whether it did within the last two minutes: four polls of the usual length."""
        return bool(self._at) and time.monotonic() - self._at < 120


async def poll(
    bot: Bot,
    take: Callable[[Update], Awaitable[None]],
    patience: Patience = Patience(),
    answered: Callable[[], None] = lambda: None,
) -> None:
    """Fetch until cancelled; ``answered`` is called after each fetch that succeeded.

    Raises :class:`PlatformUnavailable` on a conflict, InvalidToken on a 401.

    When it ends, what was taken is confirmed, so that nothing is answered twice after a restart.
    """
    offset = 0
    wait = 0.0
    clock = asyncio.get_running_loop().time
    try:
        while True:
            asked = clock()
            try:
                updates = await bot.get_updates(
                    offset=offset, timeout=patience.poll, allowed_updates=ALLOWED
                )
            except (InvalidToken, BadRequest):
                raise
            except Conflict as error:
                raise PlatformUnavailable(conflict(error)) from None
            except TelegramError as error:
                wait = await _after(error, wait, patience)
                continue
            answered()
            if wait:
                _LOG.info("Telegram answers again")
            wait = 0.0
            for update in updates:
                await take(update)
                offset = update.update_id + 1
            if not updates and clock() - asked < min(_SOON, patience.poll):
                await asyncio.sleep(patience.first)
    except asyncio.CancelledError:
        if offset:
            await _confirm(bot, offset)
        raise


def conflict(error: Conflict) -> str:
    """What a 409 means and what to do about it."""
    if "webhook" in error.message.casefold():
        return (
            "Telegram sends this bot's messages to a webhook: set TELEGRAM_WEBHOOK_URL to receive "
            "them there, or TELEGRAM_REMOVE_WEBHOOK=yes to fetch them"
        )
    return (
        "another program fetches this bot's messages with the same token: stop it, or make a bot "
        "of its own for this one (@BotFather, /newbot)"
    )


async def _after(error: TelegramError, before: float, patience: Patience) -> float:
    """Wait after a failed fetch, longer each time; the seconds that were waited."""
    if isinstance(error, TimedOut) and not before:
        return patience.first / 2  # a connection that went to sleep: at once, and without a word
    if isinstance(error, RetryAfter):
        wait = seconds(error)
    else:
        wait = min(patience.longest, max(patience.first, before * 2))
    # Once the wait has reached its longest, the log has said it often enough.
    level = logging.DEBUG if wait == before else logging.WARNING
    _LOG.log(level, "no answer from Telegram (%s): next try in %.0f s", reason(error), wait)
    await asyncio.sleep(wait)
    return wait


def reason(error: TelegramError) -> str:
    """An error in a few words, without the page that a proxy may have sent."""
    return f"{type(error).__name__}: {error.message.partition('. Parsing')[0]}"[:120]


async def _confirm(bot: Bot, offset: int) -> None:
    try:
        async with asyncio.timeout(2):
            await bot.get_updates(offset=offset, timeout=0, limit=1, allowed_updates=ALLOWED)
    except (TelegramError, TimeoutError):
        _LOG.info("could not confirm the last messages: some may be answered again")
