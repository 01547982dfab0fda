"""Messages: heard, answered, and when they are edited or deleted, so are their answers."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from weakref import WeakValueDictionary

import discord

from bot.conversation import Conversation
from bot.discord_bot import office, sending
from bot.discord_bot.components import actions_on
from bot.discord_bot.desk import Guest
from bot.discord_bot.hearing import IGNORED, Heard, Written, hear
from bot.discord_bot.places import channel_ids, may_speak, place_of, scope_of
from bot.platform.buttons import Action, entry_of
from bot.platform.limits import Limits
from bot.platform.places import OPEN, PlaceSettings
from bot.platform.recording import Asked
from bot.platform.render import Manner, Parts
from bot.platform.service import Place, Recent
from bot.settings import Allowances

if TYPE_CHECKING:
    from bot.discord_bot.client import FootnoteBot

_LOG: Final = logging.getLogger(__name__)
EDITABLE: Final = timedelta(minutes=2)
_KEPT: Final = 2_000  # answers whose question is still watched
# Messages a minute that are looked at where nobody asked the bot: a flood there must cost little.
_LISTENING: Final = Allowances(user=60, channel=300, server=600)
_THANKED: Final = "\N{THUMBS UP SIGN}"
_BY_PEOPLE: Final = (discord.MessageType.default, discord.MessageType.reply)


@dataclass(frozen=True, slots=True)
class _Answered:
    """Ids of the messages that answer one, a hash of its text, and the talk before it."""

    messages: tuple[int, ...]
    text: int
    before: Conversation


class Messages:
    """What is done with the messages of one bot."""

    def __init__(self, bot: FootnoteBot) -> None:
        self._bot = bot
        self._answers: Recent[_Answered] = Recent(_KEPT)
        self._together: Recent[tuple[int, ...]] = Recent(_KEPT)
        self._listening = Limits(_LISTENING)
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def received(self, message: discord.Message) -> None:
        """Answer a new message if it is for the bot."""
        heard = self._heard(message)
        if heard.kind != "ignore" and may_speak(message):
            async with self._turn(message.id):
                await self._act(message, heard)

    async def edited(self, message: discord.Message) -> None:
        """Answer anew what was edited within two minutes; the answer is edited too."""
        if message.edited_at is None or discord.utils.utcnow() - message.created_at > EDITABLE:
            return
        heard = self._heard(message)
        watched = self._answers.get(message.id) is not None or message.id in self._turns
        if not may_speak(message) or not (watched or heard.kind in ("ask", "help", "overheard")):
            return
        async with self._turn(message.id):
            known = self._answers.get(message.id)
            if known is None:
                await self._act(message, heard)
            elif known.text != hash(message.content):  # else Discord has added a preview to it
                await self._again(message, heard, known)

    async def deleted(self, channel: int, message: int) -> None:
        """Remove the answer to a message that was deleted, also while it is being sent."""
        if self._answers.get(message) is None and message not in self._turns:
            return
        async with self._turn(message):
            known = self._answers.pop(message)
            if known is not None:
                await sending.remove(self._bot.get_partial_messageable(channel), known.messages)

    def together(self, message: int) -> tuple[int, ...]:
        """All messages of the answer whose last one is given."""
        return self._together.get(message) or (message,)

    def _turn(self, message: int) -> asyncio.Lock:
        # Kept alive by whoever holds or awaits it: one message is dealt with at one time.
        return self._turns.setdefault(message, asyncio.Lock())

    def _heard(self, message: discord.Message) -> Heard:
        """What a message is; bots, webhooks, notices of Discord and other channels are nothing."""
        me, settings = self._bot.user, self._bot.runtime.settings.discord
        if message.author.bot or message.webhook_id or message.type not in _BY_PEOPLE or not me:
            return IGNORED
        private, ids = message.guild is None, channel_ids(message.channel)
        if not private and settings.channels and not ids & settings.channels:
            return IGNORED
        guild = message.guild.id if message.guild else None
        own = self._bot.runtime.recorder.places.of(scope_of(guild))
        replied = message.reference.resolved if message.reference else None
        written = Written(
            message.content,
            private=private,
            mentioned=f"<@{me.id}>" in message.content or f"<@!{me.id}>" in message.content,
            replying=isinstance(replied, discord.Message) and replied.author.id == me.id,
            answering=self._answers_unasked(own, ids),
        )
        base, prefix = self._bot.runtime.service.matcher.base, own.prefix or settings.prefix
        heard = hear(base, written, prefix)
        if own.channels and not ids & own.channels and heard.kind not in ("settings", "forgetme"):
            return IGNORED
        return heard

    def _answers_unasked(self, own: PlaceSettings, ids: frozenset[int]) -> bool:
        settings = self._bot.runtime.settings.discord
        if own.mode is not None:
            return own.mode == OPEN
        return settings.answer_mode == "channels" and bool(ids & settings.answer_channels)

    async def _act(self, message: discord.Message, heard: Heard) -> None:
        if heard.kind in ("reload", "sync"):
            await self._bot.admin.asked(message, heard.kind)
        elif heard.kind in ("forgetme", "settings", "stats", "gaps"):
            await office.asked(self._bot, message, heard, self._place(message))
        elif heard.kind == "thanks":
            await self._thank(message)
        else:
            before = self._bot.desk.service.state(self._place(message))
            parts = self._parts(message, heard)
            if parts is not None:
                asked = self._asked(message)
                sent = await sending.reply_to(message, parts)
                self._note(message, sent, before, asked)

    async def _again(self, message: discord.Message, heard: Heard, known: _Answered) -> None:
        place = self._place(message)
        self._bot.desk.service.remember(place, known.before)
        parts = self._parts(message, heard) if heard.kind in ("ask", "help", "overheard") else None
        if parts is None:
            # It is no question any more: what stands under it would answer nothing.
            self._answers.pop(message.id)
            await sending.remove(message.channel, known.messages)
            return
        asked = self._asked(message)
        now = await sending.edit_to(message, known.messages, parts)
        self._note(message, now, known.before, asked)

    def _asked(self, message: discord.Message) -> Asked | None:
        return self._bot.runtime.recording.asked(self._place(message))

    def _note(
        self, message: discord.Message, sent: tuple[int, ...], before: Conversation,
        asked: Asked | None,
    ) -> None:  # fmt: skip
        self._answers.put(message.id, _Answered(sent, hash(message.content), before))
        self._bot.runtime.recording.answered(asked, sending.names(message.channel.id, sent))
        if len(sent) > 1:
            self._together.put(sent[-1], sent)

    def _place(self, message: discord.Message) -> Place:
        guild = message.guild.id if message.guild else None
        return place_of(self._bot.runtime, message.channel.id, message.author.id, guild)

    def _parts(self, message: discord.Message, heard: Heard) -> Parts | None:
        """The answer, the one notice that it is too much, or None for silence."""
        desk, place, asker = self._bot.desk, self._place(message), message.author.id
        guest = Guest(asker, message.channel.id, message.guild.id if message.guild else None)
        if heard.kind == "overheard":
            listens = self._listening.check(asker, guest.channel, guest.server) == "allowed"
            if not listens:
                return None
            parts = desk.overhear(heard.text, place, asker)
            return parts if parts is not None and desk.allowed(guest) == "allowed" else None
        verdict = desk.allowed(guest)
        if verdict != "allowed":
            return desk.notice("too_many", place) if verdict == "notice" else None
        if heard.kind == "help":
            return desk.help_short(place)
        self._go_on(message, place)
        return desk.ask(heard.text, place, Manner(brief=place.public, asker=asker))

    def _go_on(self, message: discord.Message, place: Place) -> None:
        """A reply goes on from the very message it replies to, which tells by its buttons."""
        replied = message.reference.resolved if message.reference else None
        me = self._bot.user
        if isinstance(replied, discord.Message) and me and replied.author.id == me.id:
            base = self._bot.desk.service.matcher.base
            entry, pending = context_of(actions_on(replied))
            found = [id_ for action in pending if (id_ := entry_of(base, action))]
            self._bot.desk.service.turn_to(place, entry_of(base, entry) if entry else None, found)

    async def _thank(self, message: discord.Message) -> None:
        try:
            await message.add_reaction(_THANKED)
        except discord.HTTPException as error:  # without the right to react: nothing
            if not sending.moot(error):
                raise


def context_of(rows: list[list[Action]]) -> tuple[Action | None, list[Action]]:
    """What a message of ours answered, by its tools; else what it offered to choose from."""
    first = rows[0] if rows else []
    about = [action for action in first if action.kind in ("original", "entry")]
    if len({action.entry for action in about}) == 1:
        return about[0], []
    return None, [action for row in rows for action in row if action.kind == "entry"]
