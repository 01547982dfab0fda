"""Long polling through every fault that Telegram and the network have."""

from __future__ import annotations

import asyncio
import logging
from itertools import pairwise

import aiohttp
import pytest

from bot.errors import PlatformUnavailable, WrongToken
from tests.support.telegram.people import ALICE, BRUNO
from tests.support.telegram.refusal import (
    UNAUTHORIZED,
    Drop,
    Fault,
    Page,
    Refusal,
    too_many_requests,
)
from tests.telegram_bot.running import Stage

SECRET = "private words of Alice"  # noqa: S105 - a message


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Page(502), "no answer from Telegram (NetworkError: Bad Gateway (502))"),
        (Drop(), "no answer from Telegram (NetworkError"),
        (Page(200), "no answer from Telegram (TelegramError: the reply is no JSON)"),
        (too_many_requests(0.05), "no answer from Telegram (RetryAfter"),
        (Refusal(500, "Internal Server Error"), "no answer from Telegram (NetworkError"),
    ],
    ids=["502", "drop", "no-json", "429", "500"],
)
async def test_passing_faults(
    stage: Stage, fault: Fault, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Each is waited out, said in one line, and over when Telegram answers again."""
    stage.server.fail("getUpdates", fault, fault)
    with caplog.at_level(logging.INFO, "bot.telegram_bot"):
        async with stage.bot():
            assert "Mara Quill" in (await stage.asks("/keeper"))["text"]
    lines = [record.getMessage() for record in caplog.records]
    assert [line for line in lines if said in line]
    assert lines.count("Telegram answers again") == 1
    assert "Traceback" not in caplog.text


async def test_waits_grow(stage: Stage) -> None:
    """Each failed fetch is followed by a longer wait, up to the longest."""
    stage.server.fail("getUpdates", *[Page(502)] * 4)
    async with stage.bot():
        await stage.server.until_called("getUpdates", 5)
    at = [call.at for call in stage.server.calls if call.method == "getUpdates"]
    waits = [later - earlier for earlier, later in pairwise(at)]
    assert waits[0] >= 0.05
    assert waits[1] >= 0.1
    assert waits[3] >= 0.2


async def test_each_update_is_answered_once(stage: Stage) -> None:
    """Ten people at once; then a restart: nobody is answered twice."""
    world = stage.server.world
    people = [type(ALICE)(200 + n, f"P{n}") for n in range(10)]
    for person in people:
        world.say(person, "/keeper")
    async with stage.bot():
        for person in people:
            await world.heard(person)
    async with stage.bot():
        await stage.asks("/help", BRUNO)
    assert [len(world.by_bot(person)) for person in people] == [1] * 10


async def test_malformed_update_in_a_batch(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """It is skipped, the others answered, it is not fetched again, nothing private is logged."""
    world = stage.server.world
    world.say(ALICE, "/keeper")
    world.push({"message": {"text": SECRET, "chat": {"id": ALICE.id}}})
    world.push({"message": SECRET})
    world.say(BRUNO, "/keeper")
    with caplog.at_level(logging.DEBUG):
        async with stage.bot():
            await world.heard(ALICE)
            await world.heard(BRUNO)
            await world.changed.until(lambda: not world.updates)
    assert caplog.text.count("skipped an update that cannot be read") == 2
    assert SECRET not in caplog.text


async def test_second_poller(stage: Stage) -> None:
    """Another program with the same token: said with the remedy, and this one gives way."""
    running = stage.start()
    await stage.server.world.changed.until(lambda: stage.server.open_polls)
    address = f"{stage.server.url}/bot{stage.server.token}/getUpdates"
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        assert response.status == 200
    with pytest.raises(PlatformUnavailable, match="another program fetches this bot's messages"):
        await running
    assert len(stage.server.called("getUpdates")) == 2  # it does not disturb the other once more


async def test_webhook_in_the_way(stage: Stage) -> None:
    """A webhook of somebody else's is not removed unasked; the line says how to."""
    stage.server.world.webhook = {"url": "https://elsewhere.example/hook"}
    with pytest.raises(PlatformUnavailable, match="TELEGRAM_REMOVE_WEBHOOK=yes"):
        await stage.start()
    assert stage.server.world.webhook


async def test_webhook_removed_when_asked(stage: Stage) -> None:
    """TELEGRAM_REMOVE_WEBHOOK=yes: it goes, and what waited is answered."""
    stage.server.world.say(ALICE, "/keeper")
    stage.server.world.webhook = {"url": "http://127.0.0.1:9/hook"}
    stage.settings = {"take_over": True}
    async with stage.bot():
        assert "Mara Quill" in (await stage.server.world.heard(ALICE))["text"]


async def test_token_revoked_while_running(stage: Stage) -> None:
    """401 in the middle: a wrong token, which starting again cannot mend."""
    running = stage.start()
    await stage.asks("/keeper")
    stage.server.fail("getUpdates", UNAUTHORIZED)
    stage.server.world.say(BRUNO, "thanks")
    with pytest.raises(WrongToken, match="TELEGRAM_TOKEN is refused by Telegram"):
        await running


async def test_empty_replies_do_not_spin(stage: Stage) -> None:
    """A server that does not wait for updates is not asked without a pause."""
    stage.patience = type(stage.patience)(poll=5, first=0.1, longest=0.2)
    empty = Page(200, '{"ok": true, "result": []}')
    stage.server.fail("getUpdates", *[empty] * 1000)
    async with stage.bot():
        await asyncio.sleep(0.35)
    assert len(stage.server.called("getUpdates")) <= 6


async def test_only_what_is_handled_is_asked_for(stage: Stage) -> None:
    """Telegram sends no update that the bot would throw away."""
    async with stage.bot():
        call = await stage.server.until_called("getUpdates")
    assert set(call["allowed_updates"]) == {
        "message", "edited_message", "callback_query", "inline_query",
    }  # fmt: skip
