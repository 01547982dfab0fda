"""Messages: what is asked is answered, and an edited question gets its answer edited."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.conversation import Conversation
from bot.facts.model import LANGUAGES
from bot.platform.buttons import entry_of
from bot.platform.places import OPEN
from bot.platform.recording import Asked
from bot.platform.render import Manner, notice, render
from bot.platform.runtime import Runtime
from bot.platform.service import Exchange, Place, Recent
from bot.telegram_bot.desk import Desk
from bot.telegram_bot.hearing import (
    heard,
    is_private,
    overheard,
    place_of,
    scope_of,
    speaker_of,
    topic_of,
    without_people,
)  # fmt: skip
from bot.telegram_bot.keyboard import context_of, language_keyboard
from bot.telegram_bot.names import tappable
from bot.telegram_bot.outbox import Draft, Outbox, Target, drafts
from bot.telegram_bot.start import invitation, welcome

if TYPE_CHECKING:
    from telegram import Message, User

_YOUNG: Final = timedelta(minutes=10)
_REMEMBERED: Final = 5_000  # questions whose answers can still be edited


@dataclass(frozen=True, slots=True)
class Answered:
    """The numbers of the messages that answer a question, and where the talk stood before it."""

    numbers: tuple[int, ...]
    before: Conversation


def app_language(user: User | None) -> str | None:
    """The language of somebody's app, where it is one of ours: ``it-IT`` is ``it``."""
    code = (user.language_code or "")[:2].casefold() if user else ""
    return code if code in LANGUAGES else None


class Conversing:
    """Answers people's messages."""

    def __init__(self, runtime: Runtime, outbox: Outbox, desk: Desk, me: User) -> None:
        self._runtime = runtime
        self._outbox = outbox
        self._me = me
        self._desk = desk
        self._answers: Recent[Answered] = Recent(_REMEMBERED)

    async def message(self, message: Message) -> None:
        """Answer a message that is for the bot; stay silent at any other."""
        asked = heard(message, self._me, self._runtime.service.matcher.base)
        if asked is None:
            await self._overhear(message)
            return
        asked = without_people(asked, message, self._me)
        place = self._place(message)
        target = target_of(message)
        verdict = self._runtime.limits.check(*limit_keys(message))
        if verdict == "notice":
            language = self._runtime.service.language(place)
            await self._outbox.send(target, drafts(notice("too_many", language)))
        if verdict != "allowed":
            return
        if await self._desk.did(asked, message, place, target):
            return
        before = self._runtime.service.state(place)
        self._go_on(message, place)
        answer, question = self._answer(asked, place), self._runtime.recording.asked(place)
        numbers = await self._outbox.send(target, answer)
        self._note(message, numbers, before, question)

    async def edited(self, message: Message) -> None:
        """Edit the answer of an edited question; a young one that had none is answered now."""
        asked = heard(message, self._me, self._runtime.service.matcher.base)
        known = self._answers.get((message.chat.id, message.message_id))
        if known is None:
            if datetime.now(UTC) - message.date < _YOUNG:
                await self.message(message)
            return
        if asked is None or self._runtime.limits.check(*limit_keys(message)) != "allowed":
            return
        asked = without_people(asked, message, self._me)
        place = self._place(message)
        self._runtime.service.remember(place, known.before)
        self._go_on(message, place)
        answer, question = self._answer(asked, place), self._runtime.recording.asked(place)
        numbers = await self._outbox.edit(target_of(message), known.numbers, answer)
        self._note(message, numbers, known.before, question)

    async def _overhear(self, message: Message) -> None:
        """Answer what nobody asked the bot, in a group that wants it, only where it is sure."""
        places, text = self._runtime.recorder.places, overheard(message)
        if text is None or places.of(scope_of(message.chat)).mode != OPEN:
            return
        place, service = self._place(message), self._runtime.service
        began = time.perf_counter()
        reply, state = service.consider(text, place)
        if (
            reply.status != "answer"
            or self._runtime.limits.check(*limit_keys(message)) != "allowed"
        ):
            return
        before = service.state(place)
        service.remember(place, state)
        service.tell(Exchange(text, place, reply, time.perf_counter() - began))
        shown = render(service.matcher.base, reply, Manner(titled=True, prefix="/"))
        question = self._runtime.recording.asked(place)
        numbers = await self._outbox.send(target_of(message), drafts(shown))
        self._note(message, numbers, before, question)

    def _place(self, message: Message) -> Place:
        language, places = app_language(message.from_user), self._runtime.recorder.places
        return place_of(message.chat, topic_of(message), speaker_of(message), language, places)

    def _note(
        self, message: Message, numbers: Sequence[int], before: Conversation, asked: Asked | None
    ) -> None:
        messages = [("telegram", message.chat.id, number) for number in numbers]
        self._runtime.recording.answered(asked, messages)
        key = (message.chat.id, message.message_id)
        self._answers.put(key, Answered(tuple(numbers), before))

    def _go_on(self, message: Message, place: Place) -> None:
        """A reply goes on from the very message it replies to, which tells by its buttons."""
        replied = message.reply_to_message
        if replied is None or replied.from_user is None or replied.from_user.id != self._me.id:
            return
        base = self._runtime.service.matcher.base
        about, offered = context_of(replied.reply_markup)
        pending = [id_ for action in offered if (id_ := entry_of(base, action))]
        self._runtime.service.turn_to(place, entry_of(base, about) if about else None, pending)

    def _answer(self, asked: str, place: Place) -> Sequence[Draft]:
        service = self._runtime.service
        base = service.matcher.base
        if _word(asked) == "!start":
            return drafts(welcome(base, service.language(place), service.retention))
        if asked.casefold() in ("", "!ask"):
            return drafts(invitation(base, service.language(place)))
        reply = service.respond(asked, place)
        if reply.status in ("info", "unknown"):
            reply = replace(reply, text=tappable(reply.text, base, reply.language))
        shown = render(base, reply, Manner(brief=place.public, prefix="/"))
        choosing = reply.command == "language" and asked.casefold() == "!language"
        return drafts(shown, language_keyboard(reply.language) if choosing else None)


def _word(asked: str) -> str:
    return asked.partition(" ")[0].casefold()


def target_of(message: Message) -> Target:
    """Where the answer goes: in a group under the question, in its topic."""
    if is_private(message.chat):
        return Target(message.chat.id)
    return Target(message.chat.id, topic_of(message), message.message_id)


def limit_keys(message: Message) -> tuple[tuple[str, int], ...]:
    """What counts against a limit: in private the person, in a group also the group."""
    who = ("telegram", speaker_of(message))
    group = ("telegram", message.chat.id)
    return (who,) if is_private(message.chat) else (who, group, group)
