"""Telegram's settings: each wrong one is a line that names it and says what to set."""

from __future__ import annotations

import pytest

from bot.environment import Environment
from bot.errors import ConfigurationError
from bot.settings import TelegramSettings, read_settings

TOKEN = "123456:AAtest-TOKEN_1"  # noqa: S105 - no real token


def read(**values: str) -> TelegramSettings:
    """The settings of some variables, TELEGRAM_ left out of their names."""
    named = {f"TELEGRAM_{name}": value for name, value in values.items()}
    return read_settings(Environment(named)).telegram


def test_nothing_set() -> None:
    """Long polling from Telegram itself, no admins, ten minutes of backlog."""
    assert read() == TelegramSettings()
    assert read().api == "https://api.telegram.org"
    assert read().backlog == 600


def test_everything_set() -> None:
    """Each variable has its place."""
    assert read(
        TOKEN=TOKEN, ADMINS="1, 2", ADMIN_GROUPS="-1001", REPORT_CHAT="-7", BACKLOG="60",
        API_URL="http://127.0.0.1:8081/", WEBHOOK_URL="https://a.example/x",
        WEBHOOK_SECRET="abcd_EFGH-1", WEBHOOK_LISTEN="[::1]:80", REMOVE_WEBHOOK="yes",  # noqa: S106
    ) == TelegramSettings(
        token=TOKEN, admins=frozenset({1, 2}), admin_groups=frozenset({-1001}), report_chat=-7,
        backlog=60, api="http://127.0.0.1:8081", webhook="https://a.example/x",
        secret="abcd_EFGH-1", listen="[::1]:80", take_over=True,  # noqa: S106
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("TOKEN", "secret without a colon", "copy it from @BotFather"),
        ("ADMINS", "@alice", "list ids, which are whole numbers"),
        ("REPORT_CHAT", "1, 2", "set it to one"),
        ("BACKLOG", "-1", "set it to a whole number from 0"),
        ("API_URL", "127.0.0.1:8081", "set it to an address such as"),
        ("WEBHOOK_URL", "bot.example.org", "set it to an address such as"),
        ("WEBHOOK_URL", "http://bot.example.org/x", "https:// addresses only"),
        ("WEBHOOK_SECRET", "short", "leave it empty to have one made"),
        ("WEBHOOK_SECRET", "with spaces in it", "leave it empty to have one made"),
        ("WEBHOOK_LISTEN", "8443", "set it to HOST:PORT"),
        ("WEBHOOK_LISTEN", "127.0.0.1:99999", "set it to HOST:PORT"),
        ("REMOVE_WEBHOOK", "perhaps", "set it to yes or no"),
    ],
)
def test_wrong_value(name: str, value: str, remedy: str) -> None:
    """One line with the variable's name and the remedy; a secret is not repeated."""
    with pytest.raises(ConfigurationError) as wrong:
        read(**{name: value})
    assert str(wrong.value).startswith(f"TELEGRAM_{name} ")
    assert remedy in str(wrong.value)
    assert "\n" not in str(wrong.value)
    if name in ("TOKEN", "WEBHOOK_SECRET"):
        assert value not in str(wrong.value)


def test_secrets_are_not_shown() -> None:
    """Neither token nor secret stands in what a log or a traceback might print."""
    settings = read_settings(
        Environment({"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_WEBHOOK_SECRET": "abcd_EFGH-1"})
    )
    assert TOKEN not in repr(settings)
    assert "abcd_EFGH-1" not in repr(settings)
    assert set(settings.secrets) == {TOKEN, "abcd_EFGH-1"}
