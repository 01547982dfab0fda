"""The loopback Discord, tried with a plain discord.py client: what people do with a bot."""

from __future__ import annotations

import discord
import pytest

from tests.support.discord_server import LoopbackDiscord
from tests.support.parrot import Parrot, running
from tests.support.waiting import until


async def test_message_and_reply(discord_server: LoopbackDiscord) -> None:
    """Alice writes in a server and in private; the bot answers her message."""
    world = discord_server.world
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with running(Parrot(), discord_server.token):
        answer = await world.ask(general, alice, "hello")
        assert answer.content == "hello!"
        assert answer.reference is not None
        assert (await world.ask(world.direct(alice), alice, "ciao")).content == "ciao!"


async def test_edit_and_delete(discord_server: LoopbackDiscord) -> None:
    """The bot hears of an edit and of a deletion."""
    world = discord_server.world
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    parrot = Parrot()
    async with running(parrot, discord_server.token):
        await world.ask(general, alice, "one")
        message = next(iter(world.backend.messages[general.id].values()))
        world.edit(message, "two")
        world.delete(message)
        await until(lambda: len(parrot.heard) == 3, "the edit and the deletion")
        assert parrot.heard == ["one", "one → two", "two → nothing"]


async def test_slash_autocomplete_and_menu(discord_server: LoopbackDiscord) -> None:
    """Commands are synced; slash is answered for one only; autocomplete offers; a menu works."""
    world = discord_server.world
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with running(Parrot(), discord_server.token):
        done = await world.slash(general, alice, "repeat", word="key", locale="fr")
        assert done.ephemeral
        assert world.response(done).content == "key fr"
        offered = await world.autocomplete(general, alice, "repeat", option="word", text="l")
        assert offered == ["lighthouse", "lantern"]
        message = world.say(general, alice, "a claim")
        checked = await world.menu(general, alice, "Check", message)
        assert world.response(checked).content == "checked a claim"


async def test_button(discord_server: LoopbackDiscord) -> None:
    """A click changes the message that has the button."""
    world = discord_server.world
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with running(Parrot(), discord_server.token):
        asked = await world.ask(general, alice, "button")
        await world.click(alice, asked, "Press")
        assert asked.content == "pressed"


async def test_file(discord_server: LoopbackDiscord) -> None:
    """A file arrives, and a client can fetch it."""
    world = discord_server.world
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    client = Parrot()
    async with running(client, discord_server.token):
        sent = await world.ask(general, alice, "file")
        assert [file["filename"] for file in sent.attachments] == ["said.txt"]
        channel = client.get_channel(general.id)
        assert isinstance(channel, discord.TextChannel)
        fetched = await channel.fetch_message(sent.id)
        assert (await fetched.attachments[0].read()).decode() == "è"


@pytest.mark.parametrize("is_global", [False, True], ids=["route", "global"])
async def test_rate_limit(discord_server: LoopbackDiscord, *, is_global: bool) -> None:
    """A message that meets 429 is sent again when the time is over."""
    world = discord_server.world
    lab = world.guild()
    general, alice = world.channel(lab), world.person("alice", lab)
    async with running(Parrot(), discord_server.token):
        path = f"/channels/{general.id}/messages"
        discord_server.rest.limit("POST", path, retry_after=0.2, is_global=is_global)
        assert (await world.ask(general, alice, "hello")).content == "hello!"
        tried = [call for call in discord_server.rest.calls if call.path == path]
        assert [call.status for call in tried] == [429, 200]
        assert tried[1].at - tried[0].at >= 0.2


async def test_unknown_route_fails_the_test(discord_server: LoopbackDiscord) -> None:
    """What the server cannot do is noted, so that a test which needs it fails at the end."""
    client = Parrot()
    async with running(client, discord_server.token):
        with pytest.raises(discord.HTTPException):
            await client.fetch_template("nobody")
    with pytest.raises(AssertionError, match="lacks what the bot asked for"):
        await discord_server.__aexit__(None, None, None)
    assert "templates/nobody" in discord_server.rest.gaps.pop()
