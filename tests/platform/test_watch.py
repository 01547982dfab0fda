"""A saved file is noticed, once, when it is whole."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.match.matcher import Matcher
from bot.platform.reload import Reloader
from bot.platform.report import Refused, Report, Unchanged
from bot.platform.service import Service
from bot.platform.watch import Watcher, changes, stamp_of
from tests.match.tiny import TINY

SOON = 0.02


async def next_change(path: Path, saved: list[str]) -> int:
    """How many changes are told while a file is written again and again."""
    told = 0

    async def count() -> None:
        nonlocal told
        async for _ in changes(path, SOON):
            told += 1

    task = asyncio.create_task(count())
    await asyncio.sleep(SOON * 2)
    for text in saved:
        path.write_text(text, encoding="utf-8")
        await asyncio.sleep(SOON / 4)
    await asyncio.sleep(SOON * 8)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return told


async def test_many_writes_are_one_change(tmp_path: Path) -> None:
    """An editor that writes in pieces causes one reload."""
    path = tmp_path / "facts.yaml"
    path.write_text("a", encoding="utf-8")
    assert await next_change(path, ["b" * n for n in range(1, 6)]) == 1


async def test_nothing_written(tmp_path: Path) -> None:
    """No save, no reload."""
    path = tmp_path / "facts.yaml"
    path.write_text("a", encoding="utf-8")
    assert await next_change(path, []) == 0


async def test_file_that_is_gone_and_comes_back(tmp_path: Path) -> None:
    """Replacing the file, as editors do, is a change; its absence is none."""
    path = tmp_path / "facts.yaml"
    path.write_text("a", encoding="utf-8")
    path.unlink()
    assert stamp_of(path) is None
    assert await next_change(path, []) == 0
    assert await next_change(path, ["back"]) == 1


async def test_watcher_reloads_and_tells(tiny: Matcher, tmp_path: Path) -> None:
    """A save leads to a report for every listener, broken ones apart; stop ends it."""
    path = tmp_path / "facts.yaml"
    path.write_text(TINY.read_text(encoding="utf-8"), encoding="utf-8")
    watcher = Watcher(path, Reloader(path, Service(tiny)), SOON)
    heard: list[Report] = []

    async def broken(_: Report) -> None:
        raise RuntimeError("no channel")

    async def listen(report: Report) -> None:
        heard.append(report)

    watcher.listeners += [broken, listen]
    stop = asyncio.Event()
    task = asyncio.create_task(watcher.run(stop))
    await asyncio.sleep(SOON * 3)
    path.touch()
    await _until(heard, 1)
    assert isinstance(heard[0], Unchanged)
    path.write_bytes(b"\xff")
    await _until(heard, 2)
    assert isinstance(heard[1], Refused)
    stop.set()
    await asyncio.wait_for(task, 1)


async def _until(heard: list[Report], count: int) -> None:
    for _ in range(200):
        if len(heard) >= count:
            return
        await asyncio.sleep(SOON)
    pytest.fail("nothing was told")
