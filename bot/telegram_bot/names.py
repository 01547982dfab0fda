"""Topics' commands as Telegram allows them: 1 to 32 of ``a-z0-9_`` (bots/api#botcommand)."""

from __future__ import annotations

import re
from typing import Final

from bot.facts.model import FactBase, Topic

_ALLOWED: Final = re.compile(r"[a-z0-9_]{1,32}")
_OTHER: Final = re.compile(r"[^a-z0-9]+")


def command_of(topic: Topic, language: str) -> str:
    """The command of a topic in a language, or its id where the words have other letters."""
    for word in topic.commands[language]:
        if _ALLOWED.fullmatch(word):
            return word
    return _OTHER.sub("_", topic.id.casefold()).strip("_")[:32]


def topic_named(base: FactBase, word: str) -> str | None:
    """The id of the topic that a command made out of an id means; None for any other word."""
    name = word.casefold()
    if name in base.topic_by_command:
        return None  # the core knows it, and which language it is of
    for topic in base.topics:
        if any(command_of(topic, code) == name for code in topic.commands):
            return topic.id
    return None


def tappable(text: str, base: FactBase, language: str) -> str:
    """A text whose commands Telegram makes into links: ``/راتب`` becomes ``/salary``."""
    for topic in base.topics:
        said, command = topic.commands[language][0], command_of(topic, language)
        if said != command:
            text = re.sub(rf"/{re.escape(said)}(?!\w)", f"/{command}", text)
    return text
