"""What people asked and was not answered well, in an admin's chat: shown, added, dismissed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from bot.errors import FootnoteError, StoreUnavailable
from bot.platform.buttons import Action, Button, entry_of, short_id
from bot.platform.render import ONWARD, TOOLS, Parts, Span, notice
from bot.platform.report import summary
from bot.platform.scrub import GONE
from bot.platform.service import Place
from bot.store.questions import kept, remove

if TYPE_CHECKING:
    from bot.curate.group import Group
    from bot.platform.runtime import Runtime

_LOG: Final = logging.getLogger(__name__)
_TOP: Final = 10  # groups that are shown
_LOOKED_AT: Final = 1000  # the newest questions, so that grouping takes no minutes
_SHOWN: Final = 5  # questions of a group
_OFF: Final = "Adding from chat is off: the operator switches it on with CHAT_EDITS=yes."
_NOTHING: Final = "Nothing is waiting: no question that was not answered well is kept."
_NOT_KEPT: Final = "Questions are not kept: the operator switches it on with KEEP_QUESTIONS=yes."
_DEALT_WITH: Final = "These questions were dealt with already."


def _parts(lines: Sequence[str], buttons: Sequence[Button] = ()) -> Parts:
    return Parts("info", "en", tuple((Span(line),) for line in lines), buttons=tuple(buttons))


class Gaps:
    """The admins' view of what was kept. Whoever calls has checked that it is one."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    async def show(self, place: Place, *, hidden: bool) -> Parts:
        """The groups that were asked most, each with a button that opens it.

        hidden: only who asks sees it; what people asked is not for the others in a channel.
        """
        if not hidden:
            language = self._runtime.service.language(place)
            return notice("only_private", language, command=f"{place.prefix}gaps")
        try:
            groups = (await self._groups())[:_TOP]
        except StoreUnavailable as error:
            return self._down(error, place)
        if not groups:
            desk = self._runtime.settings.desk
            return _parts([_NOTHING if desk.keep else _NOT_KEPT])
        lines = ["Asked and not answered well, most often first:"]
        lines += [
            f"{number}. {group.questions[0].text} ({_times(group)})"
            for number, group in enumerate(groups, 1)
        ]
        buttons = [
            Button(Action("group", question=group.ids[0]), group.questions[0].text, ONWARD)
            for group in groups
        ]
        return _parts(lines, buttons)

    async def pressed(self, action: Action, place: Place) -> Parts:
        """Open a group, add it to an entry, or dismiss it."""
        try:
            found = [g for g in await self._groups() if action.question in g.ids]
            if not found:
                return _parts([_DEALT_WITH])
            if action.kind == "group":
                return self._opened(found[0])
            if action.kind == "dismiss":
                return await self._dismiss(found[0])
            return await self._add(found[0], action)
        except StoreUnavailable as error:
            return self._down(error, place)

    async def _groups(self) -> tuple[Group, ...]:
        from bot.curate.group import groups

        rows = await self._runtime.recorder.now(kept)
        return await asyncio.to_thread(groups, self._runtime.service.matcher, rows[-_LOOKED_AT:])

    def _opened(self, group: Group) -> Parts:
        base, first = self._runtime.service.matcher.base, group.questions[0]
        lines = [f"Asked {_times(group)}:"]
        lines += [
            f"• {text}" for text in list(dict.fromkeys(q.text for q in group.questions))[:_SHOWN]
        ]
        buttons = []
        for entry, words in (
            (group.nearest, "Add as phrasing of"),
            (group.gap, "Add as known gap"),
        ):
            if entry is None or entry not in base.entry_by_id:
                continue
            question = base.entry_by_id[entry].question["en"]
            lines.append(f"{words.removeprefix('Add as ').capitalize()}: {question} ({entry})")
            if self._runtime.settings.desk.edits:
                action = Action("phrase", short_id(entry), question=first.id)
                buttons.append(Button(action, f"{words}: {question}", TOOLS))
        if not self._runtime.settings.desk.edits:
            lines.append(_OFF)
        buttons.append(Button(Action("dismiss", question=first.id), "Dismiss", TOOLS))
        return _parts(lines, buttons)

    async def _dismiss(self, group: Group) -> Parts:
        number = await self._runtime.recorder.now(lambda c: remove(c, group.ids))
        return _parts([f"Dismissed: {number} question{'' if number == 1 else 's'} deleted."])

    async def _add(self, group: Group, action: Action) -> Parts:
        from bot.curate.edit import add_phrasing

        if not self._runtime.settings.desk.edits:
            return _parts([_OFF])
        base, first = self._runtime.service.matcher.base, group.questions[0]
        entry = entry_of(base, action)
        if entry is None:
            return notice("gone", "en")
        if GONE in first.text:
            return _parts([f"Something was removed from “{first.text}”: add it in the file."])
        path = self._runtime.facts
        try:
            added = await add_phrasing(path, entry, first.language, first.text, base.version)
        except FootnoteError as error:
            return _parts([f"Not added: {error}"])
        report = await self._runtime.reloader.reload()
        await self._runtime.recorder.now(lambda c: remove(c, group.ids))
        return _parts([f"Added to {entry}: {added.phrasing}", *summary(report).split("\n")])

    def _down(self, error: StoreUnavailable, place: Place) -> Parts:
        _LOG.info("%s", error)
        return notice("store_down", self._runtime.service.language(place), "unknown")


def _times(group: Group) -> str:
    number = len(group.questions)
    return "once" if number == 1 else f"{number} times"
