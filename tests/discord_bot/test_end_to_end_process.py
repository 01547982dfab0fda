"""``python -m bot run discord`` in a process of its own: how it ends, and what it prints."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.platform.heartbeat import SUFFIX
from tests.discord_bot.test_end_to_end import shown
from tests.match.tiny import TINY
from tests.support.discord_server import LoopbackDiscord
from tests.support.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Program

HEARTBEAT = f"discord{SUFFIX}"
COMPLAINTS = ("Traceback", "Task was destroyed", "never awaited", "Unclosed", "never retrieved")

# Python says what it otherwise keeps to itself: what was never awaited, closed or retrieved.
ANXIOUS = {"PYTHONASYNCIODEBUG": "1", "PYTHONWARNINGS": "default"}


@asynccontextmanager
async def started(
    footnote: Program, server: LoopbackDiscord, folder: Path, **environment: str
) -> AsyncIterator[Process]:
    """The bot's process, with a folder of its own; killed if the test leaves it running."""
    given = {
        "LOOPBACK_DISCORD": server.address, "DISCORD_TOKEN": server.token, "FACTS": str(TINY),
        "STATE_FOLDER": str(folder / "state"),
    }  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.support.discord_child", "run", "discord",
        env=footnote.environment(**(given | environment)), cwd=folder, stdout=PIPE, stderr=PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def ended(process: Process) -> tuple[int | None, str]:
    """Exit code and what was printed, after at most ten seconds."""
    out, err = await asyncio.wait_for(process.communicate(), 10)
    return process.returncode, (out + err).decode()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda n: n.name)
async def test_clean_stop(
    discord_server: LoopbackDiscord, footnote: Program, tmp_path: Path, number: signal.Signals
) -> None:
    """An answer that waits for a rate limit when the signal comes is still sent; nothing leaks."""
    world = discord_server.world
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with started(footnote, discord_server, tmp_path, **ANXIOUS) as process:
        await until(lambda: discord_server.gateway.sessions, "the login", 20)
        await world.ask(general, alice, "!keeper", seconds=10)
        await until((tmp_path / "state" / HEARTBEAT).exists, "the heartbeat")
        discord_server.rest.limit("POST", f"/channels/{general.id}/messages", retry_after=1)
        world.say(general, alice, "!cost")
        await until(lambda: discord_server.rest.calls[-1].status == 429, "the rate limit")
        process.send_signal(number)
        code, printed = await ended(process)
    assert code == 0, printed
    assert "$45,000" in shown(world.said(general)[-1])
    assert not [complaint for complaint in COMPLAINTS if complaint in printed], printed
    assert not (tmp_path / "state" / HEARTBEAT).exists()
    assert discord_server.token not in printed


async def test_wrong_token(
    discord_server: LoopbackDiscord, footnote: Program, tmp_path: Path
) -> None:
    """One line, exit code 2, and the token is nowhere in it."""
    wrong = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.not-the-token-of-anybody-at-all-00"
    async with started(footnote, discord_server, tmp_path, DISCORD_TOKEN=wrong) as process:
        code, printed = await ended(process)
    assert code == 2
    assert len(printed.splitlines()) == 1, printed
    assert printed.startswith("footnote: ")
    assert "DISCORD_TOKEN" in printed
    assert wrong not in printed


async def test_no_network(footnote: Program, tmp_path: Path) -> None:
    """Nobody answers at the address: one line, exit code 2."""
    async with LoopbackDiscord() as server:
        pass
    async with started(footnote, server, tmp_path) as process:
        code, printed = await ended(process)
    assert code == 2
    assert len(printed.splitlines()) == 1, printed
    assert "network" in printed.lower() or "reach" in printed.lower()


async def test_stop_while_starting(
    discord_server: LoopbackDiscord, footnote: Program, tmp_path: Path
) -> None:
    """SIGTERM between login and READY ends it cleanly too."""
    async with started(footnote, discord_server, tmp_path, **ANXIOUS) as process:
        await until(lambda: discord_server.rest.calls, "the login", 20)
        process.terminate()
        code, printed = await ended(process)
    assert code == 0, printed
    assert not [complaint for complaint in COMPLAINTS if complaint in printed], printed
