"""What admins do, and that nobody else can."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord

from bot.discord_bot.client import FootnoteBot
from bot.match.matcher import Matcher
from bot.settings import DiscordSettings
from tests.discord_bot.world import World, read, runtime_of, world_of
from tests.match.tiny import TINY

if TYPE_CHECKING:
    import pytest
    import simcord

TEXT = TINY.read_text(encoding="utf-8")
VISITORS = {"12,000": "13,000", "12.000": "13.000", "12 000 par": "13 000 par", "نحو 12": "نحو 13"}


def write(world: World, text: str) -> None:
    """A curator saves the fact file."""
    (world.runtime.settings.state.parent / "facts.yaml").write_text(text, encoding="utf-8")


def more_visitors() -> str:
    """The tiny facts with one fact changed."""
    text = TEXT
    for old, new in VISITORS.items():
        assert old in text
        text = text.replace(old, new)
    return text


async def with_admins(world: World, **settings: frozenset[int] | int) -> None:
    """Start the bot anew with other settings."""
    changed = replace(world.runtime.settings, discord=DiscordSettings(**settings))  # type: ignore[arg-type]
    world.runtime = replace(world.runtime, settings=changed)
    world.bot = FootnoteBot(world.runtime)
    await world.env.restart_bot(world.bot)


async def patient(world: World) -> None:
    """Wait as long as a real child process takes, and for no heartbeat."""
    assert world.bot._heart is not None
    world.bot._heart.cancel()
    await asyncio.sleep(0)
    world.env.settle_timeout = 120


async def reload_by(world: World, person: simcord.MemberActor) -> str:
    """Somebody types !reload; what they read in the end."""
    await patient(world)
    return str(await world.says(person, "!reload"))


async def test_members_and_even_moderators_are_refused(world: World) -> None:
    """!reload by who has no say: a reply that deletes itself after ten seconds."""
    for person in (world.alice, world.mona):
        assert await world.says(person, "!reload") == "Only the admins of this bot may do this."
    await world.env.advance_time(9)
    assert len(world.replies()) == 2
    await world.env.advance_time(2)
    assert world.replies() == []


async def test_slash_reload_is_refused_unseen(world: World) -> None:
    """/reload by who has no say is told so, to them alone."""
    result = await world.alice.slash(world.general, "reload")
    assert result.ephemeral
    assert read(result.response) == "Only the admins of this bot may do this."


async def test_manage_server_counts_in_the_servers_that_are_named(world: World) -> None:
    """Mona manages a server that the operator named: she may. Alice does not manage it."""
    await with_admins(world, admin_servers=frozenset({world.guild.id}))
    assert await world.says(world.alice, "!reload") == "Only the admins of this bot may do this."
    await world.env.advance_time(11)
    assert await reload_by(world, world.mona) == f"Unchanged: version {version(world)}."


async def test_named_person_and_role(world: World) -> None:
    """A person or a role of the settings may reload, without managing anything."""
    await with_admins(world, admin_users=frozenset({world.alice.id}))
    assert (await reload_by(world, world.alice)).startswith("Unchanged")
    role = world.guild.create_role("Curators")
    carla = world.guild.add_member(world.env.create_user("carla"), roles=[role])
    await with_admins(world, admin_roles=frozenset({role.id}))
    assert (await reload_by(world, carla)).startswith("Unchanged")


def version(world: World) -> str:
    """Of the facts that answer."""
    return world.runtime.service.matcher.base.version


async def test_reload_of_changed_facts(world: World) -> None:
    """A fact was changed: the report names it, and the new figure is answered."""
    await with_admins(world, admin_users=frozenset({world.alice.id}))
    assert "12,000" in str(
        await world.says(world.bruno, f"{world.mention} how many visitors a year")
    )
    write(world, more_visitors())
    said = await reload_by(world, world.alice)
    assert said.startswith(f"Reloaded: version {version(world)}, 5 facts, 1 gaps, ")
    assert "Changed (1): visitors" in said
    assert "13,000" in str(
        await world.says(world.bruno, f"{world.mention} how many visitors a year")
    )


async def test_reload_of_wrong_facts(world: World) -> None:
    """The file has problems: ten of them are shown, all are attached, the old facts answer."""
    await with_admins(world, admin_users=frozenset({world.alice.id}))
    old = version(world)
    write(world, TEXT.replace("topic: ", "topic: no-"))
    await patient(world)
    said = await world.message(world.alice, "!reload")
    assert said is not None
    assert read(said).startswith("Not reloaded: ")
    assert "unknown topic 'no-cost'" in read(said)
    assert f"The old facts keep answering (version {old})." in read(said)
    assert "45,000" in str(await world.says(world.bruno, "!cost"))
    assert version(world) == old


async def test_slash_reload_reports_to_the_admin_alone(world: World) -> None:
    """/reload by an admin: the report is for their eyes only."""
    await with_admins(world, admin_users=frozenset({world.alice.id}))
    result = await world.alice.slash(world.general, "reload")
    assert result.ephemeral
    assert world.replies() == []


async def test_reload_that_changes_topics_registers_them(world: World) -> None:
    """A topic was added by another name: /topic offers it without a restart."""
    text = TEXT.replace(
        'id: keeper\n    commands: {en: "keeper"', 'id: keeper\n    commands: {en: "guardian"'
    )
    assert text != TEXT
    before = len(puts(world))
    write(world, text)
    await asyncio.wait_for(world.runtime.reloader.reload(), 120)
    await world.env.settle()
    assert len(puts(world)) == before + 1
    names = [choice["name"] for command in puts(world)[-1].json if command["name"] == "topic"
             for choice in command["options"][0]["choices"]]  # fmt: skip
    assert "guardian: Who keeps the light" in names


def puts(world: World) -> list[Any]:
    """The registrations of commands."""
    return [r for r in world.env.http_requests
            if r.method == "PUT" and r.path.endswith("/commands")]  # fmt: skip


async def test_commands_are_registered_only_when_they_changed(world: World) -> None:
    """A second start registers nothing; the owner's !sync does."""
    assert len(puts(world)) == 1
    await world.env.restart_bot(FootnoteBot(world.runtime))
    assert len(puts(world)) == 1
    await with_admins(world, owners=frozenset({world.mona.id}))
    assert await world.says(world.mona, "!sync") == "Slash commands: 12 registered."
    assert len(puts(world)) == 2


async def test_sync_is_the_owners(world: World) -> None:
    """An admin who is no owner may not register commands."""
    await with_admins(world, admin_users=frozenset({world.alice.id}))
    assert await world.says(world.alice, "!sync") == "Only the admins of this bot may do this."


async def test_watching_reports_to_a_channel(world: World) -> None:
    """The report of a reload by watching goes to the channel of the operator's choice."""
    reports = world.guild.create_text_channel("reports")
    await with_admins(world, report_channel=reports.id)
    report = await world.runtime.reloader.reload()
    for listener in world.runtime.watcher.listeners:
        await listener(report)
    await world.env.settle()
    assert [read(m) for m in world.replies(reports)] == [f"Unchanged: version {version(world)}."]


async def test_report_channel_that_is_gone(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """A report that cannot be delivered is a line in the log."""
    await with_admins(world, report_channel=1)
    await world.bot.admin.tell(await world.runtime.reloader.reload())
    assert "cannot write to the channel 1 of DISCORD_REPORT_CHANNEL" in caplog.text


async def test_admin_in_private(tiny: Matcher, tmp_path: Path) -> None:
    """A named person may reload in private; a role or Manage Server says nothing there."""
    async with world_of(runtime_of(tiny, tmp_path)) as world:
        refused = await world.whispers(world.mona, "!reload")
        assert read(refused) == "Only the admins of this bot may do this."
        assert isinstance(refused, discord.Message)
