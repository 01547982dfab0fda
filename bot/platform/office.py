"""The curator's desk in chat: forget me, settings of a place, figures; rights are the platforms'.

Whoever calls has checked who asks: :meth:`Office.settings` is for those who manage the place,
:meth:`Office.stats` for the operator's admins, :meth:`Office.forget` for everybody.
"""

from __future__ import annotations

import logging
from collections.abc import Hashable
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.errors import StoreUnavailable
from bot.platform.buttons import Action, entry_of
from bot.platform.gaps import Gaps
from bot.platform.places import DEFAULT, NAMES, VALUES, platform_of, written
from bot.platform.records import Vote
from bot.platform.render import Parts, Span, notice
from bot.platform.service import Place
from bot.stats.figures import Figures, figures
from bot.stats.table import brief
from bot.store.counts import counts
from bot.store.places import set_setting
from bot.store.votes import tallies

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.platform.runtime import Runtime

_LOG: Final = logging.getLogger(__name__)
_DAYS: Final = 7  # of the figures in chat


def plain_parts(text: str, language: str = "en") -> Parts:
    """A text of several lines as a message."""
    return Parts("info", language, tuple((Span(line),) for line in text.split("\n")))


class Office:
    """What the desk says; the same on every platform."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self.gaps = Gaps(runtime)

    async def forget(self, place: Place) -> Parts:
        """``/forgetme``: the conversation, and what was asked and voted today."""
        language = self._runtime.service.language(place)
        self._runtime.service.forget(place)
        try:
            await self._runtime.recording.forget(place.person)
        except StoreUnavailable as error:
            return self._down(error, language)
        return notice("forgotten", language)

    def vote(self, action: Action, place: Place, message: Hashable) -> Parts:
        """👍 or 👎 under an answer."""
        service = self._runtime.service
        entry = entry_of(service.matcher.base, action)
        language = service.chosen_language(place) or action.language
        if entry is None:
            return notice("gone", language)
        vote = Vote(entry, action.version, action.kind == "up")
        self._runtime.recording.vote(vote, place.person, message)
        return notice("voted", language)

    async def settings(self, typed: str, place: Place) -> Parts:
        """``/settings``: show them, or with a name and a value set one."""
        language = self._runtime.service.language(place)
        platform = platform_of(place.scope or "")
        if place.scope is None or platform is None:
            return notice("settings_private", language, command=f"{place.prefix}language")
        name, _, value = typed.strip().partition(" ")
        name, names = name.casefold(), NAMES[platform]
        if name not in names:
            return notice("settings_now", language, settings=self._shown(place.scope, names))
        try:
            stored = written(name, value)
        except ValueError:
            return notice("setting_values", language, name=name, values=VALUES[name])
        return await self._set(place, name, stored)

    async def language(self, place: Place, language: str | None) -> Parts:
        """The language of a place, as ``/language`` sets it for everybody there."""
        parts = await self._set(place, "language", language)
        if parts.outcome == "info" and language is not None:
            return notice("server_language_set", language)
        return parts

    async def _set(self, place: Place, name: str, value: str | None) -> Parts:
        scope, recorder = place.scope or "", self._runtime.recorder
        language = self._runtime.service.language(place)
        try:
            await recorder.now(lambda connection: set_setting(connection, scope, name, value))
            await recorder.refresh()
        except StoreUnavailable as error:
            return self._down(error, language)
        return notice("setting_set", language, name=name, value=value or DEFAULT)

    def _shown(self, scope: str, names: tuple[str, ...]) -> str:
        values = self._runtime.recorder.places.values(scope)
        return " · ".join(f"{name}: {values.get(name, DEFAULT)}" for name in names)

    async def stats(self, place: Place) -> Parts:
        """``/stats``: a few lines about the last week."""
        today = self._runtime.recorder.today()
        since = today - timedelta(days=_DAYS - 1)

        async def read(connection: AsyncConnection) -> Figures:
            found = await counts(connection, since)
            return figures(found, await tallies(connection, since), today, _DAYS)

        try:
            return plain_parts(brief(await self._runtime.recorder.now(read)))
        except StoreUnavailable as error:
            return self._down(error, self._runtime.service.language(place))

    def _down(self, error: StoreUnavailable, language: str) -> Parts:
        _LOG.info("%s", error)
        return notice("store_down", language, "unknown")
