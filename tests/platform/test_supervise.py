"""One platform's trouble: told, tried again later each time, and never the other's."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.errors import ConfigurationError, FootnoteError, PlatformUnavailable, WrongToken
from bot.platform import supervise as module
from bot.platform.supervise import supervise

Fault = Exception | None


class Platform:
    """Meets one fault after the other, then runs until it is stopped."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = list(faults)
        self.starts: list[float] = []
        self.runs = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Run once."""
        self.starts.append(asyncio.get_running_loop().time())
        if self.faults:
            fault = self.faults.pop(0)
            if fault is not None:
                raise fault
            return
        self.runs.set()
        await stop.wait()


@pytest.fixture
def stop() -> asyncio.Event:
    """What ends a test's platforms."""
    return asyncio.Event()


async def until_steady(platform: Platform, stop: asyncio.Event, *, alone: bool = False) -> None:
    """Supervise until the platform runs, then stop it."""
    task = asyncio.create_task(supervise("it", platform.run, stop, alone=alone, first=0.02))
    await asyncio.wait_for(platform.runs.wait(), 5)
    stop.set()
    await asyncio.wait_for(task, 5)


async def test_starts_again_later_each_time(
    stop: asyncio.Event, caplog: pytest.LogCaptureFixture
) -> None:
    """No network, a fault of ours, an end by itself: each is told, each wait is longer."""
    platform = Platform(PlatformUnavailable("no network"), RuntimeError("oh"), None)
    with caplog.at_level(logging.WARNING):
        await until_steady(platform, stop)
    one, two, three, four = platform.starts
    assert 0.02 <= two - one < three - two < four - three
    assert "it: no network; trying again in 0 s" in caplog.text
    assert "it broke down; starting it again" in caplog.text
    assert "it ended by itself" in caplog.text


@pytest.mark.parametrize("alone", [True, False])
async def test_wrong_token_ends_it(stop: asyncio.Event, alone: bool) -> None:  # noqa: FBT001
    """Whatever else runs."""
    with pytest.raises(WrongToken):
        await supervise("it", Platform(WrongToken("no")).run, stop, alone=alone)


@pytest.mark.parametrize(
    "error", [PlatformUnavailable("no network"), ConfigurationError("no intent")]
)
async def test_first_start_alone(stop: asyncio.Event, error: FootnoteError) -> None:
    """Who starts it by hand reads why it does not start."""
    with pytest.raises(type(error)):
        await supervise("it", Platform(error).run, stop, alone=True)


async def test_later_fault_alone(stop: asyncio.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    """After it ran for a while, a lost network is waited out."""
    monkeypatch.setattr(module, "_STARTING", 0.0)
    platform = Platform(PlatformUnavailable("no network"))
    await until_steady(platform, stop, alone=True)
    assert len(platform.starts) == 2


async def test_wrong_setting_beside_another_platform(
    stop: asyncio.Event, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is told and tried again after the longest wait: somebody may mend it meanwhile."""
    monkeypatch.setattr(module, "_LONGEST", 0.1)
    platform = Platform(ConfigurationError("no intent"))
    await until_steady(platform, stop)
    assert platform.starts[1] - platform.starts[0] >= 0.1
    assert "it: no intent; trying again in 0 s" in caplog.text


async def test_stop_during_a_wait(stop: asyncio.Event) -> None:
    """Nobody waits for the next attempt."""
    platform = Platform(PlatformUnavailable("no network"))
    task = asyncio.create_task(supervise("it", platform.run, stop, alone=False, first=60))
    await asyncio.sleep(0.05)
    stop.set()
    await asyncio.wait_for(task, 1)
    assert len(platform.starts) == 1


async def test_the_other_goes_on(stop: asyncio.Event) -> None:
    """One fails over and over; the other starts once."""
    good, bad = Platform(), Platform(*[RuntimeError("oh")] * 3)
    tasks = [
        asyncio.create_task(supervise("it", platform.run, stop, alone=False, first=0.01))
        for platform in (good, bad)
    ]
    await asyncio.wait_for(bad.runs.wait(), 5)
    assert len(good.starts) == 1
    stop.set()
    await asyncio.gather(*tasks)
