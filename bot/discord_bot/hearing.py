"""What a message is to the bot: a question to answer, an admin's word, thanks, or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from bot.facts.model import FactBase
from bot.platform.addressing import command_in, is_nothing, is_thanks, spoken_command

Kind = Literal[
    "ignore", "thanks", "help", "ask", "overheard", "reload", "sync", "forgetme", "settings",
    "stats", "gaps",
]  # fmt: skip

_TAGS: Final = re.compile(r"<(?:@[!&]?|#|a?:\w{1,32}:)\d{1,20}>|<(?:/[^:>]{1,80}:|t:)[^>]{1,40}>")
_CHANNEL: Final = re.compile(r"<#(\d{1,20})>")
_BROADCAST: Final = re.compile(r"@(?:everyone|here)\b")
# What begins so is for some other bot, or a command of ours that does not exist.
_PREFIXED: Final = re.compile(r"[!?.$%&+;=>~\-/\\^|]+\w")
_ADMINS: Final = {"reload": "reload", "sync": "sync"}
# Commands that the platform does and the core does not.
_OWN: Final[Mapping[str, Kind]] = {
    "reload": "reload", "sync": "sync", "forgetme": "forgetme", "settings": "settings",
    "stats": "stats", "gaps": "gaps",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """A message as far as hearing depends on it.

    text: as typed;  private: to the bot alone;  mentioned: names the bot itself, not a role of it;
    replying: to one of its messages;  answering: in a channel where it answers unasked.
    """

    text: str
    private: bool = False
    mentioned: bool = False
    replying: bool = False
    answering: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What to do, and the text for :meth:`Service.respond`, commands with ``!``; for the desk's
    commands what was typed after the word.
    """

    kind: Kind
    text: str = ""


IGNORED: Final = Heard("ignore")


def plain(text: str) -> str:
    """A text without mentions, channel links, emojis and times, which are no words to match."""
    return _BROADCAST.sub(" ", _TAGS.sub(" ", text)).strip()


def hear(base: FactBase, written: Written, prefix: str) -> Heard:
    """Decide what a message is; silence where it is not clearly for the bot."""
    text = plain(written.text)
    command = command_in(base, text, prefix) or _admins(text, prefix)
    if command is not None and command.casefold().startswith("settings"):
        # Here a channel is no noise.
        command = plain(_CHANNEL.sub(r" \1 ", written.text))[len(prefix) :]
    if command is not None:
        return _command(command)
    if (written.replying or written.mentioned) and is_thanks(text):
        return Heard("thanks")
    if written.private:
        # A command that does not exist is said to be none here: there is no other bot to mean.
        return Heard("ask", "!" + text[len(prefix) :] if _typed(text, prefix) else text)
    if written.mentioned:
        return _mentioned(base, text)
    return _unnamed(written, text)


def _command(command: str) -> Heard:
    word, _, rest = command.partition(" ")
    kind = _OWN.get(word.casefold())
    return Heard(kind, rest.strip()) if kind else Heard("ask", f"!{command}")


def _admins(text: str, prefix: str) -> str | None:
    typed = text[len(prefix) :].casefold() if text.startswith(prefix) else ""
    return _ADMINS.get(typed.strip())


def _typed(text: str, prefix: str) -> bool:
    return text.startswith(prefix) and text[len(prefix) : len(prefix) + 1].isalnum()


def _unnamed(written: Written, text: str) -> Heard:
    if is_nothing(text) or _PREFIXED.match(text):
        return IGNORED
    if written.replying:
        return Heard("ask", text)
    return Heard("overheard", text) if written.answering else IGNORED


def _mentioned(base: FactBase, text: str) -> Heard:
    if is_nothing(text):
        return Heard("help")
    if text.casefold() in _ADMINS:
        return _command(text)
    command = spoken_command(base, text)
    return _command(command) if command is not None else Heard("ask", text)
