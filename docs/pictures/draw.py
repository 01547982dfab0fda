"""Draw every picture of the guides from what the program answers today.

    .venv/bin/python docs/pictures/draw.py

Run it again when the facts or the messages change; tests/docs/test_pictures.py says when.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import bubbles
import curating
import discord_answers
import stats

from bot.library import open_facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.match.matcher import Matcher

HERE: Final = Path(__file__).parent
FACTS: Final = HERE.parents[1] / "facts.yaml"
PICTURES: Final[dict[str, Callable[[Matcher], str]]] = {
    "conversation.svg": bubbles.draw,
    "discord.svg": discord_answers.english,
    "discord-arabic.svg": discord_answers.arabic,
    "curating.svg": curating.chat,
    "curating-terminal.svg": curating.terminal,
    "stats.svg": stats.month,
}

if __name__ == "__main__":
    matcher = open_facts(FACTS)
    for name, drawn in PICTURES.items():
        (HERE / name).write_text(drawn(matcher), encoding="utf-8")
        sys.stderr.write(f"drawn: {HERE / name}\n")
