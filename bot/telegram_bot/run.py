"""Run the bot on Telegram until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.errors import PlatformUnavailable, WrongToken
from bot.platform.heartbeat import SUFFIX, beat
from bot.platform.report import Loaded, Report
from bot.platform.runtime import Runtime
from bot.platform.store import Store
from bot.telegram_bot.client import Client, client_of
from bot.telegram_bot.desk import Desk
from bot.telegram_bot.handlers import add_handlers
from bot.telegram_bot.menus import set_menus
from bot.telegram_bot.order import InOrder
from bot.telegram_bot.outbox import Outbox, Target
from bot.telegram_bot.pace import Rates
from bot.telegram_bot.polling import Patience, Pulse, poll, reason
from bot.telegram_bot.reloading import Reloading
from bot.telegram_bot.updates import ALLOWED, too_old

if TYPE_CHECKING:
    from telegram import Update, User

_LOG: Final = logging.getLogger(__name__)
_GRACE: Final = 5.0  # seconds for answers that are under way when the bot stops
_REFUSED: Final = (
    "TELEGRAM_TOKEN is refused by Telegram: copy it again from @BotFather, or make a new one there"
)


async def run(
    runtime: Runtime,
    stop: asyncio.Event,
    rates: Rates = Rates(),  # noqa: B008 - a frozen value
    patience: Patience = Patience(),  # noqa: B008
) -> None:
    """Answer until ``stop`` is set, then finish what is under way.

    Raises :class:`WrongToken`, and :class:`PlatformUnavailable` for what may pass: no network, a
    second poller, a webhook that is in the way.
    """
    client = client_of(runtime.settings.telegram, rates)
    try:
        async with _connected(client, runtime) as me:
            _greet(me, runtime)
            pulse = Pulse()
            heartbeat = beat(runtime.settings.state / f"telegram{SUFFIX}", pulse.alive)
            receiving = asyncio.create_task(_receive(client, runtime, patience, pulse))
            beside = (asyncio.create_task(stop.wait()), asyncio.create_task(heartbeat))
            try:
                with runtime.health.watching("telegram", pulse.alive):
                    await asyncio.wait((receiving, *beside), return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in (receiving, *beside):
                    task.cancel()
                await asyncio.gather(*beside, return_exceptions=True)
                with suppress(asyncio.CancelledError):
                    await receiving
    except InvalidToken:
        raise WrongToken(_REFUSED) from None
    except BadRequest as error:
        raise PlatformUnavailable(f"Telegram refuses to start ({reason(error)})") from None
    except TelegramError as error:
        raise PlatformUnavailable(f"Telegram cannot be reached ({reason(error)})") from None


@asynccontextmanager
async def _connected(client: Client, runtime: Runtime) -> AsyncIterator[User]:
    """The client while it runs; afterwards answers under way have a few seconds."""
    outbox = Outbox(client.bot)
    reloading = Reloading(runtime, client.bot, outbox)
    desk = Desk(runtime, reloading, outbox)
    store = Store(runtime.settings.state / "telegram.json")
    default = runtime.settings.language or runtime.service.matcher.base.default_language

    async def menus() -> None:
        await set_menus(client.bot, runtime.service.matcher.base, default, store)

    async def reloaded(report: Loaded) -> None:
        if report.topics:
            await menus()

    async def watched(report: Report) -> None:
        if runtime.settings.telegram.report_chat is not None:
            await reloading.report(Target(runtime.settings.telegram.report_chat), report)

    try:
        await client.bot.initialize()
        me = client.bot.bot
        add_handlers(client, runtime, outbox, desk, me)
        await client.initialize()
        await client.start()
        setting = asyncio.create_task(menus())
        runtime.reloader.listeners.append(reloaded)
        runtime.watcher.listeners.append(watched)
        try:
            yield me
        finally:
            runtime.watcher.listeners.remove(watched)
            runtime.reloader.listeners.remove(reloaded)
            setting.cancel()
            with suppress(TimeoutError):
                async with asyncio.timeout(_GRACE):
                    await client.stop()
    finally:
        await client.shutdown()
        await client.bot.shutdown()


async def _receive(client: Client, runtime: Runtime, patience: Patience, pulse: Pulse) -> None:
    settings = runtime.settings.telegram
    skipped = 0

    async def take(update: Update) -> None:
        nonlocal skipped
        if too_old(update, datetime.now(UTC), settings.backlog):
            skipped += 1
            if skipped == 1 or skipped % 100 == 0:
                _LOG.info("messages older than %d s stay unanswered (%d so far)",
                          settings.backlog, skipped)  # fmt: skip
            return
        if isinstance(client.update_processor, InOrder):
            await client.update_processor.room()
        await client.update_queue.put(update)

    if settings.webhook:
        from bot.telegram_bot.webhook import listening, watch

        secret = settings.secret or secrets.token_urlsafe(32)
        async with listening(client.bot, take, settings.webhook, secret, settings.listen):
            await client.bot.set_webhook(
                settings.webhook, allowed_updates=ALLOWED, secret_token=secret
            )
            _LOG.info("listening on %s for the webhook", settings.listen)
            await watch(client.bot, settings.webhook, pulse.beat)
    if settings.take_over:
        await client.bot.delete_webhook()
    await poll(client.bot, take, patience, pulse.beat)


def _greet(me: User, runtime: Runtime) -> None:
    """Say in the log what works and what does not, and how to change it."""
    name = f"@{me.username}"
    _LOG.info("%s answers on Telegram, with the facts of version %s",
              name, runtime.service.matcher.base.version)  # fmt: skip
    if me.can_read_all_group_messages:
        _LOG.info("privacy mode is off: in groups it is addressed by /ask%s and other commands, "
                  "by replies to it, and by %s in a message", name, name)  # fmt: skip
    else:
        _LOG.info("privacy mode is on: in groups /ask%s, other commands and replies to it work, a "
                  "plain %s does not, except where it is an administrator. To change it: "
                  "@BotFather, /setprivacy, Disable, then add it to the group again",
                  name, name)  # fmt: skip
    if not me.supports_inline_queries:
        _LOG.info("inline mode is off: to answer %s in any chat: @BotFather, /setinline", name)
