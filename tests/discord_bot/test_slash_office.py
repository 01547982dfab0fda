"""The slash commands of the desk: for the eyes of who types them, and in the limits."""

from __future__ import annotations

from pathlib import Path

from bot.match.matcher import Matcher
from bot.settings import Allowances
from tests.discord_bot.test_slash import registered
from tests.discord_bot.world import World, read, runtime_of, world_of


async def test_settings_by_slash_command(world: World) -> None:
    """Mona looks, sets the language, and looks again; nobody else sees it."""
    result = await world.mona.slash(world.general, "settings")
    assert result.ephemeral
    assert read(result.response).startswith("Settings here: language: default")
    result = await world.mona.slash(world.general, "settings", setting="language", value="ar")
    assert read(result.response) == "Done. language: ar"
    assert "45" in str(await world.says(world.alice, "!cost"))
    assert world.runtime.recorder.places.of(f"discord:{world.guild.id}").language == "ar"


async def test_shown_only_to_who_manages_the_server(world: World) -> None:
    """Discord is told so, and that there are none in private."""
    command = registered(world)["settings"]
    assert int(command["default_member_permissions"]) == 1 << 5  # Manage Server
    assert command["dm_permission"] is False or command.get("contexts") == [0]
    assert [option["name"] for option in command["options"]] == ["setting", "value"]


async def test_too_many(tiny: Matcher, tmp_path: Path) -> None:
    """They count as answers do."""
    few = Allowances(user=1, channel=100, server=100)
    async with world_of(runtime_of(tiny, tmp_path, allowances=few)) as world:
        await world.alice.slash(world.general, "forgetme")
        result = await world.alice.slash(world.general, "forgetme")
        assert read(result.response).startswith("That is a lot of questions.")
