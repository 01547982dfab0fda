"""The recorder writes beside the answers: a store that is down or slow breaks nothing."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.errors import StoreUnavailable
from bot.platform.recorder import Recorder, today_utc
from bot.platform.records import Count, Kept
from bot.store.address import address_of
from bot.store.counts import count, counts
from bot.store.database import Database
from bot.store.keys import person_hash
from bot.store.places import set_setting
from bot.store.questions import keep, kept
from tests.support.waiting import until

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

DAY = date(2026, 3, 2)
ONE = Count(DAY, "discord", "en", "answer", "lamp")


@asynccontextmanager
async def running(recorder: Recorder) -> AsyncIterator[None]:
    """The recorder's task while the block runs."""
    stop = asyncio.Event()
    task = asyncio.create_task(recorder.run(stop))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(task, 20)


def add(recorder: Recorder, times: int = 1) -> None:
    """Something is counted."""
    for _ in range(times):
        recorder.take(lambda connection: count(connection, ONE))


async def total(database: Database) -> int:
    """How much was counted."""
    async with database.begin() as connection:
        return sum(found.count for found in await counts(connection, DAY))


async def test_written_in_the_background_and_at_the_end(database: Database) -> None:
    """What was taken is written soon; what was taken last is written when the program ends."""
    recorder = Recorder(database, 30, every=0.02)
    async with running(recorder):
        add(recorder, 600)
        async with asyncio.timeout(20):
            while await total(database) < 600:
                await asyncio.sleep(0.02)
        add(recorder)
    assert await total(database) == 601


async def test_now_comes_after_what_waits(database: Database) -> None:
    """Who asks for an answer sees what was taken before."""
    recorder = Recorder(database, 30)
    add(recorder, 3)
    found = await recorder.now(lambda connection: counts(connection, DAY))
    assert [one.count for one in found] == [3]


async def test_settings_of_another_process_hold_after_a_refresh(address: object) -> None:
    """What footnote settings changes, the running bot goes by."""
    mine, other = Database(address), Database(address)  # type: ignore[arg-type]
    recorder = Recorder(mine, 30, every=0.02)
    async with other.begin() as connection:
        await set_setting(connection, "discord:1", "prefix", "?")
    async with running(recorder):
        async with asyncio.timeout(20):
            while recorder.places.of("discord:1").prefix is None:
                await asyncio.sleep(0.02)
    await other.close()


async def test_tidy_deletes_what_is_over(database: Database) -> None:
    """Questions after their days, keys after theirs."""
    recorder = Recorder(database, 2, today=lambda: date(2026, 3, 5))

    async def fill(connection: AsyncConnection) -> None:
        for day in (2, 3, 5):
            question = Kept(0, date(2026, 3, day), "discord", "en", "gap", None, f"on the {day}")
            await keep(connection, question, "discord:1")

    await recorder.now(fill)
    before = await recorder.now(lambda c: person_hash(c, "discord:1", date(2026, 3, 3)))
    await recorder.tidy()
    rows = await recorder.now(kept)
    assert [row.text for row in rows] == ["on the 3", "on the 5"]
    assert before != await recorder.now(lambda c: person_hash(c, "discord:1", date(2026, 3, 3)))


async def test_keeping_turned_off_deletes_all(database: Database) -> None:
    """With -1 days nothing that was kept earlier stays, not even what is of today."""
    recorder = Recorder(database, -1, today=lambda: DAY)
    question = Kept(0, DAY, "discord", "en", "gap", None, "who?")
    await recorder.now(partial(keep, question=question, person="discord:1"))
    await recorder.tidy()
    assert await recorder.now(kept) == ()


async def test_down_told_once_and_recovers(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The state folder cannot be made; later it can: nothing is lost, two lines in the log."""
    caplog.set_level(logging.INFO, "bot.platform.recorder")
    (tmp_path / "state").write_text("in the way")
    database = Database(address_of(None, tmp_path / "state"))
    recorder = Recorder(database, 30, every=0.01)
    async with running(recorder):
        add(recorder, 5)
        await until(lambda: not recorder.well, "trouble")
        with pytest.raises(StoreUnavailable):
            await recorder.now(lambda connection: counts(connection, DAY))
        await asyncio.sleep(0.2)
        add(recorder, 5)
        (tmp_path / "state").unlink()
        await until(lambda: recorder.well, "recovery", 20)
        assert await total(database) == 10
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 2
    assert "answers go on" in said[0]
    assert said[1] == "the database works again"


async def test_slow_delays_nobody(tmp_path: Path) -> None:
    """Another process holds the lock: taking stays instant, now gives up, then all is there."""
    database = Database(address_of(None, tmp_path), patience=0.3)
    recorder = Recorder(database, 30, every=0.02)
    await recorder.refresh()
    other = sqlite3.connect(tmp_path / "footnote.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    async with running(recorder):
        began = time.perf_counter()
        add(recorder, 1000)
        assert time.perf_counter() - began < 0.1
        await until(lambda: not recorder.well, "trouble")
        with pytest.raises(StoreUnavailable):
            await recorder.now(lambda connection: counts(connection, DAY))
        other.execute("COMMIT")
        other.close()
        await until(lambda: recorder.well, "recovery", 20)
    assert await total(database) == 1000
    await database.close()


async def test_what_waits_is_bounded(tmp_path: Path) -> None:
    """A store that is down for long costs the oldest counts, not the memory."""
    (tmp_path / "state").write_text("in the way")
    database = Database(address_of(None, tmp_path / "state"))
    recorder = Recorder(database, 30)
    add(recorder, 10_000)
    with pytest.raises(StoreUnavailable):
        await recorder.flush()
    add(recorder, 300)
    (tmp_path / "state").unlink()
    await recorder.flush()
    assert await total(database) == 10_000
    await recorder.close()


async def test_many_of_a_kind_are_one_write(tmp_path: Path) -> None:
    """A busy minute costs a handful of rows, and what could not be written is not lost."""
    (tmp_path / "state").write_text("in the way")
    database = Database(address_of(None, tmp_path / "state"))
    recorder = Recorder(database, 30)
    for number in range(30_000):
        recorder.count(replace(ONE, outcome=("answer", "gap")[number % 2]))
    with pytest.raises(StoreUnavailable):
        await recorder.flush()
    recorder.count(ONE)
    (tmp_path / "state").unlink()
    found = await recorder.now(lambda connection: counts(connection, DAY))
    assert {one.outcome: one.count for one in found} == {"answer": 15_001, "gap": 15_000}
    await recorder.close()


def test_today_is_that_of_greenwich() -> None:
    """A date, the same wherever the server stands."""
    assert abs((today_utc() - date.today()).days) <= 1
