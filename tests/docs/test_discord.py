"""docs/discord.md says the same as the program: permissions, settings, commands."""

from __future__ import annotations

import re

from bot.platform.heartbeat import EVERY
from tests.program import ROOT

GUIDE = (ROOT / "docs" / "discord.md").read_text(encoding="utf-8")
RUNNING = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")


def test_permissions_are_those_of_the_invite() -> None:
    """The number in the guide is the one in the invite link that the bot prints."""
    from bot.discord_bot.announce import PERMISSIONS

    found = re.findall(r"the number is \*\*(\d+)\*\*", GUIDE)
    assert found == [str(PERMISSIONS.value)]
    for name, allowed in PERMISSIONS:
        if allowed:
            shown = name.replace("_", " ").title().replace(" In ", " in ")
            shown = {"View Channel": "View Channels", "Read Messages": "View Channels"}.get(
                shown, shown
            )
            assert shown in GUIDE, shown


def test_every_setting_is_explained() -> None:
    """Each setting of Discord has its row, and no row is invented."""
    rows = re.findall(r"^\| `(DISCORD_\w+)` \|", GUIDE, re.MULTILINE)
    assert sorted(rows) == sorted(re.findall(r"^(DISCORD_\w+)=", EXAMPLE, re.MULTILINE))


def test_settings_that_are_named_exist() -> None:
    """Whatever looks like a setting in the guides is one."""
    names = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)`", GUIDE + RUNNING))
    known = set(re.findall(r"^(\w+)=", EXAMPLE, re.MULTILINE)) | {"XDG_CACHE_HOME"}
    assert names - known == set()


def test_heartbeat_is_described() -> None:
    """The interval in the guide is the program's."""
    assert f"every {EVERY:.0f} seconds" in RUNNING
