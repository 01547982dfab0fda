"""The curator's desk on Discord: votes, settings, forget me, figures, gaps; and who may what."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.discord_bot.client import FootnoteBot
from bot.match.matcher import Matcher
from bot.platform.records import Tally
from bot.settings import DeskSettings, DiscordSettings
from bot.store.counts import counts
from bot.store.questions import kept
from bot.store.votes import tallies
from tests.discord_bot.test_admin import with_admins
from tests.discord_bot.world import World, labels, read, runtime_of, world_of

PERU = "what is the capital of Peru?"


@pytest.fixture
async def world(tiny: Matcher, tmp_path: Path) -> AsyncIterator[World]:
    """A server whose bot keeps questions and lets admins add them."""
    desk = DeskSettings(keep=True, edits=True)
    async with world_of(runtime_of(tiny, tmp_path, desk=desk)) as made:
        made.env.settle_timeout = 14
        yield made


async def votes(world: World) -> tuple[Tally, ...]:
    """The votes of today."""
    today = world.runtime.recorder.today()
    return await world.runtime.recorder.now(lambda connection: tallies(connection, today))


async def questions(world: World) -> list[tuple[str, str]]:
    """What is kept."""
    rows = await world.runtime.recorder.now(kept)
    return [(row.outcome, row.text) for row in rows]


async def answered(world: World, text: str) -> Any:  # noqa: ANN401 - a message
    """Alice asks; the answer."""
    message = await world.message(world.alice, text)
    assert message is not None
    return message


async def test_votes_under_an_answer(world: World) -> None:
    """Bruno votes 👍, changes his mind, Alice agrees: one vote each, thanks for their eyes only."""
    answer = await answered(world, "!cost")
    version = world.runtime.service.matcher.base.version
    result = await world.bruno.click(answer, label="👍")
    assert result.ephemeral
    assert read(result.response) == "Thank you, your vote counts."
    assert await votes(world) == (Tally("lamp-cost", version, 1, 0),)
    await world.bruno.click(answer, label="👎")
    await world.alice.click(answer, label="👎")
    assert await votes(world) == (Tally("lamp-cost", version, 0, 2),)


async def test_votes_after_a_restart(world: World) -> None:
    """The buttons of the process before work in the next; a gap has them too."""
    answer = await answered(world, f"{world.mention} when will the lighthouse open again?")
    await world.env.restart_bot(FootnoteBot(world.runtime))
    await world.bruno.click(answer, label="👎")
    (tally,) = await votes(world)
    assert (tally.entry, tally.down) == ("gap-reopening", 1)


async def test_a_question_voted_down_is_kept(world: World) -> None:
    """With the words of who asked, without whom they mentioned."""
    question = f"{world.mention} {world.bruno.mention} how much does the new lamp cost?"
    answer = await answered(world, question)
    assert await questions(world) == []
    await world.bruno.click(answer, label="👎")
    assert await questions(world) == [("down", "how much does the new lamp cost?")]


async def test_slash_ask_is_counted_and_can_be_voted_down(world: World) -> None:
    """/ask with a suggestion is a question like any other."""
    question = "How much does the new lamp cost?"
    answer = (await world.alice.slash(world.general, "ask", question=question)).response
    today = world.runtime.recorder.today()
    (found,) = await world.runtime.recorder.now(lambda c: counts(c, today))
    assert (found.platform, found.outcome, found.topic, found.count) == (
        "discord", "answer", "cost", 1,
    )  # fmt: skip
    assert answer is not None
    await world.bruno.click(answer, label="👎")
    assert await questions(world) == [("down", question)]


async def test_privacy_says_what_is_on(world: World) -> None:
    """Votes, kept questions and for how long, that names may remain, and how to delete."""
    said = read((await world.alice.slash(world.general, "privacy")).response)
    for words in ("for 30 days", "names that you write in the text may remain", "!forgetme"):
        assert words in said


async def test_forget_me(world: World) -> None:
    """Alice is forgotten, by word or by slash command; Bruno is not."""
    for person in (world.alice, world.bruno):
        await world.says(person, f"{world.mention} {PERU}")
    assert await world.says(world.alice, "!forgetme") == (
        "Done. I have forgotten this conversation, your language, and what you asked and voted "
        "today."
    )
    assert await questions(world) == [("unknown", PERU)]
    result = await world.bruno.slash(world.general, "forgetme")
    assert result.ephemeral
    assert await questions(world) == []


async def test_settings_are_for_who_manages_the_server(world: World) -> None:
    """Alice may not; Mona may; nobody's server is another's."""
    refusal = "Only people who manage this server may do this."
    assert await world.says(world.alice, "!settings prefix ?") == refusal
    assert await world.says(world.mona, "!settings prefix ?") == "Done. prefix: ?"
    assert await world.says(world.alice, "!cost") is None
    assert "$45,000" in str(await world.says(world.alice, "?cost"))
    assert "?cost" in str(await world.says(world.alice, "?help"))
    other = world.env.create_guild("Elsewhere")
    place = other.create_text_channel("general")
    member = other.add_member(world.alice.user)
    assert "$45,000" in str(await world.says(member, "!cost", place))


async def test_settings_hold_after_a_restart(world: World) -> None:
    """They are read from the store again."""
    await world.says(world.mona, "!settings language it")
    runtime = runtime_of(world.runtime.service.matcher, world.runtime.settings.state.parent)
    await runtime.recorder.refresh()
    world.runtime, world.bot = runtime, FootnoteBot(runtime)
    await world.env.restart_bot(world.bot)
    assert "45.000 dollari" in str(await world.says(world.alice, "!cost"))
    await runtime.recorder.close()


async def test_allowed_channels(world: World) -> None:
    """Elsewhere the bot is silent, but for the settings themselves."""
    other = world.guild.create_text_channel("other")
    said = await world.says(world.mona, f"!settings channels <#{other.id}>")
    assert said == f"Done. channels: {other.id}"
    assert await world.says(world.alice, "!cost") is None
    assert "$45,000" in str(await world.says(world.alice, "!cost", other))
    assert await world.says(world.mona, "!settings channels default") == "Done. channels: default"
    assert "$45,000" in str(await world.says(world.alice, "!cost"))


async def test_open_mode_answers_unasked_where_it_is_sure(world: World) -> None:
    """A question that nobody addressed to the bot, once moderators want that."""
    question = "How much does the new lamp cost?"
    assert await world.says(world.alice, question) is None
    await world.says(world.mona, "!settings mode open")
    assert "$45,000" in str(await world.says(world.alice, question))
    assert await world.says(world.alice, PERU) is None
    await world.says(world.mona, "!settings mode addressed")
    assert await world.says(world.alice, question) is None


async def test_figures_and_gaps_are_for_admins(world: World) -> None:
    """Alice and even Mona are refused, by word, by slash command and at a button."""
    refusal = "Only the admins of this bot may do this."
    await world.says(world.alice, f"{world.mention} {PERU}")
    for person in (world.alice, world.mona):
        for word in ("stats", "gaps"):
            assert await world.says(person, f"!{word}") == refusal
            result = await person.slash(world.general, word)
            assert read(result.response) == refusal


async def admin(world: World) -> None:
    """Mona becomes an admin of the bot."""
    desk = world.runtime.settings.desk
    await with_admins(world, admin_users=frozenset({world.mona.id}))
    assert world.runtime.settings.desk == desk


async def test_an_admin_sees_figures(world: World) -> None:
    """In the channel, for everybody: they hold nothing of anybody."""
    await admin(world)
    await world.says(world.alice, "!cost")
    said = str(await world.says(world.mona, "!stats"))
    assert said.splitlines()[0].startswith("1 question, ")
    assert "Topics: cost 1" in said


async def test_an_admin_adds_a_question_to_the_facts(world: World) -> None:
    """/gaps, a group, "add as phrasing of …": the next who asks so is answered."""
    await admin(world)
    question = "what is the damage to the purse for the shiny new lamp thing"
    await world.says(world.alice, f"{world.mention} {question}")
    if not await questions(world):
        pytest.fail("the question was answered already: the test needs another")
    assert await world.says(world.mona, "!gaps") == (
        "I show this only in private: write !gaps to me there."
    )
    shown = (await world.mona.slash(world.general, "gaps")).response
    assert f"1. {question} (once)" in read(shown)
    assert shown is not None
    opened = (await world.mona.click(shown, label=labels(shown)[0])).response
    assert opened is not None
    adding = next(label for label in labels(opened) if label.startswith("Add as phrasing of"))
    added = (await world.mona.click(opened, label=adding)).response
    assert read(added).startswith("Added to ")
    reply = world.runtime.service.matcher.base.version
    assert reply in read(added)
    assert await questions(world) == []


async def test_a_store_that_is_down_delays_no_answer(tiny: Matcher, tmp_path: Path) -> None:
    """The state folder cannot be used: answers and votes go on."""
    (tmp_path / "state").write_text("in the way")
    async with world_of(runtime_of(tiny, tmp_path)) as world:
        answer = await answered(world, "!cost")
        assert "$45,000" in read(answer)
        result = await world.bruno.click(answer, label="👍")
        assert read(result.response) == "Thank you, your vote counts."
        said = await world.says(world.mona, "!settings prefix ?")
        assert str(said).startswith("The store does not answer at the moment")


async def test_settings_of_the_operator_stand_above(tiny: Matcher, tmp_path: Path) -> None:
    """A prefix of the operator holds where the server has none."""
    runtime = runtime_of(tiny, tmp_path, DiscordSettings(prefix="$"))
    async with world_of(replace(runtime)) as world:
        assert await world.says(world.mona, "$settings language fr") == "Done. language: fr"
        assert "45 000" in str(await world.says(world.alice, "$cost"))
