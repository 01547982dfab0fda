"""simcord's backend with a real clock, and with addresses that this server answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from simcord._clock import Clock
from simcord.backend import Backend
from simcord.backend.cdn import CDN_BASE, CdnStore


class _RealClock(Clock):
    def now(self) -> datetime:
        return datetime.now(UTC)

    def advance(self, seconds: float) -> None:
        raise RuntimeError(f"real time cannot be advanced by {seconds:g} s")


class Files(CdnStore):
    """Attachments, whose addresses lead to this server."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address

    def store_attachment(
        self, attachment_id: int, channel_id: int, filename: str, data: bytes,
        description: str | None,
    ) -> dict[str, Any]:  # fmt: skip
        """Keep a file; the attachment as Discord describes it."""
        stored = super().store_attachment(attachment_id, channel_id, filename, data, description)
        here = stored["url"].replace(CDN_BASE, self.address)
        return stored | {"url": here, "proxy_url": here}

    def read(self, path: str) -> bytes | None:
        """The file whose address ends so, or None."""
        return self.get(f"{CDN_BASE}/{path}")


def new_backend() -> Backend:
    """An empty world in real time; its bot is called Footnote."""
    backend = Backend(clock=_RealClock())
    backend.bot_user.name = "Footnote"
    return backend
