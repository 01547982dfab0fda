"""Presses of buttons: every one is answered, also after a restart, also one that is nobody's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.settings import Allowances
from tests.dialogue import as_read
from tests.support.telegram.people import ALICE, BRUNO
from tests.support.telegram.refusal import bad_request
from tests.telegram_bot.running import Stage


async def test_original_wording(stage: Stage) -> None:
    """The cited words as they stand in the article, with what article it is."""
    world = stage.server.world
    async with stage.bot():
        answer = await stage.asks("/closing")
        pressed = world.press(ALICE, answer, "Original wording")
        shown = await world.heard(ALICE, 2)
        assert shown["text"].startswith("When did the light go dark?\nThe original wording")
        fact = stage.matcher.base.fact_by_id["closing-day"]
        for statement in fact.statements:
            for citation in statement.citations:
                assert f"“{citation.fragment}”" in as_read(shown["text"])
        await world.changed.until(lambda: pressed in world.answered_callbacks)


async def test_other_languages_and_related(stage: Stage) -> None:
    """The same answer in another language; a related question; each says what it answers."""
    world = stage.server.world
    async with stage.bot():
        answer = await stage.asks("/keeper")
        labels = list(world.buttons(answer))
        assert labels[:4] == ["Original wording", "italiano", "français", "العربية"]
        assert "English" not in labels
        world.press(ALICE, answer, "italiano")
        italian = await world.heard(ALICE, 2)
        assert as_read(italian["text"]).startswith("Chi custodisce il faro?\nMara Quill") or (
            "Fonti" in italian["text"]
        )
        world.press(ALICE, italian, "English")
        assert "Sources" in (await world.heard(ALICE, 3))["text"]


async def test_follow_up_of_a_press(stage: Stage) -> None:
    """What is asked after a press goes on from what it showed, in its language."""
    world = stage.server.world
    async with stage.bot():
        answer = await stage.asks("/keeper")
        world.press(ALICE, answer, "italiano")
        await world.heard(ALICE, 2)
        assert "Fonti" in (await stage.asks("/cost"))["text"]


async def test_buttons_after_a_restart(stage: Stage) -> None:
    """Another process answers the buttons of the one before."""
    world = stage.server.world
    async with stage.bot():
        answer = await stage.asks("/keeper")
    async with stage.bot():
        pressed = world.press(ALICE, answer, "français")
        assert "Mara Quill" in (await world.heard(ALICE, 2))["text"]
        assert pressed in world.answered_callbacks


async def test_button_of_a_fact_that_is_gone(stage: Stage) -> None:
    """After a reload without the fact: an alert, no message."""
    world = stage.server.world
    base = stage.matcher.base
    async with stage.bot() as runtime:
        answer = await stage.asks("/keeper")
        left = replace(base, facts=tuple(f for f in base.facts if f.id != "keeper"))
        runtime.service.swap(replace(stage.matcher, base=left))
        pressed = world.press(ALICE, answer, "italiano")
        await stage.server.until_called("answerCallbackQuery")
        said = world.answered_callbacks[pressed]
        assert said["text"].startswith("I fatti sono cambiati")
        assert said["show_alert"] == "true"
        assert len(world.by_bot(ALICE)) == 1


@pytest.mark.parametrize(
    "data", ["x", "fn:e:zzz:en", "fn:e:aaaaaaaaaaaaa:en", "fn:l:xx", "fn:d:5", "ا" * 32]
)
async def test_tampered_press(stage: Stage, data: str) -> None:
    """Data that we never sent is answered with an alert, and does nothing."""
    world = stage.server.world
    async with stage.bot():
        answer = await stage.asks("/keeper")
        pressed = world.press_data(ALICE, answer, data)
        await stage.server.until_called("answerCallbackQuery")
        assert "have changed" in world.answered_callbacks[pressed]["text"]
        assert len(world.by_bot(ALICE)) == 1


async def test_press_under_an_old_message(stage: Stage) -> None:
    """Telegram no longer shows the message: its chat is known, and gets the answer."""
    world = stage.server.world
    async with stage.bot():
        answer = await stage.asks("/keeper")
        data = world.buttons(answer)["italiano"]
        gone = {"chat": answer["chat"], "message_id": answer["message_id"], "date": 0}
        world.press_data(ALICE, gone, data)
        assert "Fonti" in (await world.heard(ALICE, 2))["text"]


async def test_press_without_a_message(stage: Stage) -> None:
    """Under an inline message there is no chat to write to: the press is answered."""
    world = stage.server.world
    async with stage.bot():
        world.push({"callback_query": {
            "id": "cb", "from": ALICE.as_json(), "chat_instance": "1", "inline_message_id": "i",
            "data": "fn:l:it",
        }})  # fmt: skip
        await world.changed.until(lambda: "cb" in world.answered_callbacks)


async def test_press_that_telegram_has_forgotten(stage: Stage) -> None:
    """Answering it is refused; what the button does is done all the same."""
    world = stage.server.world
    stage.server.fail("answerCallbackQuery", bad_request("query is too old"))
    async with stage.bot():
        answer = await stage.asks("/keeper")
        world.press(ALICE, answer, "italiano")
        assert "Fonti" in (await world.heard(ALICE, 2))["text"]


async def test_too_many_presses(stage: Stage) -> None:
    """They count like questions; the alert says so each time, since it disturbs nobody."""
    stage.allowances = Allowances(user=4, channel=9, server=9)
    world = stage.server.world
    async with stage.bot():
        answer = await stage.asks("/keeper")
        pressed = [world.press(ALICE, answer, "italiano") for _ in range(3)]
        await stage.server.until_called("answerCallbackQuery", 3)
        texts = [world.answered_callbacks[id_].get("text", "") for id_ in pressed]
        assert texts[0] == ""
        assert all("wait a minute" in text or "spett" in text for text in texts[1:])
        assert len(world.by_bot(ALICE)) == 2


async def test_press_in_a_group(stage: Stage) -> None:
    """The answer stands under the message whose button was pressed, in its topic."""
    world = stage.server.world
    forum = world.group(is_forum=True)
    async with stage.bot():
        answer = await stage.asks("/keeper", ALICE, forum, thread=7)
        whole = {**answer, "is_topic_message": True}
        world.press(BRUNO, whole, "italiano")
        shown = await world.heard(forum, 2)
        assert shown["message_thread_id"] == 7
        assert shown["reply_to_message"]["message_id"] == answer["message_id"]
        choice = await stage.asks("/language", ALICE, forum)
        world.press(BRUNO, choice, "italiano")
        told = await world.heard(forum, 4)
        assert "italiano" in told["text"]
        assert world.by_bot(forum)[2]["text"] == choice["text"]
        assert "Fonti" in (await stage.asks("/keeper", BRUNO, forum))["text"]
        assert "Sources" in (await stage.asks("/keeper", ALICE, forum))["text"]
