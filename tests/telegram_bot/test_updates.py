"""Updates as they come in: a malformed one is skipped alone, an old one is not answered."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

import pytest
from telegram import Update
from telegram.error import TelegramError

from bot.telegram_bot.updates import (
    PollingRequest,
    QuietRequest,
    only_readable,
    parse_quietly,
    readable,
    too_old,
)
from tests.support.telegram.people import ALICE
from tests.support.telegram.world import World

SECRET = "what Alice wrote"  # noqa: S105 - a message
BROKEN = (
    {"update_id": 7, "message": {"text": SECRET}},
    {"update_id": 7, "message": SECRET},
    {"update_id": 7, "callback_query": {"id": 1, "data": SECRET}},
)


@pytest.mark.parametrize("row", [*BROKEN, {"message": {}}, SECRET, None, []])
def test_unreadable(row: object, caplog: pytest.LogCaptureFixture) -> None:
    """Said in one line that holds nothing of what was written."""
    with caplog.at_level(logging.DEBUG):
        assert not readable(row)
    assert len(caplog.records) <= 1
    assert SECRET not in caplog.text


def test_number_of_an_unreadable_update_stays() -> None:
    """So that fetching goes on after it; what has no number is dropped."""
    world = World()
    world.say(ALICE, "hello")
    (good,) = world.updates
    assert only_readable([good, BROKEN[0], SECRET, {"message": {}}]) == [good, {"update_id": 7}]


def test_polling_reads_one_by_one() -> None:
    """A batch with a broken update loses only that one."""
    reply = {"ok": True, "result": [BROKEN[1], {"update_id": 8}]}
    read = PollingRequest.parse_json_payload(json.dumps(reply).encode())
    assert read["result"] == [{"update_id": 7}, {"update_id": 8}]
    assert PollingRequest.parse_json_payload(b'{"ok": true, "result": true}')["result"] is True


@pytest.mark.parametrize("payload", [b"<html>" + SECRET.encode(), b"[1]", b"\xff{", b""])
def test_what_is_no_reply_is_not_logged(payload: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """The library would log the whole payload; we log nothing and say what is wrong."""
    for parse in (
        parse_quietly,
        PollingRequest.parse_json_payload,
        QuietRequest.parse_json_payload,
    ):
        with caplog.at_level(logging.DEBUG), pytest.raises(TelegramError, match="no JSON"):
            parse(payload)
    assert caplog.text == ""


def test_age() -> None:
    """A message counts from when it was written, an edited one from its last edit."""
    world = World()
    message = world.say(ALICE, "hello", age=100)
    world.edit(message, "hello again")
    world.type_inline(ALICE, "x")
    written, edited, inline = (Update.de_json(row, None) for row in world.updates)
    now = datetime.now(UTC)
    assert written is not None
    assert edited is not None
    assert inline is not None
    assert too_old(written, now, 90)
    assert not too_old(written, now, 110)
    assert not too_old(edited, now, 90)
    assert not too_old(inline, now, 0)
