"""Updates at the same time, those of one chat in order."""

from __future__ import annotations

import asyncio
import logging

import pytest
from telegram import Update

from bot.telegram_bot.order import InOrder, line_of
from tests.support.telegram.people import ALICE, BRUNO, Person
from tests.support.telegram.world import World


def update(person: Person) -> Update:
    """A message of somebody."""
    world = World()
    world.say(person, "x")
    read = Update.de_json(world.updates[0], None)
    assert read is not None
    return read


async def test_one_chat_after_the_other_but_chats_together() -> None:
    """Alice's second waits for her first; Bruno waits for nobody."""
    log: list[str] = []
    slow = asyncio.Event()

    async def handle(name: str, wait: asyncio.Event | None = None) -> None:
        log.append(f"{name} begins")
        if wait:
            await wait.wait()
        log.append(f"{name} ends")

    order = InOrder()
    tasks = [
        asyncio.create_task(order.process_update(update(person), handle(name, wait)))
        for person, name, wait in (
            (ALICE, "A1", slow), (ALICE, "A2", None), (BRUNO, "B1", None), (ALICE, "A3", None),
        )
    ]  # fmt: skip
    await asyncio.wait({tasks[2]})
    assert log == ["A1 begins", "B1 begins", "B1 ends"]
    slow.set()
    await asyncio.gather(*tasks)
    assert log[3:] == ["A1 ends", "A2 begins", "A2 ends", "A3 begins", "A3 ends"]
    assert order._lines == {}


async def test_too_long_a_line(caplog: pytest.LogCaptureFixture) -> None:
    """A chat that writes faster than it can be answered loses the rest, with a line in the log."""
    done: list[int] = []
    gate = asyncio.Event()

    async def handle(number: int) -> None:
        await gate.wait()
        done.append(number)

    order = InOrder(waiting=2)
    tasks = [
        asyncio.create_task(order.process_update(update(ALICE), handle(number)))
        for number in range(5)
    ]
    with caplog.at_level(logging.WARNING):
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    gate.set()
    await asyncio.gather(*tasks)
    assert done == [0, 1, 2]
    assert "a chat writes faster than Telegram lets us answer" in caplog.text


async def test_an_error_does_not_block_the_chat() -> None:
    """The next message of the chat is handled all the same."""

    async def fail() -> None:
        raise LookupError

    async def work() -> str:
        return "done"

    order = InOrder()
    with pytest.raises(LookupError):
        await order.process_update(update(ALICE), fail())
    await order.process_update(update(ALICE), work())
    assert order._lines == {}


def test_what_stands_alone() -> None:
    """An inline query belongs to no chat."""
    world = World()
    world.type_inline(ALICE, "x")
    assert line_of(Update.de_json(world.updates[0], None)) is None
    assert line_of(update(ALICE)) == ALICE.id


async def test_room() -> None:
    """With its hands full it takes no more, and Telegram keeps what it has."""
    gate = asyncio.Event()

    async def handle() -> None:
        await gate.wait()

    order = InOrder(at_once=102)
    people = [Person(n, f"P{n}") for n in range(1, 4)]
    tasks = [asyncio.create_task(order.process_update(update(p), handle())) for p in people]
    await asyncio.sleep(0)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(order.room(0.01), 0.05)
    gate.set()
    await asyncio.gather(*tasks)
    await asyncio.wait_for(order.room(), 1)
