"""Pure helpers to tell what a message to the bot is: thanks, a command, a question."""

from __future__ import annotations

from typing import Final

from bot.answer.info import DESK_COMMANDS, SPOKEN
from bot.facts.model import FactBase
from bot.text.normalise import bounded, fold, is_blank

_THANKS: Final = frozenset(
    fold(
        "thanks thank thx ty cheers merci grazie شكرا شكراً متشكر مشكور تسلم يسلمو ميرسي"
        " great perfect super top parfait génial perfetto ottimo bravo ممتاز رائع"
    ).split()
)
_BESIDE: Final = frozenset(
    fold(
        "you u very much so a lot many mille tante davvero molto molte infinite beaucoup bien"
        " vraiment infiniment جزيلا كثيرا لك لكم جدا ok okay nice bot"
    ).split()
)
# Commands that a platform answers with more than bot.conversation.respond does.
_ON_PLATFORMS: Final = frozenset({*SPOKEN, *DESK_COMMANDS, "ask", "start"})


def is_thanks(text: str) -> bool:
    """Tell whether a text says thanks and nothing else."""
    words = fold(bounded(text)).split()
    return (
        bool(words)
        and _THANKS.issuperset(word for word in words if word not in _BESIDE)
        and not _BESIDE.issuperset(words)
    )


def is_nothing(text: str) -> bool:
    """Tell whether a text has no word at all: empty, an emoji, punctuation."""
    return is_blank(text)


def is_command(base: FactBase, word: str) -> bool:
    """Tell whether a word, without its prefix, is a command of the bot or of a topic."""
    name = word.casefold()
    return name in _ON_PLATFORMS or name in base.topic_by_command


def command_in(base: FactBase, text: str, prefix: str) -> str | None:
    """The text behind the prefix where it is a command that exists: ``"ask who is …"``."""
    if not text.startswith(prefix):
        return None
    rest = text[len(prefix) :]
    word = rest.split(maxsplit=1)[0] if rest and not rest[0].isspace() else ""
    return rest if word and is_command(base, word) else None


def spoken_command(base: FactBase, text: str) -> str | None:
    """The command of a text that is one bare command word, as in ``@bot راتب``."""
    words = text.split()
    return words[0] if len(words) == 1 and is_command(base, words[0]) else None
