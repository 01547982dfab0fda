"""``/reload``: who may, and the report; the reload itself is the one of every platform."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from telegram.constants import ChatAction, ChatMemberStatus
from telegram.error import TelegramError

from bot.platform.render import Parts, Span, notice
from bot.platform.report import Report, attachment, summary
from bot.platform.runtime import Runtime
from bot.platform.service import Place
from bot.telegram_bot.hearing import is_private
from bot.telegram_bot.outbox import Outbox, Target, drafts
from bot.telegram_bot.polling import reason

if TYPE_CHECKING:
    from telegram import Bot, Message

_LOG: Final = logging.getLogger(__name__)
_GOVERN: Final = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)


class Reloading:
    """Reads the fact file again for those who may."""

    def __init__(self, runtime: Runtime, bot: Bot, outbox: Outbox) -> None:
        self._runtime = runtime
        self._bot = bot
        self._outbox = outbox

    async def reload(self, message: Message, place: Place, target: Target) -> None:
        """Reload and report, or say who may."""
        if not await self.may(message):
            where = "in private" if is_private(message.chat) else f"in the group {message.chat.id}"
            _LOG.info("refused /reload %s to somebody who may not", where)
            language = self._runtime.service.language(place)
            await self._outbox.send(target, drafts(notice("admins_only", language)))
            return
        try:
            await self._bot.send_chat_action(target.chat, ChatAction.TYPING, target.thread)
        except TelegramError as error:
            _LOG.debug("no sign of typing (%s)", reason(error))
        await self.report(target, await self._runtime.reloader.reload())

    async def report(self, target: Target, report: Report) -> None:
        """Send what a reload did; what does not fit the message comes as a file."""
        lines = tuple((Span(line),) for line in summary(report).split("\n"))
        await self._outbox.send(target, drafts(Parts("info", "en", lines)))
        whole = attachment(report)
        if whole is not None:
            await self._outbox.attach(target, "reload.txt", whole)

    async def may(self, message: Message) -> bool:
        """Rights are asked of the settings and of Telegram, never of what the message says."""
        settings = self._runtime.settings.telegram
        writer = None if message.sender_chat else message.from_user
        if writer is not None and writer.id in settings.admins:
            return True
        return message.chat.id in settings.admin_groups and await self.governs(message)

    async def governs(self, message: Message) -> bool:
        """Tell whether the writer of a message is an administrator of the group it stands in."""
        writer = None if message.sender_chat else message.from_user
        if writer is None:
            # Only an administrator can write as the group itself.
            return message.sender_chat is not None and message.sender_chat.id == message.chat.id
        try:
            member = await self._bot.get_chat_member(message.chat.id, writer.id)
        except TelegramError as error:
            _LOG.warning("Telegram does not tell who governs a group (%s)", reason(error))
            return False
        return member.status in _GOVERN
