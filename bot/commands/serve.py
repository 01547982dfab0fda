"""``footnote run``: the bots on the platforms, each under a supervisor, in one event loop."""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import ExitStack, asynccontextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.errors import ConfigurationError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from bot.match.matcher import Matcher
    from bot.platform.runtime import Runtime
    from bot.platform.supervise import Run

_LOG: Final = logging.getLogger(__name__)


class _Platform(NamedTuple):
    """The module has ``async run(runtime, stop)``; the package is what it needs installed."""

    token: str
    module: str
    package: str


PLATFORMS: Final = {
    "discord": _Platform("DISCORD_TOKEN", "bot.discord_bot.run", "discord"),
    "telegram": _Platform("TELEGRAM_TOKEN", "bot.telegram_bot.run", "telegram"),
}


def run(arguments: argparse.Namespace) -> int:
    """Run until SIGINT or SIGTERM. Raises :class:`UsageError` or :class:`ConfigurationError`."""
    from bot.environment import environment
    from bot.platform import logs
    from bot.platform.memory import settle
    from bot.settings import read_settings

    for name in arguments.platforms:
        if name not in PLATFORMS:
            raise UsageError(f"no platform '{name}': discord or telegram")
    env = environment()
    having = [name for name, platform in PLATFORMS.items() if env.text(platform.token)]
    wanted = list(dict.fromkeys(arguments.platforms)) or having
    if not wanted:
        tokens = " or ".join(platform.token for platform in PLATFORMS.values())
        raise ConfigurationError(
            f"no token: set {tokens} (see .env.example), or try: footnote chat"
        )
    for name in wanted:
        if name not in having:
            token = PLATFORMS[name].token
            raise ConfigurationError(f"no {token}: set it in .env (see .env.example)")
    settings = read_settings(env)
    _check_installed(wanted)
    if settings.desk.metrics is not None and find_spec("prometheus_client") is None:
        raise ConfigurationError(
            "METRICS_PORT needs prometheus-client: pip install 'footnote[metrics]'"
        )
    logs.set_up(settings.log_level, settings.secrets)
    from bot.platform.runtime import Runtime

    runtime = Runtime.of(settings, *_open(arguments.facts or settings.facts))
    settle()
    asyncio.run(_serve(runtime, wanted))
    return 0


def _check_installed(names: Sequence[str]) -> None:
    for name in names:
        platform = PLATFORMS[name]
        try:
            for needed in (platform.package, platform.module):
                import_module(needed)
        except ImportError:
            raise ConfigurationError(
                f"{name} is not installed: pip install 'footnote[{name}]', "
                "or start with: python3 start.py footnote run"
            ) from None


def _open(facts: str | None) -> tuple[Path, Matcher]:
    from bot.library import facts_path, open_facts

    path = facts_path(facts)
    return path, open_facts(path, lambda: _LOG.info("new facts, compiling them once …"))


async def _serve(runtime: Runtime, names: Sequence[str]) -> None:
    from bot.platform.supervise import supervise

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows raises KeyboardInterrupt instead
            loop.add_signal_handler(number, stop.set)
    for name in names:
        runtime.health.expect(name)
    async with _beside(runtime):
        tasks = [
            asyncio.create_task(
                supervise(name, _runner(name, runtime), stop, alone=len(names) == 1), name=name
            )
            for name in names
        ]
        if runtime.settings.watch:
            tasks.append(asyncio.create_task(runtime.watcher.run(stop), name="watch"))
        try:
            await asyncio.gather(*tasks)
        finally:
            # One wrong token ends the process; the other platform still finishes what it is doing.
            stop.set()
            await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def _beside(runtime: Runtime) -> AsyncIterator[None]:
    """The store, and metrics where they are wanted; they end after the platforms."""
    with ExitStack() as stack:
        port = runtime.settings.desk.metrics
        if port is not None:
            from bot.metrics.server import serving

            stack.enter_context(serving(runtime, port))
        done = asyncio.Event()
        recording = asyncio.create_task(runtime.recorder.run(done), name="store")
        try:
            yield
        finally:
            done.set()
            await recording


def _runner(name: str, runtime: Runtime) -> Run:
    start: Callable[[Runtime, asyncio.Event], Awaitable[None]]
    start = import_module(PLATFORMS[name].module).run
    return lambda stop: start(runtime, stop)
