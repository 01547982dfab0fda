"""The gateway: HELLO, IDENTIFY, READY, heartbeats, RESUME, and the ways a session can end.

https://discord.com/developers/docs/events/gateway
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

import discord
from aiohttp import WSMsgType, web
from simcord.backend import Backend, serializers
from simcord.intents import missing_privileged_intents

from tests.support.discord_server.link import Link, Session, Written
from tests.support.discord_server.shape import on_shard, seen

WRONG_TOKEN: Final = 4004
DISALLOWED_INTENTS: Final = 4014


class Op(IntEnum):
    """Opcodes (https://discord.com/developers/docs/topics/opcodes-and-status-codes)."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    RESUME = 6
    RECONNECT = 7
    MEMBERS = 8
    INVALID = 9
    HELLO = 10
    ACK = 11


@dataclass
class Counted:
    """What the gateway has seen so far."""

    identified: int = 0
    resumed: int = 0
    replayed: int = 0
    heartbeats: int = 0


class Gateway:
    """All sessions and connections of one bot. ``granted``: the intents of the developer portal."""

    def __init__(self, backend: Backend, token: str, granted: discord.Intents) -> None:
        self.backend, self.token, self.granted = backend, token, granted
        self.address = ""
        self.heartbeat_ms = 41250
        self.refuses_resume = False
        self.sessions: dict[str, Session] = {}
        self.links: set[Link] = set()
        self.counted = Counted()
        self.written: Written | None = None  # called after each frame, for measurements
        backend.subscribers.append(self.announce)

    def announce(self, event: str, payload: Mapping[str, Any]) -> None:
        """Send an event to each session that may see it."""
        for session in self.sessions.values():
            own = seen(self.backend, session.intents, session.shard, event, payload)
            if own is not None:
                session.dispatch(event, own)

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, from HELLO to its end."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        link = Link(request, socket, self.written)
        self.links.add(link)
        writer = asyncio.create_task(link.write())
        link.put(Op.HELLO, {"heartbeat_interval": self.heartbeat_ms})
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    frame = json.loads(message.data)
                    await self._receive(link, frame["op"], frame.get("d"))
        finally:
            self._forget(link)
            writer.cancel()
            with suppress(asyncio.CancelledError):
                await writer
        return socket

    async def _receive(self, link: Link, op: int, data: dict[str, Any]) -> None:
        match op:
            case Op.HEARTBEAT:
                self.counted.heartbeats += 1
                link.put(Op.ACK)
            case Op.IDENTIFY:
                await self._identify(link, data)
            case Op.RESUME:
                self._resume(link, data)
            case Op.MEMBERS:
                self._members(link, data)

    async def _identify(self, link: Link, data: dict[str, Any]) -> None:
        self.counted.identified += 1
        intents = discord.Intents.none()
        intents.value = data["intents"]
        if data["token"] != self.token:
            await link.socket.close(code=WRONG_TOKEN, message=b"Authentication failed.")
            return
        if missing_privileged_intents(intents, self.granted):
            await link.socket.close(code=DISALLOWED_INTENTS, message=b"Disallowed intent(s).")
            return
        number, count = data.get("shard") or (0, 1)
        session = Session(f"session-{self.counted.identified}", intents, (number, count), link)
        self.sessions[session.id] = link.session = session
        guilds = [g for g in self.backend.guilds.values() if on_shard(g.id, session.shard)]
        session.dispatch("READY", self._ready(session, [guild.id for guild in guilds]))
        for guild in guilds:
            payload = serializers.guild_create_payload(self.backend, guild)
            own = seen(self.backend, intents, session.shard, "GUILD_CREATE", payload)
            if own is not None:
                session.dispatch("GUILD_CREATE", own)

    def _ready(self, session: Session, guilds: list[int]) -> dict[str, Any]:
        return {
            "v": 10,
            "user": dict(serializers.user_payload(self.backend.bot_user)),
            "guilds": [{"id": str(id_), "unavailable": True} for id_ in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "shard": list(session.shard),
            "application": {"id": str(self.backend.application_id), "flags": 0},
        }

    def _resume(self, link: Link, data: dict[str, Any]) -> None:
        session = self.sessions.get(data["session_id"])
        if session is None or self.refuses_resume or data["token"] != self.token:
            link.put(Op.INVALID, False)
            return
        link.session = session
        self.counted.resumed += 1
        self.counted.replayed += session.replay(link, data["seq"])
        session.dispatch("RESUMED", {})

    def _members(self, link: Link, data: dict[str, Any]) -> None:
        guild = self.backend.guilds[int(data["guild_id"])]
        asked = data.get("user_ids") or []
        wanted = {int(id_) for id_ in ([asked] if isinstance(asked, str) else asked)}
        found = [m for m in guild.members.values() if not wanted or m.user_id in wanted]
        members = [serializers.member_payload(self.backend, guild, member) for member in found]
        chunk = {"guild_id": str(guild.id), "members": members, "chunk_index": 0, "chunk_count": 1}
        if link.session is not None:
            link.session.dispatch("GUILD_MEMBERS_CHUNK", chunk | {"nonce": data.get("nonce")})

    def cut(self) -> None:
        """Break every connection without a word; from now on events are missed."""
        for link in list(self.links):
            link.cut()
            self._forget(link)

    def _forget(self, link: Link) -> None:
        self.links.discard(link)
        if link.session is not None and link.session.link is link:
            link.session.link = None

    async def close(self, code: int) -> None:
        """Close every connection with a code."""
        for link in list(self.links):
            await link.socket.close(code=code)

    def ask_to_reconnect(self) -> None:
        """Op 7: come back and resume."""
        for link in self.links:
            link.put(Op.RECONNECT)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Op 9: the session is over, or with ``resumable`` to be taken up again."""
        for link in self.links:
            if link.session is not None and not resumable:
                self.sessions.pop(link.session.id, None)
            link.put(Op.INVALID, resumable)
