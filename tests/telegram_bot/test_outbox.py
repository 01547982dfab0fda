"""Sending: in parts, again where the network failed, never twice, and never lost to markup."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.platform.render import Parts, Span
from bot.settings import TelegramSettings
from bot.telegram_bot.client import client_of
from bot.telegram_bot.outbox import Draft, Outbox, Target, drafts
from bot.telegram_bot.updates import QuietRequest
from tests.support.telegram.people import ALICE
from tests.support.telegram.refusal import Drop, Page, Refusal, Slow, bad_request
from tests.support.telegram.server import TelegramServer
from tests.telegram_bot.running import AT_ONCE

HERE = Target(ALICE.id)


@pytest.fixture
async def outbox(server: TelegramServer) -> AsyncIterator[Outbox]:
    """An outbox that waits hardly at all before it tries again, in a world where Alice wrote."""
    server.world.say(ALICE, "hello")
    client = client_of(TelegramSettings(token=server.token, api=server.url), AT_ONCE)
    async with client.bot as bot:
        yield Outbox(bot, pauses=(0.01, 0.02))


def saying(*lines: str, title: str | None = None) -> list[Draft]:
    """Drafts of a plain text."""
    return drafts(Parts("info", "en", tuple((Span(line),) for line in lines), title=title))


def texts(server: TelegramServer) -> list[str]:
    """What Alice sees."""
    return [message["text"] for message in server.world.by_bot(ALICE)]


async def test_title_stands_above(server: TelegramServer, outbox: Outbox) -> None:
    """In bold, in a line of its own."""
    await outbox.send(HERE, saying("Mara.", title="Who?"))
    (message,) = server.world.by_bot(ALICE)
    assert message["text"] == "Who?\nMara."
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 4}]


@pytest.mark.parametrize("fault", [Page(502), Drop(), Page(500, "")], ids=["502", "drop", "500"])
async def test_network_fails_twice(
    server: TelegramServer, outbox: Outbox, fault: Page | Drop
) -> None:
    """The message is tried again and arrives once."""
    server.fail("sendMessage", fault, fault)
    assert len(await outbox.send(HERE, saying("x"))) == 1
    assert texts(server) == ["x"]


async def test_network_stays_away(
    server: TelegramServer, outbox: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    """After the last attempt one line in the log, without the page or the message."""
    server.fail("sendMessage", *[Page(502)] * 3)
    with caplog.at_level(logging.DEBUG, "bot"):
        assert await outbox.send(HERE, saying("private words")) == []
    assert [record.getMessage() for record in caplog.records] == [
        "a message was lost (NetworkError: Bad Gateway (502))"
    ]


async def test_late_reply_is_not_doubled(server: TelegramServer) -> None:
    """No reply in time: the message may have arrived, so it is not sent again."""
    server.world.say(ALICE, "hello")
    server.fail("sendMessage", Slow(0.3))
    hasty = Bot(server.token, f"{server.url}/bot", request=QuietRequest(read_timeout=0.1))
    async with hasty:
        assert await Outbox(hasty, pauses=(0.01,)).send(HERE, saying("x")) == []
    assert len(server.called("sendMessage")) == 1


@pytest.mark.parametrize(
    "refusal",
    [
        Refusal(403, "Forbidden: bot was blocked by the user"),
        Refusal(403, "Forbidden: bot was kicked from the supergroup chat"),
        bad_request("not enough rights to send text messages to the chat"),
        bad_request("message thread not found"),
    ],
    ids=["blocked", "kicked", "rights", "thread"],
)
async def test_where_nothing_may_be_written(
    server: TelegramServer, outbox: Outbox, refusal: Refusal
) -> None:
    """It is let be; the next message is another matter."""
    server.fail("sendMessage", refusal)
    assert await outbox.send(HERE, saying("x")) == []
    assert len(await outbox.send(HERE, saying("y"))) == 1
    assert texts(server) == ["y"]


async def test_refused_markup_goes_without(
    server: TelegramServer, outbox: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    """Should Telegram ever not read our HTML, the words arrive all the same."""
    server.fail("sendMessage", bad_request("can't parse entities: Unsupported start tag"))
    await outbox.send(HERE, saying("1 < 2", title="Who?"))
    assert texts(server) == ["Who?\n1 < 2"]
    assert "parse_mode" not in server.called("sendMessage")[-1]
    assert "does not read the markup" in caplog.text


async def test_group_moved_between_two_parts(server: TelegramServer, outbox: Outbox) -> None:
    """Both parts reach the supergroup, which knows no number of the old group's messages."""
    group = server.world.group(type="group")
    fresh = server.world.migrate(group)
    sent = await outbox.send(Target(group.id, reply_to=7), [*saying("a"), *saying("b")])
    assert [m["text"] for m in server.world.by_bot(fresh)] == ["a", "b"]
    assert sent == [m["message_id"] for m in server.world.by_bot(fresh)]


async def test_question_that_was_deleted(server: TelegramServer, outbox: Outbox) -> None:
    """A reply to a message that is gone is sent as a message of its own."""
    group = server.world.group()
    await outbox.send(Target(group.id, reply_to=999), saying("x"))
    (message,) = server.world.by_bot(group)
    assert "reply_to_message" not in message


async def test_edit_to_more_and_to_fewer(server: TelegramServer, outbox: Outbox) -> None:
    """Old messages are edited; what is new is added, what is left over deleted."""
    one, two, three = saying("1"), saying("2"), saying("3")
    first = await outbox.send(HERE, one)
    more = await outbox.edit(HERE, first, [*two, *three])
    assert texts(server) == ["2", "3"]
    assert more[0] == first[0]
    assert await outbox.edit(HERE, more, one) == first
    assert texts(server) == ["1"]
    assert await outbox.edit(HERE, first, one) == first  # not modified is no fault


async def test_edit_of_a_deleted_answer(server: TelegramServer, outbox: Outbox) -> None:
    """Somebody deleted the answer: it is sent anew."""
    (number,) = await outbox.send(HERE, saying("1"))
    del server.world.messages[ALICE.id, number]
    (again,) = await outbox.edit(HERE, [number], saying("2"))
    assert texts(server) == ["2"]
    assert again != number


async def test_file(server: TelegramServer, outbox: Outbox) -> None:
    """A text as a file."""
    await outbox.attach(HERE, "reload.txt", "تقرير")
    (message,) = server.world.by_bot(ALICE)
    assert (message["document"]["file_name"], message["content"]) == ("reload.txt", "تقرير")
