"""A Discord on the loopback address: HTTP and gateway as discord.py meets them.

The state behind both is simcord's backend, which checks what a bot sends as Discord does (limits,
permissions, who has acknowledged what). What simcord replaces, the transport, is real here: the
bot's own HTTP client and WebSocket speak to :class:`LoopbackDiscord`.
"""

from tests.support.discord_client import point_client
from tests.support.discord_server.server import LoopbackDiscord
from tests.support.discord_server.world import World

__all__ = ["LoopbackDiscord", "World", "point_client"]
