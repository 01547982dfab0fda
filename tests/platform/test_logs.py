"""No token is in any line of the log, whatever puts it there."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from bot.platform.logs import redact, set_up

DISCORD = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"
TELEGRAM = "123456789:AAEabcdefghijklmnopqrstuvwxyz012345"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """A log at DEBUG that knows one secret; afterwards logging is as it was."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    stream = io.StringIO()
    set_up("DEBUG", ["hunter2"], stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)


def test_message_arguments_and_traceback(log: io.StringIO) -> None:
    """In the text, in an argument, in an exception and its cause: the token shows nowhere."""
    logger = logging.getLogger("bot.test")
    logger.info("signed in with hunter2")
    logger.debug("url %s and %r", "https://x/bothunter2/getMe", {"token": "hunter2"})
    try:
        try:
            raise ValueError("inner hunter2")
        except ValueError as error:
            raise RuntimeError("outer hunter2") from error
    except RuntimeError:
        logger.exception("failed")
    written = log.getvalue()
    assert "hunter2" not in written
    assert written.count("[token]") >= 5
    assert "RuntimeError: outer [token]" in written


@pytest.mark.parametrize("token", [DISCORD, TELEGRAM])
def test_shape_of_a_token(token: str) -> None:
    """A token that is not in the settings is known by its shape."""
    assert redact(f"Bot {token}!", []) == "Bot [token]!"


def test_ordinary_lines_stay() -> None:
    """Ids, times and addresses are no tokens."""
    line = "12:30:45 guild 123456789012345678 https://discord.com/api/v10/channels/1234567890"
    assert redact(line, ["hunter2"]) == line


def test_talkative_libraries_are_silent_at_debug(log: io.StringIO) -> None:
    """What they say at DEBUG and INFO holds addresses with the token, and members' messages."""
    for name in ("httpx", "httpcore.connection", "discord.gateway", "telegram.ext.Updater"):
        logging.getLogger(name).info("POST https://api.telegram.org/…")
        logging.getLogger(name).warning("%s: something to know", name)
    assert "POST" not in log.getvalue()
    assert log.getvalue().count("something to know") == 4
