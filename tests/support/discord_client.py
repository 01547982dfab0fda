"""Point the real discord.py client at a loopback server: its two addresses, nothing else.

This module stands apart from the server, whose imports would change what a child process prints.
"""

from __future__ import annotations

from collections.abc import Callable

import discord
import yarl
from discord.gateway import DiscordWebSocket

Put = Callable[[object, str, object], None]


async def _at_once(self: discord.Client, shard_id: int | None, *, initial: bool = False) -> None:
    """Identify without the 5 s that Discord asks for between two sessions."""


def point_client(address: str, put: Put = setattr) -> None:
    """Every client made from now on talks to ``address`` (``http://127.0.0.1:PORT``).

    ``put`` sets an attribute: a test gives ``monkeypatch.setattr``, which takes it back.
    """
    gateway = f"ws{address.removeprefix('http')}/gateway/"
    put(discord.http.Route, "BASE", f"{address}/api/v10")
    put(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(gateway))
    put(discord.Client, "before_identify_hook", _at_once)
