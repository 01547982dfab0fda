"""Which update goes where, and what a person and the log see when handling one fails."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from unittest.mock import Mock

from bot.answer.reply import Reply
from bot.platform.service import Place
from tests.support.telegram.people import ALICE, BRUNO
from tests.telegram_bot.running import Stage

if TYPE_CHECKING:
    import pytest

PRIVATE = "private words of Alice"


async def test_a_fault_of_ours(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Alice reads that it is not her question; Bruno is answered; the log has no word of hers."""
    runtime = stage.runtime()
    respond = runtime.service.respond

    def stumble(text: str, place: Place) -> Reply:
        if PRIVATE in text:
            raise RuntimeError(text)
        return respond(text, place)

    runtime.service.respond = stumble  # type: ignore[method-assign]
    with caplog.at_level(logging.INFO):
        async with stage.bot(runtime):
            answer = await stage.asks(PRIVATE)
            assert answer["text"].startswith("Something went wrong here, not with your question.")
            group = stage.server.world.group()
            stage.server.world.say(ALICE, f"/ask {PRIVATE}", group)
            assert "Mara Quill" in (await stage.asks("/keeper", BRUNO, group))["text"]
            assert len(stage.server.world.by_bot(group)) == 1
    assert "handling an update failed: RuntimeError at test_handlers.py:" in caplog.text
    assert "Traceback" not in caplog.text
    assert PRIVATE not in caplog.text


async def test_what_is_no_text_is_let_be(stage: Stage) -> None:
    """A picture, a member who joined, an empty update: no answer, no fault."""
    world = stage.server.world
    async with stage.bot():
        message = world.say(ALICE, "")
        picture = {"file_id": "F", "file_unique_id": "U", "width": 1, "height": 1}
        world.push({"message": {**message, "photo": [picture]}})
        world.push({"message": {**message, "new_chat_members": [BRUNO.as_json()]}})
        world.push({"channel_post": message})
        world.push({})
        assert "Mara Quill" in (await stage.asks("/keeper"))["text"]
        assert len(world.by_bot(ALICE)) == 1


async def test_caption(stage: Stage) -> None:
    """A question under a picture is a question."""
    world = stage.server.world
    async with stage.bot():
        message = world.say(ALICE, "")
        picture = {"file_id": "F", "file_unique_id": "U", "width": 1, "height": 1}
        caption = "Who keeps the lighthouse?"
        world.push({"message": {**message, "photo": [picture], "caption": caption}})
        assert "Mara Quill" in (await world.heard(ALICE))["text"]


async def test_a_fault_of_ours_at_a_press(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The press is answered all the same, so that nobody watches it wait."""
    runtime = stage.runtime()
    monkeypatch.setattr(runtime.service, "entry", Mock(side_effect=RuntimeError(PRIVATE)))
    async with stage.bot(runtime):
        answer = await stage.asks("/keeper")
        pressed = stage.server.world.press(ALICE, answer, "italiano")
        await stage.server.until_called("answerCallbackQuery")
        said = stage.server.world.answered_callbacks[pressed]["text"]
        assert said.startswith("Something went wrong here")
