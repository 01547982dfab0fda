"""``footnote run telegram`` as a process of its own: started, spoken with, stopped."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest

from tests.match.tiny import TINY
from tests.program import ROOT, Program
from tests.support.telegram.people import ALICE
from tests.support.telegram.server import TelegramServer

Start = Callable[..., Awaitable[Process]]


@pytest.fixture
async def start(server: TelegramServer, footnote: Program) -> AsyncIterator[Start]:
    """Start the program against the loopback server; ended with the test."""
    started: list[Process] = []

    async def start_(**more: str) -> Process:
        settings = {
            "TELEGRAM_TOKEN": server.token,
            "TELEGRAM_API_URL": server.url,
            "STATE_FOLDER": str(footnote.home / "state"),
            **more,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", "telegram", "--facts", str(TINY),
            cwd=ROOT, env=footnote.environment(**settings), stdout=PIPE, stderr=PIPE,
        )  # fmt: skip
        started.append(process)
        return process

    yield start_
    for process in started:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def end_of(process: Process) -> tuple[int, str]:
    """Exit code and standard error."""
    _, err = await asyncio.wait_for(process.communicate(), 20)
    return process.returncode or 0, err.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["TERM", "INT"])
async def test_from_start_to_stop(
    server: TelegramServer, start: Start, number: signal.Signals
) -> None:
    """It answers, and ends at a signal with exit code 0 and no traceback."""
    server.world.say(ALICE, "/keeper")
    process = await start(LOG_LEVEL="DEBUG")
    answer = await server.world.heard(ALICE, seconds=30)
    assert "Mara Quill" in answer["text"]
    process.send_signal(number)
    code, err = await end_of(process)
    assert code == 0
    assert "@footnote_test_bot answers on Telegram" in err
    assert "privacy mode is on" in err
    assert "Traceback" not in err
    assert server.token.partition(":")[2] not in err
    assert server.open_polls == 0


async def test_wrong_token(server: TelegramServer, start: Start) -> None:
    """One line, exit code 2."""
    code, err = await end_of(await start(TELEGRAM_TOKEN=f"{server.token}x"))
    assert code == 2
    (line,) = err.splitlines()
    assert line.startswith("footnote: TELEGRAM_TOKEN is refused by Telegram: copy it again")


async def test_webhook_in_the_way(server: TelegramServer, start: Start) -> None:
    """At the first start, alone: the line with the remedy, exit code 2."""
    server.world.webhook = {"url": "https://elsewhere.example/hook"}
    code, err = await end_of(await start())
    assert code == 2
    assert err.splitlines()[-1].startswith("footnote: Telegram sends this bot's messages to a")
    assert "Traceback" not in err


async def test_counts_and_metrics_of_a_running_bot(
    server: TelegramServer, start: Start, footnote: Program, tmp_path: Path
) -> None:
    """What was asked is in the database after the end, and on the loopback port before it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server.world.say(ALICE, "/keeper")
    process = await start(METRICS_PORT=str(port), KEEP_QUESTIONS="yes", STATE_FOLDER=str(tmp_path))
    await server.world.heard(ALICE, seconds=30)
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        for path, words in (
            ("/healthz", "alive"),
            ("/readyz", "ready"),
            ("/metrics", 'footnote_connected{platform="telegram"} 1.0'),
        ):
            async with session.get(path) as answer:
                assert answer.status == 200
                assert words in await answer.text()
    server.world.say(ALICE, "what is the capital of Peru?")
    await server.world.heard(ALICE, 2, seconds=30)
    process.send_signal(signal.SIGTERM)
    code, err = await end_of(process)
    assert (code, "Traceback" in err) == (0, False)
    shown = footnote("stats", STATE_FOLDER=str(tmp_path))
    assert shown.out.startswith("2 questions, ")
    assert "telegram 2" in shown.out
    forgotten = footnote("forget", "--all", STATE_FOLDER=str(tmp_path))
    assert forgotten.out == "deleted: 1 question\n"
