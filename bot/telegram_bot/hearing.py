"""Which messages are for the bot, and what they ask; pure functions of a message.

In a group the bot is silent unless addressed: by a command, by a reply to it, or by its name where
Telegram delivers that (core.telegram.org/bots/features#privacy-mode).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from telegram import Chat, Message, MessageEntity, User
from telegram.constants import ChatType

from bot.facts.model import FactBase
from bot.platform.addressing import is_command, is_nothing, is_thanks, spoken_command
from bot.platform.places import Places
from bot.platform.service import Place
from bot.telegram_bot.names import topic_named

_COMMAND: Final = re.compile(r"/([^\s@/]+)(?:@(\w+))?(?=\s|$)")


def is_private(chat: Chat) -> bool:
    """Tell whether nobody else reads along."""
    return chat.type == ChatType.PRIVATE


def from_person(message: Message) -> bool:
    """Tell whether a person wrote it: no bot, no channel, and not through inline mode.

    An anonymous administrator writes as the group itself.
    """
    if message.via_bot or message.is_automatic_forward:
        return False
    if message.sender_chat is not None:
        return message.sender_chat.id == message.chat.id
    return message.from_user is not None and not message.from_user.is_bot


def speaker_of(message: Message) -> int:
    """Who wrote it; for an anonymous administrator the group."""
    if message.sender_chat is not None or message.from_user is None:
        return message.chat.id
    return message.from_user.id


def topic_of(message: Message) -> int | None:
    """The forum topic it stands in; replies outside forums have a thread that is none."""
    return message.message_thread_id if message.is_topic_message else None


def place_of(
    chat: Chat, topic: int | None, speaker: int, language: str | None, places: Places
) -> Place:
    """Where somebody speaks; ``language``: of the speaker's app."""
    who, person = ("telegram", speaker), f"telegram:{speaker}"
    if is_private(chat):
        return Place(who, who, False, "/", language, person)
    where, scope = ("telegram", chat.id, topic, speaker), scope_of(chat)
    return Place(where, who, True, "/", places.of(scope).language or language, person, scope)


def scope_of(chat: Chat) -> str | None:
    """The name under which a group's settings are stored; None in private."""
    return None if is_private(chat) else f"telegram:{chat.id}"


def overheard(message: Message) -> str | None:
    """The text of a person's message that is not for the bot, where it may be a question."""
    text = (message.text or message.caption or "").strip()
    if not from_person(message) or is_private(message.chat) or message.reply_to_message is not None:
        return None
    return text if not text.startswith("/") and not is_nothing(text) else None


def heard(message: Message, me: User, base: FactBase) -> str | None:
    """What a message asks, a command with ``!`` before it; None for one that is not for the bot."""
    text = (message.text or message.caption or "").strip()
    if not text or not from_person(message):
        return None
    command = _command(text, me)
    if command is not None:
        return _known(command, base, private=is_private(message.chat))
    if is_private(message.chat):
        return text
    if text.startswith("/"):
        return None
    return _addressed(message, text, me, base)


def without_people(text: str, message: Message, me: User) -> str:
    """A text without the names of people that are links to them, which are no words to match."""
    kinds: list[str | None] = [MessageEntity.TEXT_MENTION]
    found = message.parse_entities(kinds) or message.parse_caption_entities(kinds)
    for entity, name in found.items():
        if entity.user is not None and entity.user.id != me.id:
            text = text.replace(name, " ", 1)
    return " ".join(text.split()) if found else text


def _command(text: str, me: User) -> str | None:
    """The text after the stroke, without our name; empty for another bot's command."""
    found = _COMMAND.match(text)
    if found is None:
        return None
    if found[2] and found[2].casefold() != (me.username or "").casefold():
        return ""
    return f"{found[1]} {text[found.end() :].strip()}".strip()


def _known(command: str, base: FactBase, *, private: bool) -> str | None:
    word, _, rest = command.partition(" ")
    topic = topic_named(base, word)
    if topic is not None:
        word = topic
    elif not private and not is_command(base, word):
        return None  # of another bot, or nobody's
    return f"!{word} {rest}".strip() if word else None


def _addressed(message: Message, text: str, me: User, base: FactBase) -> str | None:
    rest = _without_name(message, me)
    replied = message.reply_to_message
    to_us = replied is not None and replied.from_user is not None and replied.from_user.id == me.id
    if rest is None:
        # Thanks and faces under an answer want no answer.
        if not to_us or is_thanks(text) or is_nothing(text):
            return None
        return text
    if is_thanks(rest):
        return None
    command = spoken_command(base, rest)
    return f"!{command}" if command else rest


def _without_name(message: Message, me: User) -> str | None:
    """The text without the mentions of the bot; None where it is not mentioned."""
    named = [found for entity, found in _mentions(message) if _is(entity, found, me)]
    if not named:
        return None
    text = message.text or message.caption or ""
    for name in named:
        text = text.replace(name, " ", 1)
    return " ".join(text.split())


def _mentions(message: Message) -> Iterable[tuple[MessageEntity, str]]:
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    found = message.parse_entities(kinds) or message.parse_caption_entities(kinds)
    return found.items()


def _is(entity: MessageEntity, text: str, me: User) -> bool:
    if entity.user is not None:
        return entity.user.id == me.id
    return text.casefold() == f"@{me.username}".casefold()
