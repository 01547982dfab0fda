"""The loopback gateway, tried with a plain discord.py client: how sessions begin and end."""

from __future__ import annotations

import discord
import pytest
from aiohttp import ClientSession

from tests.support.discord_server import LoopbackDiscord, point_client
from tests.support.parrot import Parrot, running
from tests.support.waiting import until


async def test_wrong_token(discord_server: LoopbackDiscord) -> None:
    """A wrong token is refused at the login; no gateway is tried."""
    with pytest.raises(discord.LoginFailure):
        async with running(Parrot(), "wrong"):
            pass
    assert discord_server.gateway.counted.identified == 0


async def test_wrong_token_at_the_gateway(discord_server: LoopbackDiscord) -> None:
    """A token that is taken back after the login is refused at IDENTIFY, with 4004."""
    discord_server.gateway.token = "other"  # noqa: S105 - no real token
    with pytest.raises(discord.ConnectionClosed) as refused:
        async with running(Parrot(), discord_server.token):
            pass
    assert refused.value.code == 4004


async def test_disallowed_intents(monkeypatch: pytest.MonkeyPatch) -> None:
    """An intent that the portal does not grant ends the session with 4014."""
    async with LoopbackDiscord(granted=discord.Intents.default()) as server:
        point_client(server.address, monkeypatch.setattr)
        with pytest.raises(discord.PrivilegedIntentsRequired):
            async with running(Parrot(), server.token):
                pass


async def test_flags_say_what_the_portal_grants(monkeypatch: pytest.MonkeyPatch) -> None:
    """The application's flags show the message content intent, or its absence."""
    for granted in (discord.Intents.default(), discord.Intents.all()):
        async with LoopbackDiscord(granted=granted) as server:
            point_client(server.address, monkeypatch.setattr)
            client = Parrot(intents=discord.Intents.default())
            async with running(client, server.token):
                flags = client.application_flags
                assert flags.gateway_message_content_limited == granted.message_content


async def test_content_is_hidden_without_the_intent(discord_server: LoopbackDiscord) -> None:
    """Without message content only mentions and private messages have a text."""
    world = discord_server.world
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    parrot = Parrot(intents=discord.Intents.default())
    async with running(parrot, discord_server.token):
        for text in ("secret", f"{world.mention} hello"):
            world.say(general, alice, text)
        world.say(world.direct(alice), alice, "private")
        await until(lambda: len(parrot.heard) == 3, "three messages")
        assert parrot.heard == ["", f"{world.mention} hello", "private"]


async def test_missed_message_is_replayed(discord_server: LoopbackDiscord) -> None:
    """The connection breaks, somebody writes, the client resumes and answers."""
    world, gateway = discord_server.world, discord_server.gateway
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with running(Parrot(), discord_server.token):
        gateway.cut()
        assert (await world.ask(general, alice, "anybody?")).content == "anybody?!"
        assert (gateway.counted.identified, gateway.counted.resumed) == (1, 1)
        assert gateway.counted.replayed == 1


@pytest.mark.parametrize("how", ["op 7", "op 9, resumable", "closed with 4000"])
async def test_reconnect(discord_server: LoopbackDiscord, how: str) -> None:
    """Asked to reconnect, or closed for no good reason: the client comes back and resumes."""
    world, gateway = discord_server.world, discord_server.gateway
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with running(Parrot(), discord_server.token):
        match how:
            case "op 7":
                gateway.ask_to_reconnect()
            case "op 9, resumable":
                gateway.invalidate(resumable=True)
            case _:
                await gateway.close(4000)
        await until(lambda: gateway.counted.resumed, "a RESUME")
        assert (await world.ask(general, alice, "back?")).content == "back?!"
        assert gateway.counted.identified == 1


async def test_invalid_session(discord_server: LoopbackDiscord) -> None:
    """Op 9: the client identifies anew."""
    world, gateway = discord_server.world, discord_server.gateway
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with running(Parrot(), discord_server.token):
        gateway.invalidate()
        await until(lambda: gateway.counted.identified == 2, "a second IDENTIFY")
        assert (await world.ask(general, alice, "back?")).content == "back?!"
        assert gateway.counted.resumed == 0


async def test_resume_refused(discord_server: LoopbackDiscord) -> None:
    """A session that is gone when the client resumes: it identifies anew."""
    world, gateway = discord_server.world, discord_server.gateway
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with running(Parrot(), discord_server.token):
        gateway.refuses_resume = True
        gateway.cut()
        await until(lambda: gateway.counted.identified == 2, "a second IDENTIFY")
        assert (await world.ask(general, alice, "back?")).content == "back?!"


async def test_two_shards(discord_server: LoopbackDiscord) -> None:
    """Each server is heard on its own shard, private messages on the first."""
    world = discord_server.world
    parrot = Parrot(shards=2)
    places = []
    for shard in (0, 1):
        guild = world.guild(f"lab {shard}", shard=shard, shards=2)
        places.append((world.channel(guild), world.person(f"alice {shard}", guild), shard))
    async with running(parrot, discord_server.token):
        assert discord_server.gateway.counted.identified == 2
        for channel, person, shard in places:
            assert (await world.ask(channel, person, "hello")).content == "hello!"
            assert channel.guild_id is not None
            guild_seen = parrot.get_guild(channel.guild_id)
            assert guild_seen is not None
            assert guild_seen.shard_id == shard
        person = places[1][1]
        assert (await world.ask(world.direct(person), person, "ciao")).content == "ciao!"


async def test_heartbeats_are_acknowledged(discord_server: LoopbackDiscord) -> None:
    """The client's heartbeats arrive and it knows its latency."""
    discord_server.gateway.heartbeat_ms = 100
    client = Parrot()
    async with running(client, discord_server.token):
        await until(lambda: discord_server.gateway.counted.heartbeats >= 2, "two heartbeats")
        assert client.latency < 1


async def test_plain_frames(discord_server: LoopbackDiscord) -> None:
    """A client that asks for no compression gets text."""
    async with (
        ClientSession() as session,
        session.ws_connect(f"{discord_server.address}/gateway/") as socket,
    ):
        hello = await socket.receive_json(timeout=5)
        assert hello["op"] == 10
