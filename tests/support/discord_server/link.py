"""A gateway session, and the WebSocket that carries it for a while."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.support.discord_server.shape import Shard

if TYPE_CHECKING:
    import discord
    from aiohttp import web

Frame = dict[str, Any]
Written = Callable[[Frame], None]
_REPLAYED = 4096  # frames a session keeps for a RESUME


class Link:
    """One connection; frames leave in the order they were put."""

    def __init__(
        self, request: web.Request, socket: web.WebSocketResponse, written: Written | None = None
    ) -> None:
        self.request, self.socket = request, socket
        self.session: Session | None = None
        self.written = written
        self.frames: asyncio.Queue[Frame] = asyncio.Queue()
        compressed = request.query.get("compress") == "zlib-stream"
        self._zlib = zlib.compressobj() if compressed else None

    def put(
        self, op: int, data: object = None, *, event: str | None = None, seq: int | None = None
    ) -> None:
        """Send one frame (https://discord.com/developers/docs/events/gateway-events)."""
        self.frames.put_nowait({"op": op, "d": data, "s": seq, "t": event})

    async def write(self) -> None:
        """Send what is put, until cancelled or cut."""
        while True:
            frame = await self.frames.get()
            text = json.dumps(frame)
            try:
                if self._zlib is None:
                    await self.socket.send_str(text)
                else:
                    packed = self._zlib.compress(text.encode())
                    await self.socket.send_bytes(packed + self._zlib.flush(zlib.Z_SYNC_FLUSH))
            except ConnectionError:
                return  # a later RESUME asks for it again
            if self.written is not None:
                self.written(frame)

    def cut(self) -> None:
        """Break the connection without a word, as a network does."""
        if self.request.transport is not None:
            self.request.transport.abort()


@dataclass(eq=False)
class Session:
    """What a READY began. ``link`` is None while nothing is connected."""

    id: str
    intents: discord.Intents
    shard: Shard
    link: Link | None = None
    sequence: int = 0
    sent: deque[tuple[int, str, object]] = field(default_factory=lambda: deque(maxlen=_REPLAYED))

    def dispatch(self, event: str, data: object) -> None:
        """Number an event, keep it for a RESUME, and send it if somebody listens."""
        self.sequence += 1
        self.sent.append((self.sequence, event, data))
        if self.link is not None:
            self.link.put(0, data, event=event, seq=self.sequence)

    def replay(self, link: Link, after: int) -> int:
        """Go on over another connection; how many events had been missed."""
        self.link = link
        missed = [one for one in self.sent if one[0] > after]
        for number, event, data in missed:
            link.put(0, data, event=event, seq=number)
        return len(missed)
