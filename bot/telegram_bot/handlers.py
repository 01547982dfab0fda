"""Which update goes where, and what happens when handling one fails."""

from __future__ import annotations

import logging
from typing import Any, Final

from telegram import Message, Update, User
from telegram.error import TelegramError
from telegram.ext import (
    CallbackContext,
    CallbackQueryHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.platform.render import notice
from bot.platform.runtime import Runtime
from bot.platform.service import Place
from bot.telegram_bot.client import Client
from bot.telegram_bot.conversing import Conversing, app_language, target_of
from bot.telegram_bot.desk import Desk
from bot.telegram_bot.hearing import is_private
from bot.telegram_bot.inline import CACHED, inline_answers
from bot.telegram_bot.outbox import Outbox, drafts
from bot.telegram_bot.polling import reason
from bot.telegram_bot.presses import Presses

_LOG: Final = logging.getLogger(__name__)
Context = CallbackContext[Any, Any, Any, Any]


def add_handlers(client: Client, runtime: Runtime, outbox: Outbox, desk: Desk, me: User) -> None:
    """Connect the client's updates with what answers them."""
    conversing = Conversing(runtime, outbox, desk, me)
    presses = Presses(runtime, outbox, desk)

    async def message(update: Update, _: Context) -> None:
        if update.message is not None:
            await conversing.message(update.message)

    async def edited(update: Update, _: Context) -> None:
        if update.edited_message is not None:
            await conversing.edited(update.edited_message)

    async def press(update: Update, _: Context) -> None:
        if update.callback_query is not None:
            await presses.press(update.callback_query)

    async def inline(update: Update, _: Context) -> None:
        query = update.inline_query
        if query is None:
            return
        who = ("telegram", query.from_user.id)
        place = Place(who, who, public=True, default=app_language(query.from_user))
        answers = inline_answers(runtime, query.query, place)
        try:
            await query.answer(answers, cache_time=CACHED, is_personal=True)
        except TelegramError as error:
            # Who types on has asked again meanwhile.
            _LOG.info("an inline query could not be answered (%s)", reason(error))

    async def failed(update: object, context: Context) -> None:
        error = context.error
        # The type and the place, but not the text of the error: it may quote what somebody wrote.
        _LOG.error("handling an update failed: %s", _where(error))
        if isinstance(update, Update) and update.callback_query is not None:
            await presses.failed(update.callback_query)
        elif isinstance(update, Update) and update.effective_message is not None:
            await _apologise(update.effective_message, runtime, outbox)

    texts = filters.TEXT | filters.CAPTION
    client.add_handler(MessageHandler(texts & filters.UpdateType.MESSAGE, message))
    client.add_handler(MessageHandler(texts & filters.UpdateType.EDITED_MESSAGE, edited))
    client.add_handler(CallbackQueryHandler(press))
    client.add_handler(InlineQueryHandler(inline))
    client.add_error_handler(failed)


async def _apologise(message: Message, runtime: Runtime, outbox: Outbox) -> None:
    if is_private(message.chat):
        who = ("telegram", message.chat.id)
        place = Place(who, who, default=app_language(message.from_user))
        shown = notice("went_wrong", runtime.service.language(place))
        await outbox.send(target_of(message), drafts(shown))


def _where(error: BaseException | None) -> str:
    trace = error.__traceback__ if error else None
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__} at {' < '.join(reversed(places[-4:]))}"
