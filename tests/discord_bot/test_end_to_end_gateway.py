"""Dialogues across a connection that breaks, and starts that Discord refuses."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
import pytest

from bot.discord_bot.run import run
from bot.errors import ConfigurationError, PlatformUnavailable
from tests.discord_bot.online import Operator
from tests.discord_bot.test_end_to_end import shown
from tests.support.discord_server import LoopbackDiscord, point_client
from tests.support.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from bot.match.matcher import Matcher


async def test_message_missed_while_cut_off(
    discord_server: LoopbackDiscord, operator: Operator
) -> None:
    """The connection is cut, Alice asks, the bot resumes by itself and answers, once."""
    world, gateway = discord_server.world, discord_server.gateway
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with operator.online():
        await world.ask(general, alice, "!keeper")
        gateway.cut()
        assert "$45,000" in shown(await world.ask(general, alice, "!cost"))
        assert (gateway.counted.identified, gateway.counted.resumed) == (1, 1)
        assert gateway.counted.replayed == 1
        assert len(world.said(general)) == 2


async def test_discord_asks_to_reconnect(
    discord_server: LoopbackDiscord, operator: Operator
) -> None:
    """Op 7: the bot comes back, resumes, and answers."""
    world, gateway = discord_server.world, discord_server.gateway
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with operator.online():
        await world.ask(general, alice, "!keeper")
        gateway.ask_to_reconnect()
        await until(lambda: gateway.counted.resumed, "a RESUME")
        assert "$45,000" in shown(await world.ask(general, alice, "!cost"))
        assert gateway.counted.identified == 1


async def test_invalid_session(discord_server: LoopbackDiscord, operator: Operator) -> None:
    """Op 9: the bot identifies anew and answers; the commands are not registered again."""
    world, gateway = discord_server.world, discord_server.gateway
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with operator.online():
        await world.ask(general, alice, "!keeper")
        gateway.invalidate()
        await until(lambda: gateway.counted.identified == 2, "a second IDENTIFY")
        assert "$45,000" in shown(await world.ask(general, alice, "!cost"))
        puts = [call for call in discord_server.rest.calls if call.method == "PUT"]
        assert len(puts) == 1


async def test_resume_refused(discord_server: LoopbackDiscord, operator: Operator) -> None:
    """The session is gone when the bot resumes: it identifies anew and answers."""
    world, gateway = discord_server.world, discord_server.gateway
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with operator.online():
        await world.ask(general, alice, "!keeper")
        gateway.refuses_resume = True
        gateway.cut()
        await until(lambda: gateway.counted.identified == 2, "a second IDENTIFY")
        assert "$45,000" in shown(await world.ask(general, alice, "!cost"))


async def test_two_shards(discord_server: LoopbackDiscord, operator: Operator) -> None:
    """As many shards as Discord recommends: both servers and private messages are answered."""
    world = discord_server.world
    discord_server.rest.shards = 2
    places = []
    for shard in (0, 1):
        guild = world.guild(f"lab {shard}", shard=shard, shards=2)
        places.append((world.channel(guild), world.person(f"alice {shard}", guild)))
    async with operator.online():
        await until(lambda: discord_server.gateway.counted.identified == 2, "both shards")
        for channel, person in places:
            assert "$45,000" in shown(await world.ask(channel, person, "!cost"))
        person = places[1][1]
        assert "$45,000" in shown(await world.ask(world.direct(person), person, "!cost"))
    shards = {session.shard for session in discord_server.gateway.sessions.values()}
    assert shards == {(0, 2), (1, 2)}


async def test_one_shard_of_two(discord_server: LoopbackDiscord, operator: Operator) -> None:
    """With DISCORD_SHARD_IDS=1 of two, this process answers in its own servers alone."""
    world = discord_server.world
    ours, theirs = (world.guild(f"lab {n}", shard=n, shards=2) for n in (1, 0))
    operator.settings = replace(operator.settings, shard_ids=(1,), shard_count=2)
    places = [(world.channel(g), world.person(g.name, g)) for g in (theirs, ours)]
    async with operator.online():
        world.say(*places[0], "!cost")
        assert "$45,000" in shown(await world.ask(*places[1], "!cost"))
        assert world.said(places[0][0]) == []


async def refused(operator: Operator) -> ConfigurationError:
    """How a start ends that Discord refuses."""
    with pytest.raises(ConfigurationError) as caught:
        await asyncio.wait_for(run(operator.runtime(), asyncio.Event()), 10)
    assert operator.server.token not in str(caught.value)
    return caught.value


async def test_wrong_token(discord_server: LoopbackDiscord, operator: Operator) -> None:
    """A wrong token is a configuration error that names the setting, never the token."""
    operator.settings = replace(operator.settings, token="mistyped")  # noqa: S106 - no real token
    error = await refused(operator)
    assert "DISCORD_TOKEN" in str(error)
    assert "mistyped" not in str(error)
    assert discord_server.gateway.counted.identified == 0


async def test_token_taken_back_at_the_gateway(
    discord_server: LoopbackDiscord, operator: Operator
) -> None:
    """A token that the gateway refuses (4004) is the same error."""
    discord_server.gateway.token = "other"  # noqa: S105 - no real token
    assert "DISCORD_TOKEN" in str(await refused(operator))


async def test_disallowed_intents(discord_server: LoopbackDiscord, operator: Operator) -> None:
    """4014 although the flags granted it: one line with the remedy."""
    discord_server.gateway.granted = discord.Intents.default()
    assert "Message Content Intent" in str(await refused(operator))


async def test_without_message_content(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tiny: Matcher, caplog: pytest.LogCaptureFixture
) -> None:
    """The intent is off: it says so once, and answers mentions and private messages."""
    caplog.set_level("INFO")
    async with LoopbackDiscord(granted=discord.Intents.default()) as server:
        point_client(server.address, monkeypatch.setattr)
        world = server.world
        lab = world.guild()
        general, alice = world.channel(lab), world.person("alice", lab)
        async with Operator(server, tmp_path, tiny).online():
            world.say(general, alice, "!cost")
            answer = await world.ask(general, alice, f"{world.mention} price of the lamp")
            assert "$45,000" in shown(answer)
            assert len(world.said(general)) == 1
            private = await world.ask(world.direct(alice), alice, "price of the lamp")
            assert "$45,000" in shown(private)
            await until(lambda: "to add it to a server" in caplog.text, "the lines of the start")
    assert caplog.text.count("Message Content") == 1


async def test_no_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tiny: Matcher) -> None:
    """Nobody answers at Discord's address: said in one line."""
    async with LoopbackDiscord() as server:
        address = server.address
    point_client(address, monkeypatch.setattr)
    with pytest.raises(PlatformUnavailable, match="check the network"):
        await asyncio.wait_for(run(Operator(server, tmp_path, tiny).runtime(), asyncio.Event()), 10)
