"""The HTTP side: who may ask, rate limits, files; the answers come from the backend."""

from __future__ import annotations

import fnmatch
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import discord
from aiohttp import web
from simcord.backend.errors import BackendError
from simcord.http import router
from simcord.http.router import RouteNotImplemented, UnsupportedField

if TYPE_CHECKING:
    from simcord.backend import Backend

Received = Callable[[str, str, Any, float], None]  # method, path, body, when it came in
GENEROUS = 10_000  # requests a second and bucket, as the headers promise


@dataclass(frozen=True, slots=True)
class Call:
    """One request and how it ended. ``at``: seconds of the monotonic clock, when it came in."""

    method: str
    path: str
    status: int
    at: float


@dataclass
class RateLimit:
    """The next ``times`` requests to a route (a pattern as in fnmatch) get 429."""

    method: str
    path: str
    times: int
    retry_after: float
    is_global: bool

    def hits(self, method: str, path: str) -> bool:
        """Whether this request is one too many."""
        return self.times > 0 and method == self.method and fnmatch.fnmatch(path, self.path)


@dataclass(frozen=True, slots=True)
class _Upload:
    filename: str
    fp: IO[bytes]
    description: str | None = None


def reply(
    value: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> web.Response:
    """JSON whose type has no charset: discord.py reads nothing else as JSON."""
    kind = {"Content-Type": "application/json"}
    return web.Response(
        body=json.dumps(value).encode(), status=status, headers=kind | dict(headers or {})
    )


def _bucket(limit: int, remaining: int, after: float, path: str) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(limit),
        "X-RateLimit-Remaining": str(remaining),
        "X-RateLimit-Reset-After": str(after),
        "X-RateLimit-Bucket": f"bucket{path.replace('/', '-')}",
    }


class Rest:
    """Every route of the API under one handler."""

    def __init__(self, backend: Backend, token: str, granted: discord.Intents) -> None:
        self.backend, self.token, self.granted = backend, token, granted
        self.gateway = ""
        self.shards = 1
        self.calls: list[Call] = []
        self.limits: list[RateLimit] = []
        self.received: Received | None = None  # called before each request is worked on
        self.gaps: list[str] = []  # what this server cannot do: a test that meets one fails

    def limit(
        self, method: str, path: str, *,
        times: int = 1, retry_after: float = 0.3, is_global: bool = False,
    ) -> None:  # fmt: skip
        """Refuse the next requests to a route with 429."""
        self.limits.append(RateLimit(method, path, times, retry_after, is_global))

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one request and note it."""
        began = time.monotonic()
        path = f"/{request.match_info['path']}"
        response = await self._answer(request, path, began)
        self.calls.append(Call(request.method, path, response.status, began))
        return response

    async def _answer(self, request: web.Request, path: str, began: float) -> web.Response:
        # The token of an interaction is in its path; nothing else is open to all.
        secret = not path.startswith(("/interactions/", "/webhooks/"))
        if secret and request.headers.get("Authorization") != f"Bot {self.token}":
            return reply({"message": "401: Unauthorized", "code": 0}, 401)
        for limit in self.limits:
            if limit.hits(request.method, path):
                return _refused(limit, path)
        if path == "/gateway/bot":
            start = {"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 1}
            return reply({"url": self.gateway, "shards": self.shards, "session_start_limit": start})
        return await self._dispatch(request, path, began)

    async def _dispatch(self, request: web.Request, path: str, began: float) -> web.Response:
        body, files = await _body(request)
        if self.received is not None:
            self.received(request.method, path, body, began)
        try:
            value = router.dispatch(
                self.backend, request.method, path,
                json=body, params=dict(request.query), files=list(files),
                reason=request.headers.get("X-Audit-Log-Reason"),
            )  # fmt: skip
        except (RouteNotImplemented, UnsupportedField, ValueError, KeyError, TypeError) as error:
            self.gaps.append(f"{request.method} {path}: {error}")
            return reply({"message": str(error), "code": 0}, 400)
        except BackendError as error:
            return reply(error.to_json(), error.status)
        if path == "/oauth2/applications/@me":
            value["flags"] = _flags(self.granted)
        if value is None:
            return web.Response(status=204)
        return reply(value, headers=_bucket(GENEROUS, GENEROUS - 1, 1, path))


async def _body(request: web.Request) -> tuple[Any, list[_Upload]]:
    if request.content_type == "multipart/form-data":
        form = await request.post()
        files = [
            _Upload(part.filename, part.file)
            for part in form.values()
            if isinstance(part, web.FileField)
        ]
        return json.loads(str(form["payload_json"])), files
    return (await request.json() if request.can_read_body else None), []


def _refused(limit: RateLimit, path: str) -> web.Response:
    limit.times -= 1
    body = {"message": "You are being rate limited.", "retry_after": limit.retry_after}
    headers = {
        "Via": "1.1 loopback",  # without it discord.py takes the reply for a ban by Cloudflare
        "Retry-After": str(limit.retry_after),
        "X-RateLimit-Scope": "global" if limit.is_global else "user",
        **_bucket(1, 0, limit.retry_after, path),
    }
    return reply(body | {"global": limit.is_global}, 429, headers)


def _flags(granted: discord.Intents) -> int:
    """The flags of an application in few servers, for its privileged intents."""
    flags = discord.ApplicationFlags()
    flags.gateway_message_content_limited = granted.message_content
    flags.gateway_guild_members_limited = granted.members
    flags.gateway_presence_limited = granted.presences
    return flags.value
