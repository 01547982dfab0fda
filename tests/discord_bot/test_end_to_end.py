"""Dialogues with the real client over a real loopback connection: what people do with the bot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord
import pytest

from bot.settings import DiscordSettings
from tests.dialogue import as_read
from tests.support.discord_server.interactions import components
from tests.support.waiting import until

if TYPE_CHECKING:
    from simcord.backend.models import Message

    from tests.discord_bot.online import Operator
    from tests.support.discord_server import LoopbackDiscord


def shown(message: Message) -> str:
    """What a person reads in a message: its text and its embeds."""
    return as_read(
        "\n".join([message.content, *(e.get("description", "") for e in message.embeds)])
    )


async def test_login_registers_commands_once(
    discord_server: LoopbackDiscord, operator: Operator
) -> None:
    """The first start registers the commands, in three languages; a second finds them current."""
    for _ in range(2):
        async with operator.online():
            await until(lambda: discord_server.backend.commands.get(None), "the commands")
    puts = [call for call in discord_server.rest.calls if call.method == "PUT"]
    assert [call.path.endswith("/commands") for call in puts] == [True]
    found = discord_server.backend.find_command("ask", None)
    assert found is not None
    assert {"en-US", "en-GB", "fr", "it"} <= set(found["description_localizations"])


async def test_command_mention_and_follow_up(
    discord_server: LoopbackDiscord, operator: Operator
) -> None:
    """``!costo``, a mention with a question, and a follow-up in reply to the answer."""
    world = discord_server.world
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with operator.online():
        answer = await world.ask(general, alice, "!costo")
        assert "La nuova lampada costa 45.000 dollari. ¹" in shown(answer)
        answer = await world.ask(general, alice, f"hey {world.mention} who keeps the lighthouse?")
        assert "Mara Quill" in shown(answer)
        assert answer.reference is not None
        follow_up = await world.ask(general, alice, "price of the lamp", reply_to=answer)
        assert "$45,000" in shown(follow_up)


async def test_unknown_command_gets_silence(
    discord_server: LoopbackDiscord, operator: Operator
) -> None:
    """An unknown ``!word`` is another bot's: the next answer is the first message."""
    world = discord_server.world
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with operator.online():
        world.say(general, alice, "!play despacito")
        await world.ask(general, alice, "!cost")
        assert len(world.said(general)) == 1


async def test_private(discord_server: LoopbackDiscord, operator: Operator) -> None:
    """In private a question needs neither prefix nor mention."""
    world = discord_server.world
    alice = world.person("alice", world.guild())
    async with operator.online():
        answer = await world.ask(world.direct(alice), alice, "كم دفعوا ثمن المصباح")
        assert "45 ألف دولار" in shown(answer)


async def test_slash_and_autocomplete(discord_server: LoopbackDiscord, operator: Operator) -> None:
    """``/ask`` offers questions in the language being typed and answers; not found is private."""
    world = discord_server.world
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with operator.online():
        await until(lambda: discord_server.backend.commands.get(None), "the commands")
        offered = await world.autocomplete(
            general, alice, "ask", option="question", text="quanto costa la lam"
        )
        assert as_read(offered[0]) == "Quanto costa la nuova lampada?"
        done = await world.slash(general, alice, "ask", question=offered[0], locale="it")
        assert "45.000 dollari" in shown(world.response(done))
        assert not done.ephemeral
        done = await world.slash(general, alice, "ask", question="who won the football match?")
        assert done.ephemeral


async def test_context_menu(discord_server: LoopbackDiscord, operator: Operator) -> None:
    """Any message can be checked against the articles."""
    world = discord_server.world
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with operator.online():
        await until(lambda: discord_server.backend.commands.get(None), "the commands")
        claim = world.say(general, world.person("bob", lab), "is the lamp really 45000 dollars")
        done = await world.menu(general, alice, "Check against the articles", claim)
        assert "$45,000" in shown(world.response(done))


async def test_buttons_after_a_restart(discord_server: LoopbackDiscord, operator: Operator) -> None:
    """The original wording, another language and Delete work in another run of the bot."""
    world = discord_server.world
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with operator.online():
        answer = await world.ask(general, alice, "!cost")
    async with operator.online():
        done = await world.click(alice, answer, "Original wording")
        assert "a lamp for $45,000" in shown(world.response(done))
        done = await world.click(alice, answer, "italiano")
        assert "45.000 dollari" in shown(world.response(done))
        done = await world.click(world.person("bob", lab), answer, "Delete")
        assert done.ephemeral
        assert answer in world.said(general)
        await world.click(alice, answer, "Delete")
        await until(lambda: answer not in world.said(general), "the deletion")


async def test_question_back(discord_server: LoopbackDiscord, operator: Operator) -> None:
    """A question that fits several facts shows its candidates, and a click answers."""
    world = discord_server.world
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with operator.online():
        back = await world.ask(general, alice, f"{world.mention} lighthouse")
        labels = [part["label"] for part in components(back) if part["type"] == 2]
        assert "Who keeps the lighthouse?" in labels
        done = await world.click(alice, back, "Who keeps the lighthouse?")
        assert "Mara Quill" in shown(world.response(done))


async def test_edited_and_deleted(discord_server: LoopbackDiscord, operator: Operator) -> None:
    """An edited question has its answer edited; a deleted one has it removed."""
    world = discord_server.world
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with operator.online():
        answer = await world.ask(general, alice, "!cost")
        question = next(m for m in world.backend.messages[general.id].values() if m is not answer)
        world.edit(question, "!keeper")
        await until(lambda: "Mara Quill" in shown(answer), "the edited answer")
        world.delete(question)
        await until(lambda: not world.said(general), "the deletion")


async def test_reload_with_problems_as_a_file(
    discord_server: LoopbackDiscord, operator: Operator
) -> None:
    """A wrong file: ten problems in the reply, all in a file, and the old facts keep answering."""
    world = discord_server.world
    lab = world.guild()
    manager = discord.Permissions(manage_guild=True)
    general, alice = world.channel(lab), world.person("alice", lab, permissions=manager)
    operator.settings = replace(operator.settings, admin_servers=frozenset({lab.id}))
    async with operator.online():
        text = operator.facts.read_text(encoding="utf-8")
        operator.facts.write_text(text.replace("topic: ", "topik: "), encoding="utf-8")
        refused = await world.ask(general, alice, "!reload", seconds=30)
        assert len(refused.attachments) == 1
        assert world.file(refused).count("topik") >= 5
        assert "$45,000" in shown(await world.ask(general, alice, "!cost"))


async def test_reload_by_slash_command(discord_server: LoopbackDiscord, operator: Operator) -> None:
    """``/reload``: Bob is refused; Alice, an admin, gets the problems as a file."""
    world = discord_server.world
    lab = world.guild()
    general, alice, bob = world.channel(lab), world.person("alice", lab), world.person("bob", lab)
    operator.settings = replace(operator.settings, admin_users=frozenset({alice.id}))
    async with operator.online():
        await until(lambda: discord_server.backend.commands.get(None), "the commands")
        refused = await world.slash(general, bob, "reload")
        assert refused.ephemeral
        text = operator.facts.read_text(encoding="utf-8")
        operator.facts.write_text(text.replace("topic: ", "topik: "), encoding="utf-8")
        done = await world.slash(general, alice, "reload")
        report = await until(lambda: world.follow_up(done), "the report", 30)
        assert done.ephemeral
        assert world.file(report).count("topik") >= 5
        assert "$45,000" in shown(await world.ask(general, bob, "!cost"))


@pytest.mark.parametrize("is_global", [False, True], ids=["route", "global"])
async def test_rate_limited_by_discord(
    discord_server: LoopbackDiscord, operator: Operator, *, is_global: bool
) -> None:
    """An answer that meets 429 arrives when the time is over, once."""
    world = discord_server.world
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with operator.online():
        path = f"/channels/{general.id}/messages"
        discord_server.rest.limit("POST", path, retry_after=0.3, is_global=is_global)
        assert "$45,000" in shown(await world.ask(general, alice, "!cost"))
        posted = [call for call in discord_server.rest.calls if call.path == path]
        assert [call.status for call in posted] == [429, 200]
        assert posted[1].at - posted[0].at >= 0.3


async def test_nothing_it_sends_pings(discord_server: LoopbackDiscord, operator: Operator) -> None:
    """A question full of mentions is answered without any."""
    world = discord_server.world
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    bob = world.person("bob", lab)
    async with operator.online():
        text = f"{world.mention} !@everyone <@{bob.id}> @here"
        answer = await world.ask(general, alice, text)
        assert answer.ping_user_ids == []
        assert not answer.mention_everyone


def test_settings_are_the_defaults() -> None:
    """These dialogues run with the settings a person starts with."""
    assert DiscordSettings().prefix == "!"
