"""The bot on the loopback server: its real client, its real HTTP, everything but Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from bot.facts.model import Fact
from bot.match.matcher import Matcher
from bot.platform.runtime import Runtime
from bot.settings import Allowances, DeskSettings, Settings, TelegramSettings
from bot.telegram_bot.pace import Rates
from bot.telegram_bot.polling import Patience
from bot.telegram_bot.run import run
from tests.match.tiny import TINY
from tests.support.telegram.checks import Json
from tests.support.telegram.people import ALICE, Chat, Person
from tests.support.telegram.server import TelegramServer

# Tests of what is said need no pauses; those of the pace have their own.
AT_ONCE: Final = Rates(between=0.0, per_group=10_000, overall=10_000)
SHORT: Final = Patience(poll=5, first=0.05, longest=0.2)
PLENTY: Final = Allowances(user=100_000, channel=100_000, server=100_000)


@dataclass
class Stage:
    """A bot that runs, and the world around it."""

    server: TelegramServer
    matcher: Matcher
    state: Path
    facts: Path = TINY
    rates: Rates = AT_ONCE
    patience: Patience = SHORT
    allowances: Allowances = PLENTY
    settings: dict[str, Any] = field(default_factory=dict)
    language: str | None = None
    desk: DeskSettings = field(default_factory=DeskSettings)

    def runtime(self) -> Runtime:
        """What the platform is given."""
        telegram = TelegramSettings(
            **{"token": self.server.token, "api": self.server.url, **self.settings}
        )
        return Runtime.of(
            Settings(
                state=self.state,
                allowances=self.allowances,
                language=self.language,
                desk=self.desk,
                telegram=telegram,
            ),
            self.facts,
            self.matcher,
        )

    @asynccontextmanager
    async def bot(self, runtime: Runtime | None = None) -> AsyncIterator[Runtime]:
        """The bot while it runs; a fault that ended it is raised when the test ends."""
        runtime = runtime or self.runtime()
        stop = asyncio.Event()
        task = asyncio.create_task(run(runtime, stop, self.rates, self.patience))
        try:
            yield runtime
        finally:
            stop.set()
            await asyncio.wait_for(task, 10)
            await runtime.recorder.close()

    def start(self) -> asyncio.Task[None]:
        """The bot as a task, for a fault that ends it: nothing tells it to stop."""
        return asyncio.create_task(run(self.runtime(), asyncio.Event(), self.rates, self.patience))

    async def asks(
        self,
        text: str,
        person: Person = ALICE,
        chat: Chat | None = None,
        seconds: float = 10.0,
        **how: Any,  # noqa: ANN401
    ) -> Json:
        """Somebody writes, and the bot's next message there."""
        before = len(self.server.world.by_bot(chat or person))
        self.server.world.say(person, text, chat, **how)
        return await self.server.world.heard(chat or person, before + 1, seconds)

    async def quiet(
        self,
        text: str,
        person: Person,
        chat: Chat,
        **how: Any,  # noqa: ANN401
    ) -> None:
        """Somebody writes, and the bot says nothing: what is asked next is answered first."""
        before = len(self.server.world.by_bot(chat))
        self.server.world.say(person, text, chat, **how)
        await self.asks(f"/help@{self.server.world.username}", person, chat)
        assert len(self.server.world.by_bot(chat)) == before + 1, text


def with_fact(matcher: Matcher, fact: Fact) -> Matcher:
    """A matcher whose facts hold another fact of the same id."""
    facts = tuple(fact if own.id == fact.id else own for own in matcher.base.facts)
    return replace(matcher, base=replace(matcher.base, facts=facts))
