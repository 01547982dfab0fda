"""How fast Telegram may be written to, and when the next message is due; no waiting is done here.

The limits are those of core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this:
one message a second in a chat, 20 a minute in a group, 30 a second in all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

_KEPT: Final = 2_000  # chats whose next free moment is remembered


@dataclass(frozen=True, slots=True)
class Rates:
    """Messages: ``between`` two in a chat lie so many seconds; ``per_group`` a minute go into a
    group, ``overall`` a second into all.  minute: its length in seconds, shorter in tests.
    """

    between: float = 1.0
    per_group: int = 20
    overall: int = 30
    minute: float = 60.0


class Window:
    """At most ``count`` moments in any ``span`` of seconds."""

    def __init__(self, count: int, span: float) -> None:
        self._span = span
        self._moments: deque[float] = deque(maxlen=count)

    def next(self, now: float) -> float:
        """The first moment from ``now`` on that is free."""
        if len(self._moments) < (self._moments.maxlen or 0):
            return now
        return max(now, self._moments[0] + self._span)

    def take(self, moment: float) -> None:
        """Use a moment; moments are taken in order."""
        self._moments.append(moment)

    def idle(self, now: float) -> bool:
        """Tell whether no moment of the span is in use."""
        return not self._moments or self._moments[-1] + self._span <= now


class Pace:
    """The moments at which messages go out; each is reserved when it is asked for."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._chats: dict[Hashable, float] = {}
        self._groups: dict[Hashable, Window] = {}
        self._overall = Window(rates.overall, 1.0)

    def in_chat(self, chat: Hashable, now: float, *, group: bool) -> float:
        """Reserve the next moment of a chat."""
        moment = max(now, self._chats.get(chat, now))
        if group:
            window = self._groups.setdefault(
                chat, Window(self._rates.per_group, self._rates.minute)
            )
            moment = window.next(moment)
            window.take(moment)
        self._chats[chat] = moment + self._rates.between
        if len(self._chats) > _KEPT:
            self._tidy(now)
        return moment

    def overall(self, now: float) -> float:
        """Reserve the next moment of all; asked for when the chat's own has come."""
        moment = self._overall.next(now)
        self._overall.take(moment)
        return moment

    def _tidy(self, now: float) -> None:
        self._chats = {chat: at for chat, at in self._chats.items() if at > now}
        self._groups = {c: window for c, window in self._groups.items() if not window.idle(now)}
