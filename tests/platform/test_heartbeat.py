"""The heartbeat file: there while the bot is connected, and only then."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.platform.heartbeat import SUFFIX, beat
from tests.support.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


NAME = f"discord{SUFFIX}"


async def _stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_touched_again_and_again(tmp_path: Path) -> None:
    """While the bot is connected the file gets younger; when it stops, the file goes."""
    file = tmp_path / "state" / NAME
    task = asyncio.create_task(beat(file, lambda: True, every=0.01))
    await until(file.exists, "the heartbeat")
    first = file.stat().st_mtime_ns
    await until(lambda: file.stat().st_mtime_ns > first, "a second beat")
    await _stop(task)
    assert not file.exists()


async def test_no_beat_while_disconnected(tmp_path: Path) -> None:
    """A bot that is cut off lets the file grow old; an old file of another run is removed."""
    (tmp_path / NAME).touch()
    asked = 0

    def connected() -> bool:
        nonlocal asked
        asked += 1
        return False

    task = asyncio.create_task(beat(tmp_path / NAME, connected, every=0.001))
    await until(lambda: asked > 3, "four rounds")
    assert not (tmp_path / NAME).exists()
    await _stop(task)


async def test_unwritable_folder_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The bot goes on without a heartbeat, with one line in the log."""
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    rounds = 0

    def connected() -> bool:
        nonlocal rounds
        rounds += 1
        return True

    with caplog.at_level(logging.WARNING):
        task = asyncio.create_task(beat(tmp_path / "file" / NAME, connected, every=0.001))
        await until(lambda: rounds > 3, "four rounds")
        await _stop(task)
    assert [record.getMessage() for record in caplog.records] == [
        f"cannot write {tmp_path / 'file' / NAME}: File exists"
    ]
