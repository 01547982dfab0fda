"""Run on Discord until told to stop; what can go wrong at the start is one line with its remedy."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar

import aiohttp
import discord

from bot.discord_bot.client import FootnoteBot
from bot.errors import ConfigurationError, PlatformUnavailable, WrongToken
from bot.platform.runtime import Runtime

T = TypeVar("T")
_LOG: Final = logging.getLogger(__name__)
_PORTAL: Final = "https://discord.com/developers/applications"
_MOMENT: Final = 5.0  # seconds for a login that a stop overtakes
# Close codes that trying again does not mend (discord.com/developers/docs/topics/opcodes).
_REFUSALS: Final = {
    4004: f"Discord refused DISCORD_TOKEN: copy it anew from {_PORTAL} (Bot, Reset Token)",
    4010: "Discord refused the shard: correct DISCORD_SHARD_IDS and DISCORD_SHARD_COUNT",
    4011: "Discord wants more shards: raise or empty DISCORD_SHARD_COUNT",
    4013: "Discord knows no such intents: install the version of discord.py that is locked here",
    4014: "Discord refused the Message Content Intent: switch it on under Bot on "
    f"{_PORTAL}, or off and on again, then start again",
}  # fmt: skip


async def run(runtime: Runtime, stop: asyncio.Event) -> None:
    """Run until ``stop`` is set. Raises :class:`ConfigurationError` for what only the operator can
    mend and :class:`PlatformUnavailable` where Discord cannot be reached.
    """
    # The bot writes and does not speak: what voice would need is no news to an operator.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    token = runtime.settings.discord.token or ""
    with _explained():
        content = await _unless(stop, _may_read(token))
        if content is None:
            return
        bot = FootnoteBot(runtime, content=content)
        running = asyncio.create_task(bot.start(token), name="discord client")
        stopped = asyncio.create_task(stop.wait(), name="discord stop")
        try:
            with runtime.health.watching("discord", bot.connected):
                await asyncio.wait((running, stopped), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopped.cancel()
            await bot.finish()
            running.cancel() if not running.done() else None
            await asyncio.gather(running, stopped, return_exceptions=True)
        # A login that was under way when the stop came ends in an error of its own.
        if stop.is_set() or running.cancelled():
            return
        if (error := running.exception()) is not None:
            raise error


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """What some work comes to; None where ``stop`` is set first.

    It then gets a moment to end by itself: broken off while it closes its connection, it would
    leave it open.
    """
    working, stopped = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((working, stopped), return_when=asyncio.FIRST_COMPLETED)
        if not stop.is_set():
            return await working
        await asyncio.wait((working,), timeout=_MOMENT)
        return None
    finally:
        working.cancel()
        stopped.cancel()
        await asyncio.gather(working, stopped, return_exceptions=True)


async def _may_read(token: str) -> bool:
    """Ask Discord whether the application has the message content intent: requesting it without
    would end the connection. A wrong token shows here too, before anything is set up.
    """
    # It never connects; without the intent for guilds discord.py would warn.
    async with discord.Client(intents=discord.Intents(guilds=True)) as probe:
        await probe.login(token)
        flags = probe.application.flags if probe.application else discord.ApplicationFlags()
        return flags.gateway_message_content or flags.gateway_message_content_limited


@contextmanager
def _explained() -> Iterator[None]:
    """Discord's refusals and the network's, in words."""
    try:
        yield
    except discord.LoginFailure:
        raise WrongToken(_REFUSALS[4004]) from None
    except discord.PrivilegedIntentsRequired:
        raise ConfigurationError(_REFUSALS[4014]) from None
    except discord.ConnectionClosed as error:
        if error.code == 4004:
            raise WrongToken(_REFUSALS[4004]) from None
        if error.code in _REFUSALS:
            raise ConfigurationError(_REFUSALS[error.code]) from None
        raise PlatformUnavailable(f"Discord closed the connection ({error.code})") from None
    except (discord.DiscordServerError, discord.GatewayNotFound) as error:
        raise PlatformUnavailable(f"Discord is out of order: try later ({_said(error)})") from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise PlatformUnavailable(
            f"cannot reach Discord: check the network, then start again ({_said(error)})"
        ) from None


def _said(error: BaseException) -> str:
    lines = str(error).splitlines()
    return lines[0] if lines else type(error).__name__
