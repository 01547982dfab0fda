"""Token buckets for a user, a channel and a server: one polite notice, then silence."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from bot.settings import Allowances

Verdict = Literal["allowed", "notice", "silent"]

_KEPT: Final = 10_000  # buckets of each kind; about 2 MB together
_BURST: Final = 0.5  # of a minute's allowance may come at once


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled: float  # seconds of the clock
    warned: bool = False


class _Buckets:
    """Buckets of one size by key; the least recently used ones are forgotten."""

    def __init__(self, per_minute: int, kept: int) -> None:
        self.rate = per_minute / 60
        self.size = max(1.0, per_minute * _BURST)
        self.kept = kept
        self.of: OrderedDict[Hashable, _Bucket] = OrderedDict()

    def bucket(self, key: Hashable, now: float) -> _Bucket:
        found = self.of.get(key)
        if found is None:
            found = self.of[key] = _Bucket(self.size, now)
            if len(self.of) > self.kept:
                self.of.popitem(last=False)
        self.of.move_to_end(key)
        found.tokens = min(self.size, found.tokens + (now - found.filled) * self.rate)
        found.filled = now
        if found.tokens >= self.size:
            found.warned = False  # who has rested is warned again the next time
        return found


class Limits:
    """Ask :meth:`check` before each answer. ``clock`` gives seconds that never go back."""

    def __init__(
        self,
        allowances: Allowances,
        clock: Callable[[], float] = time.monotonic,
        kept: int = _KEPT,
    ) -> None:
        self._clock = clock
        self._kinds = tuple(
            _Buckets(per_minute, kept)
            for per_minute in (allowances.user, allowances.channel, allowances.server)
        )

    def check(self, user: Hashable, channel: Hashable = None, server: Hashable = None) -> Verdict:
        """Take one answer out of every bucket, or out of none.

        In private give the user alone. ``notice``: say once that it is too much; ``silent``: no
        more words about it.
        """
        now = self._clock()
        keys: Sequence[Hashable] = (user, channel, server)
        buckets = [
            kind.bucket(key, now)
            for kind, key in zip(self._kinds, keys, strict=True)
            if key is not None
        ]
        empty = [bucket for bucket in buckets if bucket.tokens < 1]
        if not empty:
            for bucket in buckets:
                bucket.tokens -= 1
            return "allowed"
        if any(bucket.warned for bucket in empty):
            return "silent"
        for bucket in empty:
            bucket.warned = True
        return "notice"

    @property
    def remembered(self) -> int:
        """Buckets held at this moment."""
        return sum(len(kind.of) for kind in self._kinds)
