"""Buttons under a message. What they carry is at most 64 bytes and means the same after a restart.

Besides the actions shared with Discord there is ``fn:l:LANGUAGE``, the choice of ``/language``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answer.catalogue import own_name, say
from bot.facts.model import LANGUAGES
from bot.platform.buttons import Action, Button, read_payload
from bot.platform.render import ONWARD, TOOLS, VOTES
from bot.platform.split import shorten, utf16
from bot.telegram_bot.markup import sendable

# Telegram states no limit for a label; longer ones are cut on a telephone's screen.
_LABEL: Final = 64
_ANY: Final = "any"  # follow the language of each question
_CHOICE: Final = re.compile(rf"fn:l:({'|'.join((*LANGUAGES, _ANY))})")


def keyboard(buttons: Iterable[Button]) -> InlineKeyboardMarkup | None:
    """Tools and votes in rows of two, what leads on in rows of its own; None without buttons."""
    shown = [
        (button.row, InlineKeyboardButton(label(button.label), callback_data=button.action.payload))
        for button in buttons
    ]
    tools, votes, onward = (
        [button for row, button in shown if row == wanted] for wanted in (TOOLS, VOTES, ONWARD)
    )
    rows = [*_pairs(tools), *_pairs(votes), *([button] for button in onward)]
    return InlineKeyboardMarkup(rows) if rows else None


def label(text: str, limit: int = _LABEL) -> str:
    """What fits on a button, which may not be empty."""
    return shorten(sendable(text), limit, utf16) or "…"


def context_of(markup: InlineKeyboardMarkup | None) -> tuple[Action | None, list[Action]]:
    """What a message of ours answered, told by its tools; else what it offered to choose from."""
    buttons = [button for row in markup.inline_keyboard for button in row] if markup else []
    actions = [action for button in buttons if (action := read_payload(str(button.callback_data)))]
    actions = [action for action in actions if action.kind in ("original", "entry")]
    count = Counter(action.entry for action in actions)
    about = [action for action in actions if count[action.entry] > 1]
    return (about[0], []) if about else (None, actions)


def _pairs(buttons: Sequence[InlineKeyboardButton]) -> list[Sequence[InlineKeyboardButton]]:
    return [buttons[at : at + 2] for at in range(0, len(buttons), 2)]


def language_keyboard(language: str) -> InlineKeyboardMarkup:
    """Each language named in itself, and the language of the question."""
    names = [
        InlineKeyboardButton(own_name(code), callback_data=f"fn:l:{code}") for code in LANGUAGES
    ]
    follow = InlineKeyboardButton(say("language_any", language), callback_data=f"fn:l:{_ANY}")
    return InlineKeyboardMarkup([*_pairs(names), [follow]])


def chosen_in(payload: str) -> str | None:
    """The choice of a press: a language, ``any``, or None for another button."""
    found = _CHOICE.fullmatch(payload)
    return found[1] if found else None


def follows_question(choice: str) -> bool:
    """Tell whether a choice is to follow the language of each question."""
    return choice == _ANY
