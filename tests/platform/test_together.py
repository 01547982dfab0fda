"""Both platforms in one process and one loop: the trouble of one is never the other's."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import discord
import pytest
from aiohttp import web

from bot.commands.serve import _serve
from bot.errors import WrongToken
from bot.platform.runtime import Runtime
from bot.settings import DiscordSettings
from tests.discord_bot.test_end_to_end import shown
from tests.match.tiny import TINY
from tests.program import ROOT, Program
from tests.support.discord_server import LoopbackDiscord
from tests.support.telegram.people import ALICE
from tests.support.waiting import until
from tests.telegram_bot.running import Stage, with_fact

BOTH = ("discord", "telegram")
unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")


@pytest.fixture
def runtime(stage: Stage) -> Runtime:
    """The lighthouse, with a token for each."""
    telegram = stage.runtime()
    token = DiscordSettings(token="MTIz.abcdef.ghi")  # noqa: S106 - no real token
    return replace(telegram, settings=replace(telegram.settings, discord=token))


@asynccontextmanager
async def discord_that_answers(
    status: int, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[list[str]]:
    """A Discord that answers every request with a status; the paths it was asked for."""
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(
            text='{"message": "no", "code": 0}', status=status, content_type="application/json"
        )

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}/api/v10"
    monkeypatch.setattr(discord.http.Route, "BASE", base)
    try:
        yield asked
    finally:
        await runner.cleanup()


@unix
async def test_both_answer_and_stop(
    stage: Stage, runtime: Runtime, discord_server: LoopbackDiscord
) -> None:
    """One process answers on both, from the same facts, and one signal stops both cleanly."""
    token = DiscordSettings(token=discord_server.token)
    runtime = replace(runtime, settings=replace(runtime.settings, discord=token))
    world = discord_server.world
    lab = world.guild()
    general, carol = world.channel(lab), world.person("carol", lab)
    before = asyncio.all_tasks()
    serving = asyncio.create_task(_serve(runtime, BOTH))
    await until(lambda: discord_server.gateway.counted.identified, "Discord's login", 10)
    on_telegram = await stage.asks("/keeper", ALICE)
    on_discord = await world.ask(general, carol, "!keeper", seconds=10)
    sentence = "Mara Quill has kept it since 1998. ¹"
    assert sentence in on_telegram["text"]
    assert sentence in shown(on_discord)
    assert runtime.limits.remembered == 4  # a person each, and the channel and server of Discord
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(serving, 15)
    assert stage.server.open_polls == 0
    left = [task for task in asyncio.all_tasks() - before if "bot" in repr(task.get_coro())]
    assert left == []


@unix
async def test_one_person_reloads_for_both(
    stage: Stage, runtime: Runtime, discord_server: LoopbackDiscord
) -> None:
    """The facts are one for both: what is swapped in answers on either."""
    token = DiscordSettings(token=discord_server.token)
    runtime = replace(runtime, settings=replace(runtime.settings, discord=token))
    keeper = stage.matcher.base.fact_by_id["keeper"]
    said = replace(keeper.statements[0], text={**keeper.statements[0].text, "en": "Nobody."})
    fresh = with_fact(stage.matcher, replace(keeper, statements=(said,)))
    world = discord_server.world
    lab = world.guild()
    general, carol = world.channel(lab), world.person("carol", lab)
    serving = asyncio.create_task(_serve(runtime, BOTH))
    await until(lambda: discord_server.gateway.counted.identified, "Discord's login", 10)
    assert "Mara Quill" in (await stage.asks("/keeper", ALICE))["text"]
    runtime.service.swap(fresh)
    assert "Nobody." in (await stage.asks("/keeper", ALICE))["text"]
    assert "Nobody." in shown(await world.ask(general, carol, "!keeper", seconds=10))
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(serving, 15)


async def test_discord_is_down(
    stage: Stage,
    runtime: Runtime,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Telegram answers meanwhile, and the log says that Discord is tried again."""
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:9/api/v10")
    with caplog.at_level(logging.INFO, "bot"):
        serving = asyncio.create_task(_serve(runtime, BOTH))
        assert "Mara Quill" in (await stage.asks("/keeper", ALICE))["text"]
        await stage.server.world.changed.until(lambda: stage.server.open_polls)
        while "discord: cannot reach Discord" not in caplog.text:
            await asyncio.sleep(0.02)
        assert "Mara Quill" in (await stage.asks("/keeper", ALICE))["text"]
        serving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await serving
    assert "trying again in 1 s" in caplog.text
    assert stage.server.open_polls == 0


async def test_wrong_token_of_one(
    stage: Stage, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends the process, and the other platform stops cleanly first."""
    async with discord_that_answers(401, monkeypatch) as asked:
        with pytest.raises(WrongToken, match="DISCORD_TOKEN"):
            await asyncio.wait_for(_serve(runtime, BOTH), 20)
    assert asked
    assert stage.server.open_polls == 0


async def test_wrong_token_of_the_other(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram's refusal ends the process too, whatever Discord is doing."""
    wrong = replace(runtime.settings.telegram, token="123456:AAwrong")  # noqa: S106
    runtime = replace(runtime, settings=replace(runtime.settings, telegram=wrong))
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:9/api/v10")
    with pytest.raises(WrongToken, match="TELEGRAM_TOKEN"):
        await asyncio.wait_for(_serve(runtime, BOTH), 20)


@unix
async def test_as_a_process(
    stage: Stage, discord_server: LoopbackDiscord, footnote: Program
) -> None:
    """``footnote run`` with both tokens: both answer, one SIGTERM, exit code 0, no complaint."""
    environment = footnote.environment(
        LOOPBACK_DISCORD=discord_server.address,
        DISCORD_TOKEN=discord_server.token,
        TELEGRAM_TOKEN=stage.server.token,
        TELEGRAM_API_URL=stage.server.url,
        STATE_FOLDER=str(stage.state),
        FACTS=str(TINY),
        PYTHONASYNCIODEBUG="1",
        PYTHONWARNINGS="default",
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.support.discord_child", "run",
        cwd=ROOT, env=environment, stdout=PIPE, stderr=PIPE,
    )  # fmt: skip
    try:
        await until(lambda: discord_server.gateway.counted.identified, "Discord's login", 30)
        assert "Mara Quill" in (await stage.asks("/keeper", ALICE, seconds=30))["text"]
        world = discord_server.world
        lab = world.guild()
        general, carol = world.channel(lab), world.person("carol", lab)
        assert "Mara Quill" in shown(await world.ask(general, carol, "!keeper", seconds=10))
        process.send_signal(signal.SIGTERM)
        _, err = await asyncio.wait_for(process.communicate(), 20)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    said = err.decode()
    assert process.returncode == 0, said
    for complaint in ("Traceback", "Task was destroyed", "never awaited", "Unclosed"):
        assert complaint not in said
    assert "Mara" not in said
    assert stage.server.token.partition(":")[2] not in said
