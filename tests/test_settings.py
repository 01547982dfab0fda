"""The settings of ``footnote run``: what each holds, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.environment import Environment
from bot.errors import ConfigurationError
from bot.settings import DiscordSettings, read_settings


def read(**values: str) -> DiscordSettings:
    """The Discord settings of some variables."""
    return read_settings(Environment(values)).discord


def test_nothing_set() -> None:
    """Every setting has a default; blank counts as not set."""
    assert read() == DiscordSettings()
    blank = read_settings(Environment({"DISCORD_TOKEN": " ", "LOG_LEVEL": ""}))
    assert blank.log_level == "INFO"
    assert blank.discord.token is None
    assert blank.watch is False
    assert blank.language is None


def test_everything_set() -> None:
    """Lists have commas or spaces, words any case."""
    found = read(
        DISCORD_TOKEN="hunter2",  # noqa: S106 - no real one
        DISCORD_PREFIX="??",
        DISCORD_ADMIN_USERS="1, 2",
        DISCORD_ADMIN_ROLES="3 4",
        DISCORD_ADMIN_SERVERS="5",
        DISCORD_OWNERS="6",
        DISCORD_CHANNELS="7,8",
        DISCORD_ANSWER_MODE="Channels",
        DISCORD_ANSWER_CHANNELS="7",
        DISCORD_REPORT_CHANNEL="9",
        DISCORD_SHARD_IDS="1,0",
        DISCORD_SHARD_COUNT="2",
    )
    assert found == DiscordSettings(
        "hunter2", "??", frozenset({3, 4}), frozenset({1, 2}), frozenset({5}), frozenset({6}),
        frozenset({7, 8}), "channels", frozenset({7}), 9, (0, 1), 2,
    )  # fmt: skip


def test_token_is_in_no_representation() -> None:
    """Printing the settings shows no token."""
    settings = read_settings(Environment({"DISCORD_TOKEN": "hunter2"}))
    assert "hunter2" not in repr(settings) + str(settings.discord)
    assert settings.secrets == ("hunter2",)


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("DEFAULT_LANGUAGE", "de", "set it to en, it, fr or ar"),
        ("LOG_LEVEL", "loud", "set it to DEBUG, INFO, WARNING or ERROR"),
        ("WATCH_FACTS", "maybe", "set it to yes or no"),
        ("ANSWERS_PER_USER", "0", "set it to a whole number from 1"),
        ("ANSWERS_PER_CHANNEL", "many", "set it to a whole number from 1"),
        ("ANSWERS_PER_SERVER", "1.5", "set it to a whole number from 1"),
        ("DISCORD_PREFIX", "too long", "set it to one to five signs"),
        ("DISCORD_PREFIX", "@", "set it to one to five signs"),
        ("DISCORD_ADMIN_USERS", "alice", "list ids"),
        ("DISCORD_ADMIN_ROLES", "1,@mods", "list ids"),
        ("DISCORD_ADMIN_SERVERS", "99999999999999999999", "list ids"),
        ("DISCORD_OWNERS", "me", "list ids"),
        ("DISCORD_CHANNELS", "#general", "list ids"),
        ("DISCORD_ANSWER_MODE", "always", "set it to addressed or channels"),
        ("DISCORD_ANSWER_MODE", "channels", "name them in DISCORD_ANSWER_CHANNELS"),
        ("DISCORD_ANSWER_CHANNELS", "x", "list ids"),
        ("DISCORD_REPORT_CHANNEL", "1,2", "set it to one"),
        ("DISCORD_SHARD_IDS", "0", "needs DISCORD_SHARD_COUNT"),
        ("DISCORD_SHARD_COUNT", "-1", "set it to a whole number from 0"),
    ],
)
def test_wrong_setting(name: str, value: str, remedy: str) -> None:
    """One line: the variable, and what to do."""
    with pytest.raises(ConfigurationError) as raised:
        read(**{name: value})
    assert name in str(raised.value)
    assert remedy in str(raised.value)
    assert "\n" not in str(raised.value)


def test_shard_beyond_the_count() -> None:
    """Shard 2 of 2 does not exist."""
    with pytest.raises(ConfigurationError, match="from 0 to one less"):
        read(DISCORD_SHARD_IDS="2", DISCORD_SHARD_COUNT="2")


def test_state_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As set, with ~ for home; else where the system keeps such things."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert read_settings(Environment({})).state == tmp_path / "footnote"
    chosen = read_settings(Environment({"STATE_FOLDER": "~/state"})).state
    assert chosen == Path.home() / "state"
