"""Buttons and the select menu: they know by their custom id what to do, so they survive a restart.

Discord's limits: 5 rows of 5 buttons, label 80; select menu 25 options, label 100
(discord.com/developers/docs/components/reference).
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.answer.catalogue import say
from bot.answer.typography import clean
from bot.platform.buttons import PATTERN, Action, Button, read_payload
from bot.platform.render import ONWARD, TOOLS, VOTES, Parts
from bot.platform.split import shorten, utf16

if TYPE_CHECKING:
    from typing import Self

LABEL: Final = 80
OPTION: Final = 100
_ROW: Final = 5
_OPTIONS: Final = 25
_SELECT_ID: Final = "fn:s"

Press = Callable[[discord.Interaction[Any], Action], Awaitable[None]]


async def press(interaction: discord.Interaction[Any], action: Action) -> None:
    """Hand what was pressed to the bot it was pressed in."""
    await interaction.client.pressed(interaction, action)


class ActionButton(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=PATTERN):
    """A button whose custom id is an action's payload."""

    def __init__(self, action: Action, label: str, row: int | None = None) -> None:
        style = discord.ButtonStyle.primary if row == ONWARD else discord.ButtonStyle.secondary
        self.action = action
        super().__init__(
            discord.ui.Button(label=label, custom_id=action.payload, style=style, row=row)
        )

    @classmethod
    async def from_custom_id(
        cls,
        _interaction: discord.Interaction[Any],
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """The button of a custom id that Discord sent."""
        action = read_payload(match[0])
        if action is None or not isinstance(item, discord.ui.Button):
            raise ValueError("no button of ours")
        return cls(action, item.label or "…")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do it."""
        await press(interaction, self.action)


class ActionSelect(
    discord.ui.DynamicItem[discord.ui.Select[discord.ui.View]], template=re.escape(_SELECT_ID)
):
    """A menu whose options' values are actions' payloads."""

    def __init__(self, options: Sequence[discord.SelectOption], placeholder: str) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=_SELECT_ID, options=list(options), placeholder=placeholder, row=ONWARD
            )
        )

    @classmethod
    async def from_custom_id(
        cls,
        _interaction: discord.Interaction[Any],
        item: discord.ui.Item[Any],
        _match: re.Match[str],
        /,
    ) -> Self:
        """The menu that Discord sent; what was chosen comes with the interaction."""
        if not isinstance(item, discord.ui.Select):
            raise ValueError("no menu of ours")
        return cls(item.options, item.placeholder or "…")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what was chosen."""
        values = self.item.values
        action = read_payload(values[0]) if values else None
        if action is not None:
            await press(interaction, action)


def _label(text: str, limit: int) -> str:
    return shorten(clean(text), limit, utf16) or "…"


def _distinct(buttons: Iterable[Button], row: int) -> list[Button]:
    # Discord refuses a message in which two components have one custom id.
    return list({b.action.payload: b for b in buttons if b.row == row}.values())


def view_of(parts: Parts) -> discord.ui.View | None:
    """The buttons of a reply; a menu where a choice is too long for a button."""
    tools = _distinct(parts.buttons, TOOLS)[:_ROW]
    votes = _distinct(parts.buttons, VOTES)[:_ROW]
    taken = {button.action.payload for button in (*tools, *votes)}
    onward = [b for b in _distinct(parts.buttons, ONWARD) if b.action.payload not in taken]
    if not tools and not votes and not onward:
        return None
    view = discord.ui.View(timeout=None)
    for button in (*tools, *votes):
        view.add_item(ActionButton(button.action, _label(button.label, LABEL), button.row))
    if len(onward) > _ROW or any(utf16(clean(b.label)) > LABEL for b in onward):
        options = [
            discord.SelectOption(label=_label(b.label, OPTION), value=b.action.payload)
            for b in onward[:_OPTIONS]
        ]
        view.add_item(ActionSelect(options, say("choose", parts.language)))
    else:
        for button in onward:
            view.add_item(ActionButton(button.action, _label(button.label, LABEL), ONWARD))
    return view


def actions_on(message: discord.Message) -> list[list[Action]]:
    """The actions of a message's components, a list a row; those of others are left out."""
    rows: list[list[Action]] = []
    for row in message.components:
        found: list[Action | None] = []
        for child in getattr(row, "children", ()):
            if isinstance(child, discord.SelectMenu):
                found += [read_payload(option.value) for option in child.options]
            else:
                found.append(read_payload(getattr(child, "custom_id", None) or ""))
        rows.append([action for action in found if action is not None])
    return rows
