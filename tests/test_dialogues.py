"""The dialogue files, one a language, spoken with the shipped facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answer.plain import render
from bot.conversation import Conversation, respond
from bot.facts.model import LANGUAGES
from bot.match.matcher import Matcher
from tests.dialogue import DIALOGUES, as_read, turns_of


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)
def test_dialogue(shipped: Matcher, path: Path) -> None:
    """Each turn gets the status, fact, language and words that the script says, in order."""
    state = Conversation()
    for turn in turns_of(path):
        reply, state = respond(shipped, turn.says, state)
        assert (turn.says, reply.status, reply.fact, reply.language) == (
            turn.says, turn.status, turn.fact, turn.language,
        )  # fmt: skip
        seen = as_read(render(reply))
        for words in turn.shows:
            assert words in seen, turn.says


def test_every_language_has_a_dialogue_worth_the_name() -> None:
    """Four files, each of at least eight turns, each with an answer, a gap and an unknown."""
    assert [path.stem for path in DIALOGUES] == sorted(LANGUAGES)
    for path in DIALOGUES:
        turns = turns_of(path)
        assert len(turns) >= 8
        assert {"answer", "gap", "unknown"} <= {turn.status for turn in turns}
