"""The dialogues of the terminal, spoken on Discord: the same answers to the same words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.conversation import Conversation, respond
from tests.dialogue import DIALOGUES, as_read, turns_of
from tests.discord_bot.test_end_to_end import shown

if TYPE_CHECKING:
    from pathlib import Path

    from bot.match.matcher import Matcher
    from tests.discord_bot.online import Operator
    from tests.support.discord_server import LoopbackDiscord


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)
async def test_dialogue(
    discord_server: LoopbackDiscord, operator: Operator, shipped: Matcher, path: Path
) -> None:
    """Each turn shows what the script says, every statement and every source of the core."""
    world = discord_server.world
    speaker = world.person(path.stem, world.guild())
    state = Conversation()
    async with replace(operator, matcher=shipped).online():
        for turn in turns_of(path):
            reply, state = respond(shipped, turn.says, state)
            answer = await world.ask(world.direct(speaker), speaker, turn.says)
            seen = shown(answer).replace("\\", "")  # what Markdown escapes, nobody sees
            for statement in reply.statements:
                assert as_read(statement.text) in seen, turn.says
            for source in reply.sources:
                assert as_read(source.article.title) in seen, turn.says
            for words in turn.shows:
                assert words in seen, turn.says
