"""The dialogues of the terminal, spoken on Telegram: the same answers to the same words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answer.reply import Reply
from bot.conversation import Conversation, respond
from tests.dialogue import DIALOGUES, as_read, turns_of
from tests.support.telegram.people import ALICE, BRUNO, CHLOE, DINA
from tests.telegram_bot.running import Stage

SPEAKERS = {"en": ALICE, "it": BRUNO, "fr": CHLOE, "ar": DINA}


def sources_of(reply: Reply) -> list[str]:
    """The titles of the articles that a reply cites."""
    return [source.article.title for source in reply.sources]


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)
async def test_dialogue(story: Stage, path: Path) -> None:
    """Each turn shows what the script says, every statement and every source of the core."""
    speaker = SPEAKERS[path.stem]
    state = Conversation()
    async with story.bot():
        for turn in turns_of(path):
            reply, state = respond(story.matcher, turn.says, state)
            answer = await story.asks(turn.says, speaker)
            seen = as_read(answer["text"])
            for statement in reply.statements:
                assert as_read(statement.text) in seen, turn.says
            for title in sources_of(reply):
                assert as_read(title) in seen, turn.says
            for words in turn.shows:
                # Telegram's commands begin with a stroke.
                assert words in seen or words.replace("!", "/") in seen, turn.says
