"""The HTTP side: requests in, replies, faults and limits out; long polling and webhook delivery."""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict, deque
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Final

import aiohttp
from aiohttp import web

from tests.support.telegram.checks import Json
from tests.support.telegram.methods import METHODS
from tests.support.telegram.refusal import (
    OTHER_POLLER,
    UNAUTHORIZED,
    WEBHOOK_ACTIVE,
    Drop,
    Fault,
    Page,
    Refusal,
    Slow,
    too_many_requests,
)
from tests.support.telegram.world import World

TOKEN: Final = "123456:AAtest-TOKEN_that-must_never-be-logged"  # noqa: S105 - of this server only
_LIMITED: Final = ("sendMessage", "editMessageText")
_NESTED: Final = frozenset(
    ("reply_markup", "reply_parameters", "link_preview_options", "entities", "results", "commands",
     "scope", "allowed_updates", "button")
)  # fmt: skip
_RETRY: Final = 0.05  # seconds until a webhook is tried again


@dataclass(frozen=True)
class Call:
    """One request of the bot; ``at``: monotonic seconds."""

    method: str
    parameters: Json
    at: float


@dataclass
class Limits:
    """Seconds between two messages in one chat, below which the server answers 429."""

    between: float = 0.0
    retry_after: float = 1


@dataclass
class TelegramServer:
    """A Bot API server on a free port of 127.0.0.1; use it with ``async with``."""

    world: World = field(default_factory=World)
    token: str = TOKEN
    limits: Limits = field(default_factory=Limits)
    calls: list[Call] = field(default_factory=list)
    faults: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    deliveries: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.url = ""
        self.open_polls = 0
        self._poll = 0
        self._last: dict[str, float] = {}

    async def __aenter__(self) -> TelegramServer:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._pusher = asyncio.create_task(self._deliver())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pusher.cancel()
        with suppress(asyncio.CancelledError):
            await self._pusher
        await self._runner.cleanup()

    def fail(self, method: str, *faults: Fault) -> None:
        """The next calls of a method fail, each in its way."""
        self.faults[method].extend(faults)

    def called(self, method: str) -> list[Json]:
        """The parameters of every call of a method so far."""
        return [call.parameters for call in self.calls if call.method == method]

    async def until_called(self, method: str, count: int = 1, seconds: float = 10.0) -> Json:
        """The parameters of call number ``count`` of a method, as soon as it is made."""
        await self.world.changed.until(lambda: len(self.called(method)) >= count, seconds)
        return self.called(method)[count - 1]

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        parameters = await _parameters(request)
        self.calls.append(Call(method, parameters, time.monotonic()))
        try:
            if request.match_info["token"] != self.token:
                raise UNAUTHORIZED
            fault = self.faults[method].popleft() if self.faults[method] else None
            if isinstance(fault, Drop):
                if request.transport is not None:
                    request.transport.abort()
                raise web.HTTPInternalServerError
            if isinstance(fault, Page):
                return web.Response(status=fault.status, text=fault.body, content_type="text/html")
            if isinstance(fault, Slow):
                await asyncio.sleep(fault.seconds)
            elif fault is not None:
                raise fault
            return web.json_response({"ok": True, "result": await self._call(method, parameters)})
        except Refusal as refusal:
            return web.json_response(refusal.as_json(), status=refusal.code)
        finally:
            self.world.changed.ring()

    async def _call(self, method: str, parameters: Json) -> Any:  # noqa: ANN401 - any JSON
        if method == "getUpdates":
            return await self._updates(parameters)
        if method not in METHODS:
            raise Refusal(404, "Not Found: method not found")
        if method in _LIMITED:
            self._count(str(parameters.get("chat_id")))
        return METHODS[method](self.world, parameters)

    def _count(self, chat: str) -> None:
        now = time.monotonic()
        if self.limits.between and now - self._last.get(chat, 0.0) < self.limits.between:
            raise too_many_requests(self.limits.retry_after)
        self._last[chat] = now

    async def _updates(self, parameters: Json) -> list[Json]:
        if self.world.webhook:
            raise WEBHOOK_ACTIVE
        offset = int(parameters.get("offset") or 0)
        self.world.updates = [u for u in self.world.updates if u["update_id"] >= offset]
        # A new poll ends the one before it, as on Telegram.
        self._poll += 1
        mine = self._poll
        self.open_polls += 1
        self.world.changed.ring()
        try:
            with suppress(TimeoutError):
                await self.world.changed.until(
                    lambda: self.world.updates or self._poll != mine,
                    float(parameters.get("timeout") or 0) or 0.001,
                )
        finally:
            self.open_polls -= 1
        if self._poll != mine:
            raise OTHER_POLLER
        return self.world.updates[: int(parameters.get("limit") or 100)]

    async def _deliver(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                await self.world.changed.until(
                    lambda: self.world.webhook and self.world.updates, 3600
                )
                if not await self._post(session, self.world.updates[0]):
                    await asyncio.sleep(_RETRY)

    async def _post(self, session: aiohttp.ClientSession, update: Json) -> bool:
        webhook = self.world.webhook
        secret = webhook.get("secret_token")
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        try:
            async with session.post(webhook["url"], json=update, headers=headers) as response:
                status = response.status
        except aiohttp.ClientError:
            status = 0
        self.deliveries.append(status)
        if delivered := 200 <= status < 300:
            self.world.updates.remove(update)
        self.world.changed.ring()
        return delivered


async def _parameters(request: web.Request) -> Json:
    """The parameters of a call: from the address, a form or JSON; nested values are JSON."""
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        given.update(await request.json())
    else:
        given.update(await request.post())
    return {
        name: json.loads(value) if name in _NESTED and isinstance(value, str) else value
        for name, value in given.items()
    }
