"""What is said at the start: what works here, what does not, and how to invite the bot."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import discord

from bot.discord_bot.announce import PERMISSIONS, invite_link, lines
from bot.settings import DiscordSettings
from tests.discord_bot.world import World

if TYPE_CHECKING:
    import pytest


def said(world: World, settings: DiscordSettings | None = None, *, content: bool = True) -> str:
    """The lines."""
    return "\n".join(lines(world.bot, settings or DiscordSettings(), content=content))


async def test_everything_works(world: World) -> None:
    """Signed in, what is answered, who may reload, the invite link: a line each."""
    text = said(world)
    assert "signed in as" in text
    assert "in 1 server, 1 shard" in text
    assert "answers commands such as !help" in text
    assert "only the owner may reload" in text
    assert f"to add it to a server: {invite_link(world.bot.application_id or 0)}" in text
    assert "\n\n" not in text


async def test_without_message_content(world: World) -> None:
    """What does not work, and where to switch it on."""
    settings = DiscordSettings(answer_mode="channels", answer_channels=frozenset({1}))
    text = said(world, settings, content=False)
    assert "!commands work only after a mention" in text
    assert "Message Content Intent under Bot" in text
    assert "cannot answer unasked in 1 channel" in text


async def test_settings_that_narrow_or_widen(world: World) -> None:
    """Channels and admins of the settings are told."""
    settings = DiscordSettings(
        channels=frozenset({1, 2}), admin_users=frozenset({3}), answer_mode="channels",
        answer_channels=frozenset({4, 5}),
    )  # fmt: skip
    text = said(world, settings)
    assert "speaks only in the 2 of DISCORD_CHANNELS" in text
    assert "when sure, in 2 channels of DISCORD_ANSWER_CHANNELS" in text
    assert "may reload: the owner, 1 people" in text


async def test_lines_are_logged_once(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """A session that Discord starts anew is no new start."""
    with caplog.at_level(logging.INFO):
        await world.bot.on_ready()
    assert "signed in as" not in caplog.text


async def test_server_without_a_right(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the bot lacks a right, that is told."""
    rights = property(lambda _: discord.Permissions.none())
    monkeypatch.setattr(discord.Member, "guild_permissions", rights)
    text = said(world)
    assert "may not embed links in 1 of them: plain text there" in text
    assert "may not send messages in 1 of them" in text


def test_least_permissions() -> None:
    """The link asks for what is used and nothing that could hurt a server."""
    query = parse_qs(urlsplit(invite_link(42)).query)
    assert query["client_id"] == ["42"]
    assert query["scope"] == ["bot applications.commands"]
    asked = discord.Permissions(int(query["permissions"][0]))
    assert asked == PERMISSIONS
    for right in ("administrator", "manage_messages", "mention_everyone", "manage_guild",
                  "manage_channels", "manage_roles", "kick_members", "ban_members"):  # fmt: skip
        assert not getattr(asked, right)
