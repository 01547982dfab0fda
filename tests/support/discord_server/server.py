"""The loopback Discord as one thing: open it, point a client at it, let people speak."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import discord
from aiohttp import web

from tests.support.discord_server.gateway import Gateway
from tests.support.discord_server.rest import Rest
from tests.support.discord_server.state import Files, new_backend
from tests.support.discord_server.world import World

TOKEN = "loopback.token.of-nobody"  # noqa: S105 - no real token


class LoopbackDiscord:
    """``async with LoopbackDiscord() as discord_: …``; ``granted``: intents of the portal."""

    def __init__(self, *, granted: discord.Intents | None = None, port: int = 0) -> None:
        granted = granted or discord.Intents.all()
        self.token = TOKEN
        self.port = port
        self.backend = new_backend()
        self.rest = Rest(self.backend, self.token, granted)
        self.gateway = Gateway(self.backend, self.token, granted)
        self.world = World(self.backend)
        self._runner: web.AppRunner | None = None

    @property
    def address(self) -> str:
        """``http://127.0.0.1:PORT``."""
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=32 << 20)
        app.router.add_route("*", "/api/v10/{path:.*}", self.rest.handle)
        app.router.add_get("/gateway{tail:/?}", self.gateway.handle)
        app.router.add_get("/files/{path:.*}", self._file)
        self._runner = web.AppRunner(app, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]
        self.gateway.address = self.rest.gateway = f"ws://127.0.0.1:{self.port}/gateway/"
        self.backend.cdn = Files(f"{self.address}/files")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if self._runner is not None:
            self.gateway.cut()
            await self._runner.cleanup()
        if error is None:
            assert self.rest.gaps == [], "the loopback server lacks what the bot asked for"

    async def _file(self, request: web.Request) -> web.Response:
        assert isinstance(self.backend.cdn, Files)
        data = self.backend.cdn.read(request.match_info["path"])
        return web.Response(status=404) if data is None else web.Response(body=data)
