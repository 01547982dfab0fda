"""The admins' commands and the curator's desk on Telegram: who may do what of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.platform.buttons import Action
from bot.platform.office import Office
from bot.platform.render import Parts, notice
from bot.platform.runtime import Runtime
from bot.platform.service import Place
from bot.telegram_bot.hearing import is_private
from bot.telegram_bot.outbox import Outbox, Target, drafts
from bot.telegram_bot.reloading import Reloading

if TYPE_CHECKING:
    from telegram import CallbackQuery, Message


class Desk:
    """Does what is no question."""

    def __init__(self, runtime: Runtime, reloading: Reloading, outbox: Outbox) -> None:
        self.office = Office(runtime)
        self._runtime = runtime
        self._reloading = reloading
        self._outbox = outbox

    async def did(self, asked: str, message: Message, place: Place, target: Target) -> bool:
        """Do a command of the desk, if it is one; whether it was."""
        word, _, rest = asked.partition(" ")
        match word.casefold():
            case "!reload":
                await self._reloading.reload(message, place, target)
                return True
            case "!forgetme":
                parts = await self.office.forget(place)
            case "!settings":
                parts = await self._settings(rest, message, place)
            case "!stats":
                parts = await self._for_admins(message, place) or await self.office.stats(place)
            case "!gaps":
                parts = await self._for_admins(message, place) or await self.office.gaps.show(
                    place, hidden=is_private(message.chat)
                )
            case _:
                return False
        await self._outbox.send(target, drafts(parts))
        return True

    async def pressed(self, query: CallbackQuery, action: Action, place: Place) -> None:
        """A button of the desk, in private; rights are asked at each press."""
        presser = query.from_user.id
        if presser not in self._runtime.settings.telegram.admins:
            parts = notice("admins_only", self._runtime.service.language(place))
        else:
            parts = await self.office.gaps.pressed(action, place)
        await self._outbox.send(Target(presser), drafts(parts))

    async def _for_admins(self, message: Message, place: Place) -> Parts | None:
        """The refusal; None for who may."""
        if await self._reloading.may(message):
            return None
        return notice("admins_only", self._runtime.service.language(place))

    async def _settings(self, typed: str, message: Message, place: Place) -> Parts:
        if not is_private(message.chat) and not (
            await self._reloading.may(message) or await self._reloading.governs(message)
        ):
            return notice("group_admins_only", self._runtime.service.language(place))
        return await self.office.settings(typed, place)
