"""Buttons and the menu, within Discord's limits, and read back from a message."""

from __future__ import annotations

import discord

from bot.discord_bot.components import view_of
from bot.platform.buttons import Action, Button, entry_action
from bot.platform.render import ONWARD, TOOLS, Parts, Span
from tests.discord_bot.limits import refused

BODY = ((Span("text"),),)


def parts(*labels: str) -> Parts:
    """A message with choices."""
    buttons = [Button(entry_action(f"e{n}", "en"), label, ONWARD) for n, label in enumerate(labels)]
    delete = Button(Action("delete", person=1), "Delete", TOOLS)
    return Parts("clarify", "en", BODY, buttons=(delete, *buttons))


def kinds(made: discord.ui.View | None) -> list[list[int]]:
    """Component types by row: 2 a button, 3 a menu."""
    assert made is not None
    given = {"embed": discord.Embed(description="x"), "view": made,
             "allowed_mentions": discord.AllowedMentions.none()}  # fmt: skip
    assert refused(given) == []
    return [[child["type"] for child in row["components"]] for row in made.to_components()]


async def test_no_buttons() -> None:
    """A message without any has no view."""
    assert view_of(Parts("info", "en", BODY)) is None


async def test_choices_are_buttons() -> None:
    """Five short choices stand in one row."""
    assert kinds(view_of(parts(*"abcde"))) == [[2], [2, 2, 2, 2, 2]]


async def test_long_or_many_choices_are_a_menu() -> None:
    """A question too long for a button, or more than five: a menu, which never overflows."""
    assert kinds(view_of(parts("a", "b" * 81))) == [[2], [3]]
    assert kinds(view_of(parts(*[str(n) for n in range(40)]))) == [[2], [3]]


async def test_one_action_stands_once() -> None:
    """Discord refuses two components of one id."""
    button = Button(entry_action("e", "en"), "a", ONWARD)
    tool = Button(entry_action("e", "en"), "a", TOOLS)
    made = view_of(Parts("answer", "en", BODY, buttons=(tool, button, button)))
    assert kinds(made) == [[2]]


async def test_labels_that_show_nothing() -> None:
    """A label of controls alone still shows something to press."""
    made = view_of(parts("\u202e\u200b"[:1], " "))
    assert kinds(made) == [[2], [2, 2]]
