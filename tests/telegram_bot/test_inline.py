"""``@bot question`` in any chat: up to ten answers with their footnotes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.dialogue import as_read
from tests.support.telegram.people import ALICE, BRUNO, DINA, Person
from tests.support.telegram.refusal import bad_request
from tests.telegram_bot.running import Stage, with_fact


async def results(stage: Stage, person: Person, typed: str) -> list[dict[str, Any]]:
    """What somebody is offered."""
    world = stage.server.world
    asked = world.type_inline(person, typed)
    answered = await world.changed.until(lambda: world.answered_inline.get(asked))
    assert answered["is_personal"] == "true"
    assert 0 < int(answered["cache_time"]) <= 300
    return list(answered["results"])


async def test_answers_with_footnotes(story: Stage) -> None:
    """What is surely meant comes first, with question, statements, sources, and no preview."""
    async with story.bot():
        found = await results(story, ALICE, "Who is on strike?")
        assert 1 < len(found) <= 10
        assert found[0]["title"] == "Who is on strike?"
        text = found[0]["sent"]["text"]
        assert text.startswith("Who is on strike?\n")
        assert "Hollywood's actors and its writers" in text
        assert "\n\nSources\n¹ «" in text
        content = found[0]["input_message_content"]
        assert content["link_preview_options"] == {"is_disabled": True}
        assert len({result["id"] for result in found}) == len(found)


async def test_nothing_typed_yet(stage: Stage) -> None:
    """The main questions of the topics, in the language of the app."""
    async with stage.bot():
        found = await results(stage, BRUNO, "")
        base = stage.matcher.base
        leads = [base.fact_by_id[topic.lead].question["it"] for topic in base.topics]
        assert [result["title"] for result in found] == leads
        assert "Fonti" in found[0]["sent"]["text"]


async def test_language(stage: Stage) -> None:
    """What is typed tells the language; what somebody chose goes before it."""
    async with stage.bot():
        (first, *_) = await results(stage, ALICE, "كم تكلف المصباح الجديد")
        assert "المصادر" in first["sent"]["text"]
        await stage.asks("/language it", ALICE)
        (first, *_) = await results(stage, ALICE, "كم تكلف المصباح الجديد")
        assert "Fonti" in first["sent"]["text"]
        (first, *_) = await results(stage, DINA, "/cost")
        assert "المصادر" in as_read(first["sent"]["text"])


async def test_gap(stage: Stage) -> None:
    """Where the articles do not say, the first result says so."""
    async with stage.bot():
        (first, *_) = await results(stage, ALICE, "When will it reopen?")
        assert "The articles do not say: When will it reopen?" in first["sent"]["text"]
        assert "Sources" not in first["sent"]["text"]


async def test_nonsense_and_markup(stage: Stage) -> None:
    """Whatever is typed gets an answer that Telegram takes."""
    async with stage.bot():
        for typed in ("<b>", "!!!", "/", "👍" * 100, "a" * 256, "\u202e"):
            assert len(await results(stage, ALICE, typed)) <= 10


async def test_answer_too_long_for_a_message(stage: Stage) -> None:
    """It is left out: cut, it would lose its sources."""
    keeper = stage.matcher.base.fact_by_id["keeper"]
    stage.matcher = with_fact(stage.matcher, replace(keeper, statements=keeper.statements * 300))
    async with stage.bot():
        found = await results(stage, ALICE, "Who keeps the lighthouse?")
        assert keeper.question["en"] not in [result["title"] for result in found]


async def test_refused_answer(stage: Stage) -> None:
    """Telegram has forgotten the query: the next one is answered."""
    stage.server.fail("answerInlineQuery", bad_request("query is too old"))
    async with stage.bot():
        stage.server.world.type_inline(ALICE, "lam")
        assert await results(stage, ALICE, "lamp")
