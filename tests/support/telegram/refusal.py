"""What the Bot API answers instead of a result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class Refusal(Exception):
    """An error reply: HTTP status, description, and ``parameters`` such as ``retry_after``."""

    code: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The body of the reply."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        return {**body, "parameters": self.parameters} if self.parameters else body


def bad_request(what: str) -> Refusal:
    """A 400 as Telegram words it."""
    return Refusal(400, f"Bad Request: {what}")


def too_many_requests(retry_after: float) -> Refusal:
    """A 429 with the seconds to wait."""
    return Refusal(
        429,
        f"Too Many Requests: retry after {retry_after}",
        {"retry_after": retry_after},
    )


UNAUTHORIZED = Refusal(401, "Unauthorized")
WEBHOOK_ACTIVE = Refusal(
    409,
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first",
)
OTHER_POLLER = Refusal(
    409,
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
)


@dataclass(frozen=True)
class Drop:
    """A fault: the connection is closed without a reply."""


@dataclass(frozen=True)
class Page:
    """A fault: a page of a proxy in front of the server, with its status and no JSON."""

    status: int
    body: str = "<html><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass(frozen=True)
class Slow:
    """A fault: the reply is right but comes after ``seconds``."""

    seconds: float


Fault = Refusal | Drop | Page | Slow
