"""The menus of commands: for private chats and for groups, in each language; set when changed."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError

from bot.answer.catalogue import say
from bot.facts.model import LANGUAGES, FactBase
from bot.platform.store import Store
from bot.telegram_bot.keyboard import label
from bot.telegram_bot.names import command_of
from bot.telegram_bot.polling import reason

_LOG: Final = logging.getLogger(__name__)
_DESCRIPTION: Final = 256
_COMMANDS: Final = 100
_STORED: Final = "menus"

# Command → the message that describes it.
_GROUP: Final = {
    "ask": "slash_ask",
    "help": "slash_help",
    "topics": "slash_topics",
    "sources": "slash_sources",
    "language": "slash_language",
    "privacy": "slash_privacy",
    "forgetme": "slash_forgetme",
}
_PRIVATE: Final = {**_GROUP, "why": "slash_why", "about": "slash_about"}


@dataclass(frozen=True, slots=True)
class Menu:
    """Commands and what they do, for a scope and a language ("" for every other one)."""

    scope: BotCommandScope
    code: str
    commands: tuple[tuple[str, str], ...]


def menus(base: FactBase, default: str) -> Iterator[Menu]:
    """All menus in the order in which they are set: without a language first."""
    scopes = (
        (BotCommandScopeAllPrivateChats(), _PRIVATE),
        (BotCommandScopeAllGroupChats(), _GROUP),
    )
    for scope, spoken in scopes:
        for code in ("", *LANGUAGES):
            yield Menu(scope, code, _commands(base, code or default, spoken))


def _commands(
    base: FactBase, language: str, spoken: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    found = {name: say(key, language) for name, key in spoken.items()}
    for topic in base.topics:
        found.setdefault(command_of(topic, language), topic.description[language])
    rows = ((name, label(text, _DESCRIPTION)) for name, text in found.items())
    return tuple(rows)[:_COMMANDS]


async def set_menus(bot: Bot, base: FactBase, default: str, store: Store) -> bool:
    """Set the menus if they are not what was set last; whether they were set.

    A refusal is logged, and tried again at the next start: the bot answers without menus too.
    """
    wanted = list(menus(base, default))
    digest = _digest(bot, wanted)
    if store.get(_STORED) == digest:
        return False
    try:
        for menu in wanted:
            commands = [BotCommand(name, text) for name, text in menu.commands]
            await bot.set_my_commands(commands, menu.scope, menu.code or None)
    except TelegramError as error:
        _LOG.warning("the command menus could not be set (%s)", reason(error))
        return False
    store.put(_STORED, digest)
    _LOG.info("set %d command menus", len(wanted))
    return True


def _digest(bot: Bot, wanted: list[Menu]) -> str:
    rows = [[menu.scope.type, menu.code, menu.commands] for menu in wanted]
    return sha256(json.dumps([bot.id, rows]).encode()).hexdigest()
