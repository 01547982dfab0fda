"""The real adapter in this process, against a loopback server, from login to a clean stop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.discord_bot.run import run
from bot.match.matcher import Matcher
from bot.platform.runtime import Runtime
from bot.settings import DiscordSettings
from tests.discord_bot.world import runtime_of
from tests.program import ROOT
from tests.support.discord_server import LoopbackDiscord
from tests.support.waiting import until


@dataclass
class Operator:
    """How a bot is set up, and the means to bring it online.

    ``folder``: its facts (a copy of the tiny ones) and, in ``state``, what it keeps.
    """

    server: LoopbackDiscord
    folder: Path
    matcher: Matcher
    settings: DiscordSettings = field(default_factory=DiscordSettings)

    @property
    def facts(self) -> Path:
        """The fact file that a reload reads."""
        return self.folder / "facts.yaml"

    def runtime(self) -> Runtime:
        """A runtime that answers from the matcher."""
        token = self.settings.token or self.server.token
        return runtime_of(self.matcher, self.folder, replace(self.settings, token=token))

    @asynccontextmanager
    async def online(self) -> AsyncIterator[None]:
        """Hold the bot online; it is stopped as SIGTERM stops it. Raises what its start raises."""
        stop, identified = asyncio.Event(), self.server.gateway.counted.identified
        before = asyncio.all_tasks()
        running = asyncio.create_task(run(self.runtime(), stop))
        try:
            await until(
                lambda: running.done() or self.server.gateway.counted.identified > identified,
                "the bot's login", 10,
            )  # fmt: skip
            if running.done():
                await running
            yield
        finally:
            stop.set()
            await asyncio.wait({running}, timeout=10)
            assert running.done(), "the bot did not stop"
        await running
        left = [task for task in asyncio.all_tasks() - before if _of_bot(task)]
        assert left == [], f"the bot left tasks behind: {left}"


def _of_bot(task: asyncio.Task[object]) -> bool:
    """Whether a task is the bot's own; discord.py's timers end by themselves."""
    code = getattr(task.get_coro(), "cr_code", None)
    return code is not None and code.co_filename.startswith(str(ROOT / "bot"))
