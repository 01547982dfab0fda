"""The curator's desk on Telegram: votes, settings, forget me, figures, gaps; and who may what."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from bot.platform.records import Tally
from bot.platform.runtime import Runtime
from bot.settings import DeskSettings
from bot.store.questions import kept
from bot.store.votes import tallies
from tests.dialogue import as_read
from tests.match.tiny import TINY
from tests.support.telegram.people import ALICE, BRUNO, CHLOE
from tests.telegram_bot.running import Stage

PERU = "what is the capital of Peru?"
LAMP = "what is the damage to the purse for the shiny new lamp thing"
KEEPING = DeskSettings(keep=True, edits=True)


async def votes(runtime: Runtime) -> tuple[Tally, ...]:
    """The votes of today."""
    today = runtime.recorder.today()
    return await runtime.recorder.now(lambda connection: tallies(connection, today))


async def questions(runtime: Runtime) -> list[tuple[str, str]]:
    """What is kept."""
    return [(row.outcome, row.text) for row in await runtime.recorder.now(kept)]


async def test_votes_under_an_answer(stage: Stage) -> None:
    """Alice votes 👍, then 👎: one vote; the thanks pass by and write no message."""
    world = stage.server.world
    async with stage.bot() as runtime:
        answer = await stage.asks("/cost")
        version = stage.matcher.base.version
        for label, found in (("👍", (1, 0)), ("👎", (0, 1))):
            pressed = world.press(ALICE, answer, label)
            await world.changed.until(partial(world.answered_callbacks.get, pressed))
            said = world.answered_callbacks[pressed]
            assert said["text"] == "Thank you, your vote counts."
            assert said.get("show_alert") in (None, "false")
            assert await votes(runtime) == (Tally("lamp-cost", version, *found),)
        assert len(world.by_bot(ALICE)) == 1


async def test_votes_after_a_restart(stage: Stage) -> None:
    """The buttons of the process before work in the next; the payloads fit."""
    world = stage.server.world
    async with stage.bot():
        answer = await stage.asks("/cost")
        assert all(len(data.encode()) <= 64 for data in world.buttons(answer).values())
    async with stage.bot() as runtime:
        pressed = world.press(ALICE, answer, "👎")
        await world.changed.until(lambda: pressed in world.answered_callbacks)
        assert [(tally.entry, tally.down) for tally in await votes(runtime)] == [("lamp-cost", 1)]


async def test_kept_without_the_names_that_are_links(stage: Stage) -> None:
    """A name that leads to somebody is taken out; the answer voted down leaves its question."""
    stage.desk = KEEPING
    world = stage.server.world
    text = "how much does the new lamp cost Chloé?"
    user = CHLOE.as_json()
    entity = {"type": "text_mention", "offset": 32, "length": 5, "user": user}
    async with stage.bot() as runtime:
        answer = await stage.asks(text, entities=[entity])
        assert await questions(runtime) == []
        pressed = world.press(ALICE, answer, "👎")
        await world.changed.until(lambda: pressed in world.answered_callbacks)
        assert await questions(runtime) == [("down", "how much does the new lamp cost ?")]


async def test_forget_me(stage: Stage) -> None:
    """Alice's question goes, Bruno's stays."""
    stage.desk = KEEPING
    async with stage.bot() as runtime:
        await stage.asks(PERU)
        await stage.asks(PERU, BRUNO)
        assert len(await questions(runtime)) == 2
        assert (await stage.asks("/forgetme"))["text"].startswith("Done. I have forgotten")
        assert len(await questions(runtime)) == 1
        assert (await stage.asks("/forgetme", BRUNO))["text"].startswith("Done.")
        assert await questions(runtime) == []


async def test_privacy_says_what_is_on(stage: Stage) -> None:
    """In Bruno's language: for how long, that names may remain, and how to delete."""
    stage.desk = DeskSettings(keep=True, days=1)
    async with stage.bot():
        said = as_read((await stage.asks("/privacy", BRUNO))["text"])
        for words in ("per 1 giorno", "i nomi che scrivi nel testo possono restare", "/forgetme"):
            assert words in said


async def test_settings_are_for_who_governs_the_group(stage: Stage) -> None:
    """Alice may not; Bruno, an administrator, may; then the group is spoken to in French."""
    group = stage.server.world.group(administrators={BRUNO.id})
    async with stage.bot():
        refused = await stage.asks("/settings language fr", ALICE, group)
        assert refused["text"] == "Only the administrators of this group may do this."
        done = await stage.asks("/settings language fr", BRUNO, group)
        assert as_read(done["text"]).startswith(("Fatto.", "C'est fait."))
        assert "45 000" in as_read((await stage.asks("/cost", ALICE, group))["text"])
        anonymous = await stage.asks("/settings", ALICE, group, anonymous=True)
        assert "language: fr" in as_read(anonymous["text"])
    async with stage.bot() as runtime:
        await runtime.recorder.refresh()
        assert "45 000" in as_read((await stage.asks("/cost", ALICE, group))["text"])


async def test_no_settings_in_private(stage: Stage) -> None:
    """The language command is named instead."""
    async with stage.bot():
        assert "/language" in (await stage.asks("/settings language fr"))["text"]


async def test_open_mode_answers_unasked_where_it_is_sure(stage: Stage) -> None:
    """In a group whose messages Telegram delivers, once its administrators want that."""
    world = stage.server.world
    group = world.group(administrators={BRUNO.id}, bot_is_administrator=True)
    question = "How much does the new lamp cost?"
    async with stage.bot():
        await stage.quiet(question, ALICE, group)
        await stage.asks("/settings mode open", BRUNO, group)
        answer = await stage.asks(question, ALICE, group)
        assert "$45,000" in answer["text"]
        await stage.quiet(PERU, ALICE, group)
        await stage.quiet("/cost@other_bot", ALICE, group)


async def test_figures_and_gaps_are_for_admins(stage: Stage) -> None:
    """Refused to others, also at a button with a made-up payload."""
    stage.desk = KEEPING
    world = stage.server.world
    async with stage.bot() as runtime:
        await stage.asks(PERU)
        for word in ("/stats", "/gaps"):
            assert (await stage.asks(word))["text"] == "Only the admins of this bot may do this."
        answer = await stage.asks("/cost")
        before = len(world.by_bot(ALICE))
        world.press_data(ALICE, answer, "fn:x:1:")
        refused = await world.heard(ALICE, before + 1)
        assert refused["text"] == "Only the admins of this bot may do this."
        assert len(await questions(runtime)) == 1


async def test_an_admin_adds_a_question_to_the_facts(stage: Stage, tmp_path: Path) -> None:
    """/gaps in private, a group, "add as phrasing of …": the next who asks so is answered."""
    stage.desk, stage.settings = KEEPING, {"admins": frozenset({ALICE.id})}
    stage.facts = tmp_path / "facts.yaml"
    shutil.copy(TINY, stage.facts)
    world = stage.server.world
    group = world.group()
    async with stage.bot() as runtime:
        await stage.asks(LAMP, BRUNO)
        assert await questions(runtime) != [], "answered already: the test needs another"
        told = await stage.asks("/gaps", ALICE, group)
        assert told["text"] == "I show this only in private: write /gaps to me there."
        shown = await stage.asks("/gaps")
        assert f"1. {LAMP} (once)" in shown["text"]
        world.press(ALICE, shown, next(iter(world.buttons(shown))))
        opened = await world.heard(ALICE, 2)
        adding = next(x for x in world.buttons(opened) if x.startswith("Add as phrasing of"))
        world.press(ALICE, opened, adding)
        added = await world.heard(ALICE, 3, 60)
        assert added["text"].startswith("Added to ")
        assert runtime.service.matcher.base.version in added["text"]
        assert await questions(runtime) == []
        assert (await stage.asks("/stats"))["text"].startswith("1 question, ")


async def test_a_store_that_is_down_breaks_no_answer(stage: Stage) -> None:
    """The state folder is a file: answers and votes go on, settings say so."""
    stage.state.write_text("in the way")
    world = stage.server.world
    group = world.group(administrators={ALICE.id})
    async with stage.bot():
        answer = await stage.asks("/cost")
        assert "$45,000" in answer["text"]
        pressed = world.press(ALICE, answer, "👍")
        await world.changed.until(lambda: pressed in world.answered_callbacks)
        said = await stage.asks("/settings language it", ALICE, group)
        assert said["text"].startswith("The store does not answer at the moment")
