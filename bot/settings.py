"""The settings of ``footnote run``: each an environment variable, all listed in .env.example."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, cast
from urllib.parse import unquote

from bot.environment import Environment
from bot.errors import ConfigurationError
from bot.facts.model import LANGUAGES

_TELEGRAM: Final = "https://api.telegram.org"
AnswerMode = Literal["addressed", "channels"]


@dataclass(frozen=True, slots=True)
class DiscordSettings:
    """What concerns Discord alone. An empty set of channels allows every channel."""

    token: str | None = field(default=None, repr=False)
    prefix: str = "!"
    admin_roles: frozenset[int] = frozenset()
    admin_users: frozenset[int] = frozenset()
    admin_servers: frozenset[int] = frozenset()
    owners: frozenset[int] = frozenset()
    channels: frozenset[int] = frozenset()
    answer_mode: AnswerMode = "addressed"
    answer_channels: frozenset[int] = frozenset()
    report_channel: int | None = None
    shard_ids: tuple[int, ...] = ()
    shard_count: int | None = None


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """What concerns Telegram alone.

    backlog: age in seconds up to which a message is answered that came while the bot was down;
    admin_groups: groups whose administrators may reload;
    webhook: the public address, None for long polling;  listen: ``HOST:PORT`` behind it;
    take_over: remove a webhook that is set, and poll.
    """

    token: str | None = field(default=None, repr=False)
    api: str = _TELEGRAM
    admins: frozenset[int] = frozenset()
    admin_groups: frozenset[int] = frozenset()
    report_chat: int | None = None
    backlog: int = 600
    webhook: str | None = None
    secret: str | None = field(default=None, repr=False)
    listen: str = "127.0.0.1:8443"
    take_over: bool = False


@dataclass(frozen=True, slots=True)
class Allowances:
    """How many answers a minute one user, one channel and one server may have."""

    user: int = 20
    channel: int = 60
    server: int = 240


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """What the curator's desk may do.

    keep: keep questions that were not answered well, for ``days`` days;
    edits: admins may add to the fact file from chat;
    metrics: port on the loopback address for metrics and health, None for none.
    """

    keep: bool = False
    days: int = 30
    edits: bool = False
    metrics: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an operator can choose."""

    state: Path
    facts: str | None = None
    language: str | None = None
    log_level: str = "INFO"
    watch: bool = False
    allowances: Allowances = Allowances()
    database: str | None = field(default=None, repr=False)
    desk: DeskSettings = DeskSettings()
    discord: DiscordSettings = DiscordSettings()
    telegram: TelegramSettings = TelegramSettings()

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log line may show."""
        secrets = (
            self.discord.token, self.telegram.token, self.telegram.secret,
            self.database, *passwords_in(self.database or ""),
        )  # fmt: skip
        return tuple(filter(None, secrets))


def passwords_in(address: str) -> tuple[str, ...]:
    """The password of a database's address, as it is written there and as it is meant."""
    found = re.search(r"//[^/@:]*:([^/@]+)@", address)
    return tuple(dict.fromkeys((found[1], unquote(found[1])))) if found else ()


def state_folder() -> Path:
    """Where the program keeps what it must know again after a restart; nothing of a person."""
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(root) / "footnote" / "state"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "footnote"
    root = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(root) / "footnote"


def read_settings(env: Environment) -> Settings:
    """The settings of an environment. Raises :class:`ConfigurationError` for a wrong one."""
    language = env.choice("DEFAULT_LANGUAGE", LANGUAGES, "")
    return Settings(
        state=env.path("STATE_FOLDER") or state_folder(),
        facts=env.text("FACTS"),
        language=language or None,
        log_level=env.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"),
        watch=env.flag("WATCH_FACTS"),
        allowances=Allowances(
            user=env.number("ANSWERS_PER_USER", 20, 1, 1_000_000),
            channel=env.number("ANSWERS_PER_CHANNEL", 60, 1, 1_000_000),
            server=env.number("ANSWERS_PER_SERVER", 240, 1, 1_000_000),
        ),
        database=env.text("DATABASE_URL"),
        desk=DeskSettings(
            keep=env.flag("KEEP_QUESTIONS"),
            days=env.number("KEEP_QUESTIONS_DAYS", 30, 1, 3650),
            edits=env.flag("CHAT_EDITS"),
            metrics=env.number("METRICS_PORT", 0, 0, 65_535) or None,
        ),
        discord=_discord(env),
        telegram=_telegram(env),
    )


def _discord(env: Environment) -> DiscordSettings:
    prefix = env.text("DISCORD_PREFIX") or "!"
    if len(prefix) > 5 or any(char.isspace() for char in prefix) or prefix[0] in "@<":
        raise ConfigurationError(
            f"DISCORD_PREFIX is '{prefix}': set it to one to five signs without spaces, such as !"
        )
    mode = env.choice("DISCORD_ANSWER_MODE", ("addressed", "channels"), "addressed")
    answer_channels = env.ids("DISCORD_ANSWER_CHANNELS")
    if mode == "channels" and not answer_channels:
        raise ConfigurationError(
            "DISCORD_ANSWER_MODE is channels: name them in DISCORD_ANSWER_CHANNELS, "
            "or set the mode to addressed"
        )
    shard_ids = tuple(sorted(env.ids("DISCORD_SHARD_IDS")))
    count = env.number("DISCORD_SHARD_COUNT", 0, 0, 100_000) or None
    if shard_ids and (count is None or not 0 <= shard_ids[0] <= shard_ids[-1] < count):
        raise ConfigurationError(
            "DISCORD_SHARD_IDS needs DISCORD_SHARD_COUNT, and each id must be from 0 to one less"
        )
    return DiscordSettings(
        token=env.text("DISCORD_TOKEN"),
        prefix=prefix,
        admin_roles=env.ids("DISCORD_ADMIN_ROLES"),
        admin_users=env.ids("DISCORD_ADMIN_USERS"),
        admin_servers=env.ids("DISCORD_ADMIN_SERVERS"),
        owners=env.ids("DISCORD_OWNERS"),
        channels=env.ids("DISCORD_CHANNELS"),
        answer_mode=cast("AnswerMode", mode),
        answer_channels=answer_channels,
        report_channel=env.id("DISCORD_REPORT_CHANNEL"),
        shard_ids=shard_ids,
        shard_count=count,
    )


def _telegram(env: Environment) -> TelegramSettings:
    token = env.text("TELEGRAM_TOKEN")
    if token and not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", token):
        raise ConfigurationError(
            "TELEGRAM_TOKEN is no bot token (digits, a colon, letters): copy it from @BotFather"
        )
    secret = env.text("TELEGRAM_WEBHOOK_SECRET")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{8,256}", secret):
        raise ConfigurationError(
            "TELEGRAM_WEBHOOK_SECRET may have 8 to 256 of A-Z a-z 0-9 _ -: "
            "leave it empty to have one made at each start"
        )
    api = (env.address("TELEGRAM_API_URL") or _TELEGRAM).rstrip("/")
    webhook = env.address("TELEGRAM_WEBHOOK_URL")
    if webhook and not webhook.startswith("https://") and api == _TELEGRAM:
        raise ConfigurationError(
            f"TELEGRAM_WEBHOOK_URL is '{webhook}': Telegram sends to https:// addresses only"
        )
    listen = env.text("TELEGRAM_WEBHOOK_LISTEN") or "127.0.0.1:8443"
    if not re.fullmatch(r"\S*:[0-9]{1,5}", listen) or int(listen.rpartition(":")[2]) > 65535:
        raise ConfigurationError(
            f"TELEGRAM_WEBHOOK_LISTEN is '{listen}': set it to HOST:PORT, as in 127.0.0.1:8443"
        )
    return TelegramSettings(
        token=token,
        api=api,
        admins=env.ids("TELEGRAM_ADMINS"),
        admin_groups=env.ids("TELEGRAM_ADMIN_GROUPS"),
        report_chat=env.id("TELEGRAM_REPORT_CHAT"),
        backlog=env.number("TELEGRAM_BACKLOG", 600, 0, 86_400),
        webhook=webhook,
        secret=secret,
        listen=listen,
        take_over=env.flag("TELEGRAM_REMOVE_WEBHOOK"),
    )
