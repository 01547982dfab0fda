"""Thanks, nothing, and commands, told apart without a platform."""

from __future__ import annotations

import pytest

from bot.match.matcher import Matcher
from bot.platform.addressing import (
    command_in,
    is_command,
    is_nothing,
    is_thanks,
    spoken_command,
)


@pytest.mark.parametrize(
    "text", ["thanks", "Thank you so much!", "thx", "ok thanks", "grazie mille", "Merci beaucoup !",
             "شكرا", "شكراً جزيلاً", "great, thanks 🙏", "perfetto!"]
)  # fmt: skip
def test_thanks(text: str) -> None:
    """Thanks in four languages, with what people put around them."""
    assert is_thanks(text)


@pytest.mark.parametrize(
    "text", ["", "you", "ok", "thanks, and who keeps the lighthouse?", "thanksgiving",
             "merci de me dire le prix", "🎉", "who do they thank"]
)  # fmt: skip
def test_no_thanks(text: str) -> None:
    """A question stays a question, however polite."""
    assert not is_thanks(text)


def test_nothing() -> None:
    """No word in any script."""
    assert is_nothing("?! 🎉 …")
    assert not is_nothing("ok")


def test_commands(tiny: Matcher) -> None:
    """Topics' words in all languages and the bot's own; other reserved names are none."""
    for word in ("cost", "COÛT", "تكلفة", "help", "ask", "start", "keeper", "stats"):
        assert is_command(tiny.base, word), word
    for word in ("cancel", "nonsense", "", "cost!"):
        assert not is_command(tiny.base, word), word


def test_command_behind_a_prefix(tiny: Matcher) -> None:
    """Only directly behind the prefix, and with the rest kept."""
    assert command_in(tiny.base, "!ask who keeps it", "!") == "ask who keeps it"
    assert command_in(tiny.base, "! ask", "!") is None
    assert command_in(tiny.base, "!nonsense", "!") is None
    assert command_in(tiny.base, "cost", "!") is None
    assert command_in(tiny.base, "!", "!") is None


def test_bare_command(tiny: Matcher) -> None:
    """One word alone may be a command, more are a question."""
    assert spoken_command(tiny.base, " تكلفة ") == "تكلفة"
    assert spoken_command(tiny.base, "cost of the lamp") is None
    assert spoken_command(tiny.base, "") is None
