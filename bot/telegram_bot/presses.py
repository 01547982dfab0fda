"""Presses of buttons: each is answered, also one that is too old or was tampered with."""

from __future__ import annotations

import logging
from typing import Final

from telegram import CallbackQuery, Message
from telegram.error import TelegramError

from bot.answer.catalogue import say
from bot.facts.model import Fact
from bot.platform.buttons import CURATING, VOTING, Action, entry_of, read_payload
from bot.platform.render import Manner, Parts, notice, originals, render
from bot.platform.runtime import Runtime
from bot.platform.service import Place
from bot.telegram_bot.conversing import app_language, target_of
from bot.telegram_bot.desk import Desk
from bot.telegram_bot.hearing import place_of, topic_of
from bot.telegram_bot.keyboard import chosen_in, follows_question, language_keyboard
from bot.telegram_bot.outbox import Outbox, Target, drafts
from bot.telegram_bot.polling import reason

_LOG: Final = logging.getLogger(__name__)
_SEEN: Final = 200  # characters of what a press shows (bots/api#answercallbackquery)
_TITLED: Final = Manner(titled=True, prefix="/")


class Presses:
    """Answers presses."""

    def __init__(self, runtime: Runtime, outbox: Outbox, desk: Desk) -> None:
        self._runtime = runtime
        self._outbox = outbox
        self._desk = desk

    async def press(self, query: CallbackQuery) -> None:
        """Do what the button says, and end the waiting that its presser sees."""
        message = query.message
        if message is None:
            await _end(query)
            return
        # A message that is too old comes without its text and topic; its chat is known.
        whole = message if isinstance(message, Message) else None
        target = target_of(whole) if whole else Target(message.chat.id)
        place = place_of(
            message.chat,
            topic_of(whole) if whole else None,
            query.from_user.id,
            app_language(query.from_user),
            self._runtime.recorder.places,
        )
        language = self._runtime.service.language(place)
        if self._runtime.limits.check(("telegram", query.from_user.id)) != "allowed":
            await _end(query, say("too_many", language))
            return
        payload = query.data or ""
        choice = chosen_in(payload)
        if choice is not None:
            await _end(query)
            await self._choose(choice, place, target, whole)
            return
        action = read_payload(payload)
        if action is not None and action.kind in VOTING:
            await self._vote(query, action, place)
            return
        if action is not None and action.kind in CURATING:
            await _end(query)
            await self._desk.pressed(query, action, place)
            return
        shown = self._shown(action, place) if action else None
        if shown is None:
            await _end(query, say("gone", action.language or language if action else language))
            return
        await _end(query)
        await self._outbox.send(target, drafts(shown))

    async def failed(self, query: CallbackQuery) -> None:
        """End the waiting after a fault of ours."""
        default = self._runtime.service.matcher.base.default_language
        await _end(query, say("went_wrong", app_language(query.from_user) or default))

    async def _vote(self, query: CallbackQuery, action: Action, place: Place) -> None:
        """The thanks are a line that goes by itself; the vote stands in no message."""
        number = query.message.message_id if query.message else 0
        chat = query.message.chat.id if query.message else 0
        parts = self._desk.office.vote(action, place, ("telegram", chat, number))
        await _end(query, parts.text, alert=False)

    def _shown(self, action: Action, place: Place) -> Parts | None:
        """What a button leads to; None when the facts no longer have it."""
        base = self._runtime.service.matcher.base
        id_ = entry_of(base, action)
        if id_ is None:
            return None
        if action.kind == "original":
            entry = base.entry_by_id[id_]
            return originals(base, entry, action.language) if isinstance(entry, Fact) else None
        reply = self._runtime.service.entry(id_, action.language, place)
        return render(base, reply, _TITLED) if reply else None

    async def _choose(
        self, choice: str, place: Place, target: Target, message: Message | None
    ) -> None:
        service = self._runtime.service
        if follows_question(choice):
            service.choose_language(place, None)
            language = service.language(place)
            shown = notice("language_free", language)
        else:
            service.choose_language(place, choice)
            language = choice
            shown = notice("language_set", language)
        answer = drafts(shown, language_keyboard(language))
        if message is not None and not place.public:
            await self._outbox.edit(target, [message.message_id], answer)
        else:
            # In a group the message with the buttons stays as it is for the others.
            await self._outbox.send(target, answer[:1])


async def _end(query: CallbackQuery, text: str | None = None, *, alert: bool = True) -> None:
    """End the waiting; Telegram refuses that for a press it has forgotten, which harms nobody."""
    try:
        await query.answer(text[:_SEEN] if text else None, show_alert=alert and bool(text))
    except TelegramError as error:
        _LOG.info("a press could not be answered (%s)", reason(error))
