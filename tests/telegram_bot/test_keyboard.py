"""Buttons: what they carry, and how they stand."""

from __future__ import annotations

from dataclasses import replace

from bot.facts.model import LANGUAGES
from bot.platform.buttons import Button, entry_action
from bot.platform.render import ONWARD, TOOLS
from bot.telegram_bot.keyboard import (
    chosen_in,
    context_of,
    follows_question,
    keyboard,
    label,
    language_keyboard,
)
from tests.support.telegram.checks import check_keyboard


def test_tools_in_pairs_and_questions_in_rows() -> None:
    """Two tools side by side; a question needs the width of the screen."""
    action = entry_action("x" * 500, "ar")
    buttons = [Button(action, "tool", TOOLS)] * 3 + [Button(action, "question", ONWARD)] * 2
    shown = keyboard(buttons)
    assert shown is not None
    assert [len(row) for row in shown.inline_keyboard] == [2, 1, 1, 1]
    check_keyboard(shown.to_dict())


def test_no_buttons_no_keyboard() -> None:
    """An empty keyboard would be a frame around nothing."""
    assert keyboard([]) is None


def test_long_label_is_shortened() -> None:
    """By UTF-16 units, with an ellipsis."""
    assert label("👍" * 40) == "👍" * 31 + "…"
    assert label("Who is on strike?") == "Who is on strike?"


def test_what_a_message_was_about() -> None:
    """Read from its buttons, which is all that is left of it after a restart."""
    one, two = entry_action("one", "en"), entry_action("two", "en")
    tools = [Button(replace(one, language=code), code, TOOLS) for code in ("it", "fr")]
    onward = [Button(action, "?", ONWARD) for action in (one, two)]
    about, offered = context_of(keyboard([*tools, *onward[1:]]))
    assert about is not None
    assert (about.entry, offered) == (one.entry, [])
    assert context_of(keyboard(onward)) == (None, [one, two])
    assert context_of(language_keyboard("en")) == (None, [])
    assert context_of(None) == (None, [])


def test_every_language_can_be_chosen() -> None:
    """Each named in itself, and "the language of the question" in the reader's."""
    rows = language_keyboard("it").inline_keyboard
    buttons = [button for row in rows for button in row]
    assert [b.text for b in buttons] == [
        "English", "italiano", "français", "العربية", "Lingua della domanda",
    ]  # fmt: skip
    choices = [chosen_in(str(button.callback_data)) for button in buttons]
    assert choices[:4] == list(LANGUAGES)
    assert follows_question(choices[4] or "")
    assert chosen_in("fn:l:xx") is None
    assert chosen_in("fn:l:it ") is None
