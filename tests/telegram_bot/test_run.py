"""From the start to the stop: what is said, what ends it, what waits, what is never logged."""

from __future__ import annotations

import asyncio
import io
import logging
import time
from functools import partial

import pytest

from bot.errors import PlatformUnavailable, WrongToken
from bot.platform.heartbeat import SUFFIX, beat
from bot.platform.logs import set_up
from bot.telegram_bot.pace import Rates
from bot.telegram_bot.polling import Pulse
from tests.support.telegram.people import ALICE, BRUNO
from tests.support.telegram.refusal import Drop, Page, Slow, bad_request, too_many_requests
from tests.support.telegram.server import TelegramServer
from tests.support.telegram.world import World
from tests.telegram_bot.running import Stage


async def test_says_that_privacy_mode_is_on(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """What works in groups, what does not, the exception, and how to change it."""
    with caplog.at_level(logging.INFO, "bot.telegram_bot"):
        async with stage.bot():
            await stage.asks("/help")
    text = caplog.text
    assert "@footnote_test_bot answers on Telegram, with the facts of version" in text
    assert (
        "privacy mode is on: in groups /ask@footnote_test_bot, other commands and replies" in text
    )
    assert "a plain @footnote_test_bot does not, except where it is an administrator" in text
    assert "@BotFather, /setprivacy, Disable, then add it to the group again" in text
    assert "inline mode is off" not in text


async def test_says_that_privacy_and_inline_mode_are_off(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """Then a mention works; inline does not, and where to switch it on."""
    stage.server.world.reads_all_group_messages = True
    stage.server.world.supports_inline = False
    with caplog.at_level(logging.INFO, "bot.telegram_bot"):
        async with stage.bot():
            await stage.asks("/help")
    assert "privacy mode is off" in caplog.text
    assert "@BotFather, /setinline" in caplog.text


async def test_wrong_token(stage: Stage) -> None:
    """One line with the remedy, and nothing of the token in it."""
    stage.settings = {"token": "123456:AAother-TOKEN_of-nobody"}
    with pytest.raises(WrongToken) as wrong:
        await stage.start()
    assert str(wrong.value).startswith("TELEGRAM_TOKEN is refused by Telegram: copy it again")
    assert "AAother" not in str(wrong.value)


@pytest.mark.parametrize("fault", [Page(502), Drop()], ids=["502", "drop"])
async def test_not_reached_at_the_start(stage: Stage, fault: Page | Drop) -> None:
    """The supervisor is told, and tries again."""
    stage.server.fail("getMe", fault)
    with pytest.raises(PlatformUnavailable, match="Telegram cannot be reached"):
        await stage.start()
    async with stage.bot():
        assert "Mara Quill" in (await stage.asks("/keeper"))["text"]


async def test_no_network_at_all(stage: Stage) -> None:
    """Nobody listens at the address."""
    stage.settings = {"api": "http://127.0.0.1:9"}
    with pytest.raises(PlatformUnavailable, match="Telegram cannot be reached"):
        await stage.start()


async def test_backlog(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """What came while it was down: the young is answered, the old is not, and that is said."""
    stage.settings = {"backlog": 60}
    world = stage.server.world
    world.say(ALICE, "/keeper", age=3600)
    world.say(BRUNO, "/keeper", age=30)
    with caplog.at_level(logging.INFO, "bot.telegram_bot"):
        async with stage.bot():
            assert "Mara Quill" in (await world.heard(BRUNO))["text"]
            await stage.asks("/help", ALICE)
    assert len(world.by_bot(ALICE)) == 1
    assert "messages older than 60 s stay unanswered (1 so far)" in caplog.text


async def test_stop_finishes_what_is_under_way(stage: Stage) -> None:
    """An answer that is being sent when the bot stops still arrives; no connection is left."""
    stage.server.fail("sendMessage", Slow(0.3))
    async with stage.bot():
        stage.server.world.say(ALICE, "/keeper")
        await stage.server.until_called("sendMessage")
    assert "Mara Quill" in stage.server.world.by_bot(ALICE)[0]["text"]
    assert stage.server.open_polls == 0
    assert stage.server.world.updates == []
    assert len(asyncio.all_tasks()) <= 2  # this test and the server's delivery


async def test_stop_does_not_wait_for_a_halted_chat(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chat that must not be written to for a minute holds up no stop."""
    monkeypatch.setattr("bot.telegram_bot.run._GRACE", 0.2)
    stage.server.fail("sendMessage", too_many_requests(60))
    began = time.monotonic()
    async with stage.bot():
        stage.server.world.say(ALICE, "/keeper")
        stage.server.world.say(ALICE, "/cost")
        await stage.server.until_called("sendMessage")
    assert time.monotonic() - began < 3
    assert len(asyncio.all_tasks()) <= 2


async def test_many_people_at_once(stage: Stage) -> None:
    """Chats do not wait for one another: twenty people, two messages a tenth apart each."""
    stage.rates = Rates(between=0.1, per_group=10_000, overall=10_000)
    world = stage.server.world
    people = [type(ALICE)(500 + n, f"P{n}") for n in range(20)]
    began = time.monotonic()
    async with stage.bot():
        for person in people:
            world.say(person, "/keeper")
            world.say(person, "/cost")
        for person in people:
            await world.heard(person, 2)
    assert time.monotonic() - began < 5
    for person in people:
        first, second = world.by_bot(person)
        assert "Mara Quill" in first["text"]
        assert "$45,000" in second["text"]


async def test_token_in_no_log_line(stage: Stage) -> None:
    """At DEBUG, with every library unmuted, through faults and a wrong token: not once."""
    log = io.StringIO()
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    names = ("httpx", "httpcore", "telegram", "asyncio", "telegram.ext")
    levels = {name: logging.getLogger(name).level for name in names}
    set_up("DEBUG", stage.runtime().settings.secrets, log)
    muted = log.getvalue()
    try:
        for unmuted in (False, True):
            if unmuted:
                for name in names:
                    logging.getLogger(name).setLevel(logging.DEBUG)
            stage.server.fail("getUpdates", Page(502), Drop())
            stage.server.fail("sendMessage", Page(502))
            async with stage.bot():
                await stage.asks("/keeper", BRUNO)
                stage.server.fail("sendMessage", bad_request("chat not found"))
                stage.server.world.say(ALICE, "/keeper")
                await stage.server.world.changed.until(
                    lambda: not stage.server.faults["sendMessage"]
                )
                await stage.asks("/cost", BRUNO)
            wrong = Stage(stage.server, stage.matcher, stage.state)
            wrong.settings = {"token": stage.server.token + "x"}
            with pytest.raises(WrongToken):
                await wrong.start()
            muted = muted or log.getvalue()
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        for name, before in levels.items():
            logging.getLogger(name).setLevel(before)
    whole = log.getvalue()
    assert stage.server.token not in whole
    assert stage.server.token.partition(":")[2] not in whole
    assert "/bot[token]/sendMessage" in whole  # the addresses were logged, without it
    assert "Mara" not in muted  # as it is set up, no library logs a message


async def test_two_servers_two_bots(stage: Stage) -> None:
    """Nothing is global: two bots in one process keep apart."""
    async with TelegramServer(World(username="other_test_bot")) as second:
        other = Stage(second, stage.matcher, stage.state / "other")
        async with stage.bot(), other.bot():
            assert "Mara" in (await stage.asks("/keeper@footnote_test_bot"))["text"]
            assert "Mara" in (await other.asks("/keeper@other_test_bot"))["text"]


async def test_heartbeat(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """While Telegram answers, a file is touched, which a container's health check looks at."""
    monkeypatch.setattr("bot.telegram_bot.run.beat", partial(beat, every=0.02))
    touched = stage.state / f"telegram{SUFFIX}"
    assert not Pulse().alive()
    async with stage.bot():
        await stage.asks("/help")
        await stage.asks("/keeper")
        await asyncio.sleep(0.1)
        assert touched.exists()


async def test_refused_webhook(stage: Stage) -> None:
    """What Telegram says about the address is told."""
    stage.settings = {"webhook": "http://127.0.0.1:1/x", "listen": "127.0.0.1:0"}
    stage.server.fail("setWebhook", bad_request("bad webhook: Failed to resolve host"))
    with pytest.raises(
        PlatformUnavailable, match=r"refuses to start .*(?i:failed to resolve host)"
    ):
        await stage.start()
