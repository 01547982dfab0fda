"""Register the slash commands with Discord only when they have changed since the last time.

Discord allows 200 creations a day, and does not return translations, so its list cannot be compared
with ours: a hash of what was sent is kept in the state folder instead.
"""

from __future__ import annotations

import hashlib
import json
import logging
from typing import Any, Final

import discord
from discord import app_commands

from bot.platform.store import Store

_LOG: Final = logging.getLogger(__name__)
_KEY: Final = "commands"


async def fingerprint(tree: app_commands.CommandTree[Any], application: int) -> str:
    """A hash of what would be sent, for one application."""
    commands = tree.get_commands()
    translator = tree.translator
    payload = [
        await command.get_translated_payload(tree, translator)
        if translator is not None
        else command.to_dict(tree)
        for command in commands
    ]
    text = json.dumps([application, payload], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


async def sync(
    tree: app_commands.CommandTree[Any], application: int, store: Store, *, force: bool = False
) -> str:
    """Register what changed; one line on what was done. Trouble is logged, and tried next time."""
    now = await fingerprint(tree, application)
    if not force and store.get(_KEY) == now:
        return "Slash commands: unchanged."
    try:
        registered = await tree.sync()
    except (discord.HTTPException, app_commands.CommandSyncFailure) as error:
        _LOG.warning("the slash commands could not be registered: %s", error)
        return f"Slash commands: Discord refused them ({str(error).splitlines()[0]})."
    store.put(_KEY, now)
    return f"Slash commands: {len(registered)} registered."
