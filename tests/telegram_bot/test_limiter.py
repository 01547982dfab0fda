"""Requests keep to the limits; a 429 halts only what it concerns, and is tried again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from bot.settings import TelegramSettings
from bot.telegram_bot.client import client_of
from bot.telegram_bot.pace import Rates
from tests.support.telegram.people import ALICE, BRUNO, Person
from tests.support.telegram.refusal import too_many_requests
from tests.support.telegram.server import TelegramServer
from tests.telegram_bot.running import AT_ONCE

Connect = Callable[[Rates], Bot]


@pytest.fixture
async def connect(server: TelegramServer) -> AsyncIterator[Callable[[Rates], asyncio.Future[Bot]]]:
    """Clients of some pace, connected until the test ends."""
    for person in (ALICE, BRUNO):
        server.world.say(person, "hello")

    async with AsyncExitStack() as stack:

        def open_(rates: Rates) -> asyncio.Future[Bot]:
            client = client_of(TelegramSettings(token=server.token, api=server.url), rates)
            return asyncio.ensure_future(stack.enter_async_context(client.bot))

        yield open_


def sent_at(server: TelegramServer, person: Person) -> list[float]:
    """When messages to somebody came in, in seconds."""
    chat = str(person.id)
    return [
        call.at
        for call in server.calls
        if call.method == "sendMessage" and str(call.parameters["chat_id"]) == chat
    ]


async def test_pace_in_each_chat(
    server: TelegramServer, connect: Callable[[Rates], asyncio.Future[Bot]]
) -> None:
    """Alice's three messages come one after the other; Bruno's does not wait for them."""
    server.limits.between = 0.1
    bot = await connect(Rates(between=0.15))
    await asyncio.gather(
        *(bot.send_message(ALICE.id, str(n)) for n in range(3)), bot.send_message(BRUNO.id, "x")
    )
    first, second, third = sent_at(server, ALICE)
    assert second - first > 0.1
    assert third - second > 0.1
    assert sent_at(server, BRUNO)[0] < second
    assert len(server.called("sendMessage")) == 4  # none was refused


async def test_pace_in_a_group(
    server: TelegramServer, connect: Callable[[Rates], asyncio.Future[Bot]]
) -> None:
    """A group has its own limit a minute (here: two in a fifth of a second)."""
    group = server.world.group()
    bot = await connect(Rates(between=0.0, per_group=2, minute=0.3))
    await asyncio.gather(*(bot.send_message(group.id, str(n)) for n in range(3)))
    moments = [call.at for call in server.calls if call.method == "sendMessage"]
    assert moments[2] - moments[0] > 0.25


async def test_retry_after_halts_one_chat(
    server: TelegramServer, connect: Callable[[Rates], asyncio.Future[Bot]]
) -> None:
    """Alice's message is refused for a while, and sent then; her next waits; Bruno's does not."""
    bot = await connect(AT_ONCE)
    server.fail("sendMessage", too_many_requests(0.3))
    refused = asyncio.create_task(bot.send_message(ALICE.id, "first"))
    await server.until_called("sendMessage")
    await asyncio.sleep(0.05)
    await asyncio.gather(
        refused, bot.send_message(ALICE.id, "second"), bot.send_message(BRUNO.id, "x")
    )
    assert [m["text"] for m in server.world.by_bot(ALICE)] == ["first", "second"]
    tried, again, _ = sent_at(server, ALICE)
    assert again - tried > 0.3
    assert sent_at(server, BRUNO)[0] < again


async def test_retry_after_of_a_method_without_a_chat(
    server: TelegramServer, connect: Callable[[Rates], asyncio.Future[Bot]]
) -> None:
    """A halted inline answer holds back no message."""
    bot = await connect(AT_ONCE)
    asked = server.world.type_inline(ALICE, "x")
    server.fail("answerInlineQuery", too_many_requests(0.3))
    inline = asyncio.create_task(bot.answer_inline_query(asked, []))
    await server.until_called("answerInlineQuery")
    await bot.send_message(ALICE.id, "x")
    assert not inline.done()
    await inline
    assert asked in server.world.answered_inline


async def test_gives_up(
    server: TelegramServer, connect: Callable[[Rates], asyncio.Future[Bot]]
) -> None:
    """After four refusals, or at once where the wait is longer than anybody waits."""
    bot = await connect(AT_ONCE)
    server.fail("sendMessage", *[too_many_requests(0.01)] * 4, too_many_requests(3600))
    for attempts in (4, 5):
        with pytest.raises(RetryAfter):
            await bot.send_message((ALICE, BRUNO)[attempts - 4].id, "x")
        assert len(server.called("sendMessage")) == attempts
