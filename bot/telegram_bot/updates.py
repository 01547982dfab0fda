"""Updates as they come in: a malformed one is skipped alone, an old one is not answered.

python-telegram-bot reads a batch as a whole: one update that it cannot read makes it fetch the same
batch for ever, and write the messages in it to the log.
"""

from __future__ import annotations

import json
import logging
from datetime import datetime
from typing import Any, Final

from telegram import Update
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

_LOG: Final = logging.getLogger(__name__)

# What the bot handles; Telegram sends nothing else.
ALLOWED: Final = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
)


def readable(row: Any) -> bool:  # noqa: ANN401 - whatever came
    """Tell whether the library can read an update; what is in it goes to no log."""
    try:
        return Update.de_json(row, None) is not None
    except Exception as error:  # any reason makes it unreadable
        _LOG.warning("skipped an update that cannot be read (%s)", type(error).__name__)
        return False


def only_readable(rows: list[Any]) -> list[dict[str, Any]]:
    """A batch in which each unreadable update is an empty one of the same number."""
    kept: list[dict[str, Any]] = []
    for row in rows:
        if readable(row):
            kept.append(row)
        elif isinstance(row, dict) and isinstance(row.get("update_id"), int):
            # The number stays, so that the next fetch confirms it and does not bring it again.
            kept.append({"update_id": row["update_id"]})
    return kept


class PollingRequest(HTTPXRequest):
    """The connection of ``getUpdates``: reads a batch one by one, and logs no payload."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The reply as JSON. Raises :class:`TelegramError` without a word of it."""
        reply = parse_quietly(payload)
        if isinstance(reply.get("result"), list):
            reply["result"] = only_readable(reply["result"])
        return reply


class QuietRequest(HTTPXRequest):
    """A connection that logs no payload, whatever a proxy answers in Telegram's place."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The reply as JSON. Raises :class:`TelegramError` without a word of it."""
        return parse_quietly(payload)


def parse_quietly(payload: bytes) -> dict[str, Any]:
    """JSON out of bytes. Raises :class:`TelegramError`, where the library logs what it was."""
    try:
        reply = json.loads(payload.decode("utf-8", "replace"))
    except ValueError:
        raise TelegramError("the reply is no JSON") from None
    if not isinstance(reply, dict):
        raise TelegramError("the reply is no JSON object")
    return reply


def too_old(update: Update, now: datetime, oldest: float) -> bool:
    """Tell whether a message was written over ``oldest`` seconds ago.

    Presses and inline queries bear no date; Telegram forgets those by itself.
    """
    message = update.message or update.edited_message
    if message is None:
        return False
    written = message.edit_date or message.date
    return (now - written).total_seconds() > oldest
