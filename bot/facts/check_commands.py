"""Command words: unique over all topics, not reserved, and such that a platform registers them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.errors import Problem
from bot.facts.load import command_words
from bot.facts.model import LANGUAGES
from bot.facts.parts import Part, problem_at, root
from bot.facts.shape import LANGUAGE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.facts.document import Document, Path_

RESERVED: Final = frozenset(
    (
        "help",
        "topics",
        "sources",
        "language",
        "privacy",
        "about",
        "why",
        "reload",
        "settings",
        "ask",
        "start",
        "stats",
        "gaps",
        "sync",
        "forgetme",
        "cancel",
        "stop",
        "topic",
    )
)
# The words of a comma-separated text, as command_words() cuts them, with their places.
_WORD: Final = re.compile(r"[^\s,،](?:[^,،]*[^\s,،])?")
# Telegram registers only these (core.telegram.org/bots/api#botcommand).
_REGISTRABLE: Final = re.compile(r"[a-z0-9_]{1,32}")
# Discord registers letters of any script (discord.com/developers, "Application Command Naming").
_TYPABLE: Final = re.compile(r"[\w-]{1,32}")


def check_commands(document: Document) -> Iterator[Problem]:
    """Yield the problems of every topic's id and command words."""
    taken: dict[str, tuple[Path_, int]] = {}
    topics = list(root(document).parts("topics"))
    # Ids first, so that a word that takes another topic's id is blamed and not the id.
    for topic in topics:
        word = topic.text("id")
        if word:
            mark = document.mark((*topic.path, "id"))
            taken.setdefault(word.casefold(), (topic.path, mark[0]))
    for topic in topics:
        yield from _id(document, topic)
        for code in LANGUAGES:
            yield from _words(document, topic, code, taken)


def _id(document: Document, topic: Part) -> Iterator[Problem]:
    path = (*topic.path, "id")
    id_ = topic.text("id")
    if id_ in RESERVED:
        yield problem_at(document, path, f"'{id_}' is a command of the bot: choose another id")
    latin = [
        word
        for code in ("en", "it", "fr")
        for word in command_words(topic.part("commands").text(code))
    ]
    if id_ and not any(_REGISTRABLE.fullmatch(word.casefold()) for word in (id_, *latin)):
        message = (
            f"topic '{id_}' has no command that Telegram can register: give it one of at most 32 "
            "letters a to z, digits and underscores"
        )
        yield problem_at(document, path, message)


def _words(
    document: Document, topic: Part, code: str, taken: dict[str, tuple[Path_, int]]
) -> Iterator[Problem]:
    path = (*topic.path, "commands", code)
    listed = topic.part("commands").text(code)
    words = list(_WORD.finditer(listed))
    if listed and not words:
        message = f"no command word in {LANGUAGE_NAMES[code]}: write at least one"
        yield problem_at(document, path, message)
    for found in words:
        word = found[0]
        mark = document.mark_in_text(path, listed, found.start())
        key = word.casefold()
        owner, line = taken.setdefault(key, (topic.path, mark[0]))
        if key in RESERVED:
            yield Problem(*mark, f"'{word}' is a command of the bot: choose another word")
        elif not _TYPABLE.fullmatch(word):
            message = (
                f"no platform can register the command '{word[:40]}': use at most 32 letters, "
                "digits, hyphens and underscores, no spaces"
            )
            yield Problem(*mark, message)
        elif owner != topic.path:
            message = f"command '{word}' is taken by another topic in line {line}: keep it in one"
            yield Problem(*mark, message)
