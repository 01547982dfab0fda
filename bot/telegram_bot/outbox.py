"""Send and edit messages: in parts that fit, again where the network failed, never twice."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, TypeVar

from telegram import Bot, InlineKeyboardMarkup, InputFile, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.platform.render import Line, Parts, Span
from bot.telegram_bot.keyboard import keyboard
from bot.telegram_bot.markup import Rich, html_of, parts, rich
from bot.telegram_bot.polling import reason

_LOG: Final = logging.getLogger(__name__)
_PAUSES: Final = (0.5, 2.0, 5.0)  # seconds before each new attempt

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Target:
    """Where an answer goes: a chat, a forum topic in it, the message it replies to."""

    chat: int
    thread: int | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A message as it will be sent."""

    text: Rich
    buttons: InlineKeyboardMarkup | None = None


def drafts(shown: Parts, buttons: InlineKeyboardMarkup | None = None) -> list[Draft]:
    """The messages of a reply; the buttons stand under the last. ``buttons`` replace its own."""
    title: tuple[Line, ...] = ((Span(shown.title, "strong"),),) if shown.title else ()
    texts = parts(rich((*title, *shown.lines), shown.language))
    out = [Draft(text) for text in texts]
    out[-1] = replace(out[-1], buttons=buttons or keyboard(shown.buttons))
    return out


class Outbox:
    """Everything the bot writes goes through here."""

    def __init__(self, bot: Bot, pauses: Sequence[float] = _PAUSES) -> None:
        self._bot = bot
        self._pauses = pauses

    async def send(self, target: Target, messages: Sequence[Draft]) -> list[int]:
        """Send messages in order; the numbers of those that arrived."""
        sent: list[int] = []
        for draft in messages:
            message = await self._guarded(partial(self._send, target, draft))
            if message is None:
                break
            # A group may have become a supergroup meanwhile; the rest follows there.
            target = replace(target, chat=message.chat.id)
            sent.append(message.message_id)
        return sent

    async def edit(
        self, target: Target, old: Sequence[int], messages: Sequence[Draft]
    ) -> list[int]:
        """Put messages in the place of old ones; the numbers of those that stand now."""
        kept: list[int] = []
        for number, draft in zip(old, messages, strict=False):
            if not await self._guarded(partial(self._edit, target.chat, number, draft)):
                break
            kept.append(number)
        for number in old[len(kept) :]:
            await self._guarded(partial(self._bot.delete_message, target.chat, number))
        return [*kept, *await self.send(target, messages[len(kept) :])]

    async def attach(self, target: Target, name: str, text: str) -> None:
        """Send a text as a file."""
        file = InputFile(text, name)
        await self._guarded(
            lambda: self._bot.send_document(target.chat, file, message_thread_id=target.thread)
        )

    async def _send(self, target: Target, draft: Draft) -> Message:
        reply = None
        if target.reply_to is not None:
            reply = ReplyParameters(target.reply_to, allow_sending_without_reply=True)

        async def attempt(text: str, mode: str | None, chat: int) -> Message:
            return await self._bot.send_message(
                chat,
                text,
                parse_mode=mode,
                message_thread_id=target.thread,
                reply_parameters=reply,
                reply_markup=draft.buttons,
            )

        try:
            return await _as_html(draft, lambda text, mode: attempt(text, mode, target.chat))
        except ChatMigrated as moved:
            chat = moved.new_chat_id
            reply = None  # the numbers of the messages are others there
            return await _as_html(draft, lambda text, mode: attempt(text, mode, chat))

    async def _edit(self, chat: int, number: int, draft: Draft) -> bool:
        try:
            await _as_html(
                draft,
                lambda text, mode: self._bot.edit_message_text(
                    text, chat, number, parse_mode=mode, reply_markup=draft.buttons
                ),
            )
        except BadRequest as error:
            if "not modified" not in error.message.casefold():
                raise
        return True

    async def _guarded(self, request: Callable[[], Awaitable[T]]) -> T | None:
        """The result; None for what cannot be done: blocked, deleted, no right to write."""
        for pause in (*self._pauses, None):
            try:
                return await request()
            except (BadRequest, Forbidden, TimedOut) as error:
                # After a time-out the message may have arrived: sending again could double it.
                _LOG.warning("a message could not be sent (%s)", reason(error))
                return None
            except NetworkError as error:
                if pause is None:
                    _LOG.warning("a message was lost (%s)", reason(error))
                    return None
                await asyncio.sleep(pause)
            except TelegramError as error:
                _LOG.warning("a message could not be sent (%s)", reason(error))
                return None
        return None


async def _as_html(draft: Draft, request: Callable[[str, str | None], Awaitable[T]]) -> T:
    """Send with markup; without, should Telegram not read it, so that the answer is not lost."""
    try:
        return await request(html_of(draft.text), ParseMode.HTML)
    except BadRequest as error:
        if "parse entities" not in error.message.casefold():
            raise
        _LOG.error("Telegram does not read the markup of an answer: sent without it")
        return await request(draft.text.text, None)
