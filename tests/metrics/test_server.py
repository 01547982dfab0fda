"""Health and metrics over real HTTP on the loopback address."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.errors import ConfigurationError
from bot.match.matcher import Matcher
from bot.metrics.server import serving
from bot.platform.runtime import Runtime
from bot.settings import Settings
from tests.match.tiny import TINY
from tests.platform.test_recording import ANNA


@pytest.fixture
async def runtime(tiny: Matcher, tmp_path: Path) -> AsyncIterator[Runtime]:
    """The lighthouse."""
    made = Runtime.of(Settings(state=tmp_path / "state"), TINY, tiny)
    yield made
    await made.recorder.close()


async def get(port: int, path: str) -> tuple[int, str]:
    """Status and text of an address."""
    url = f"http://127.0.0.1:{port}{path}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def test_ready_when_every_platform_is_connected(runtime: Runtime) -> None:
    """Telegram is up, Discord is not yet: alive and not ready; then both."""
    runtime.health.expect("discord")
    with serving(runtime, 0) as port, runtime.health.watching("telegram", lambda: True):
        assert await get(port, "/healthz") == (200, "alive\n")
        assert await get(port, "/readyz") == (503, "not connected: discord\n")
        with runtime.health.watching("discord", lambda: True):
            assert await get(port, "/readyz") == (200, "ready\n")
        assert await get(port, "/readyz") == (503, "not connected: discord\n")


async def test_metrics_are_there_and_nothing_else(runtime: Runtime) -> None:
    """A reply shows; another address is not found."""
    with serving(runtime, 0) as port:
        runtime.service.respond("!cost", ANNA)
        status, text = await get(port, "/metrics")
        assert status == 200
        assert 'footnote_replies_total{language="en",outcome="answer",platform="discord"} 1' in text
        assert (await get(port, "/"))[0] == 404


async def test_an_event_loop_that_hangs_is_not_alive(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While something blocks the loop, /healthz says 503."""
    monkeypatch.setattr("bot.metrics.server._PATIENCE", 0.2)
    with serving(runtime, 0) as port:

        def ask() -> bytes:
            import socket

            with socket.create_connection(("127.0.0.1", port), 5) as line:
                line.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
                return line.makefile("rb").read()

        asked = asyncio.get_running_loop().run_in_executor(None, ask)
        time.sleep(1.0)
        answer = await asked
    assert b"503" in answer.splitlines()[0]
    assert b"the event loop does not answer" in answer


async def test_a_port_that_is_taken(runtime: Runtime) -> None:
    """One line with the remedy."""
    with (
        serving(runtime, 0) as port,
        pytest.raises(ConfigurationError, match=f"METRICS_PORT {port} cannot be used"),
        serving(runtime, port),
    ):
        pass


async def test_only_on_the_loopback_address(runtime: Runtime) -> None:
    """Another of the machine's own addresses reaches nothing."""
    with serving(runtime, 0) as port, pytest.raises(aiohttp.ClientError):
        async with aiohttp.ClientSession() as session:
            await session.get(f"http://127.0.0.2:{port}/healthz")
