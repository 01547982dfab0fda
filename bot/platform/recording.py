"""What of an exchange is counted, what of a question is kept, and the votes."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from bot.answer.reply import Reply
from bot.conversation import COMMAND_PREFIXES
from bot.platform.recorder import Recorder
from bot.platform.records import Count, Kept, Unanswered, Vote
from bot.platform.scrub import GONE, scrub
from bot.platform.service import Exchange, Place, Recent
from bot.store.questions import forget_questions, keep
from bot.store.votes import cast_vote, forget_votes
from bot.text.normalise import is_blank

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

_ANSWERS: Final = 2_000  # whose question is still known when somebody votes
_ASK: Final = re.compile(r"[!/]ask\s+", re.IGNORECASE)
Asked = tuple[Kept, str]  # the question as it would be kept, and who asked it


class Recording:
    """Tells the recorder what happened. ``keeping``: whether questions are kept at all."""

    def __init__(self, recorder: Recorder, *, keeping: bool) -> None:
        self._recorder = recorder
        self._keeping = keeping
        self._asked: Recent[Asked] = Recent(_ANSWERS)
        self._last: Recent[Asked] = Recent(_ANSWERS)

    def exchange(self, exchange: Exchange) -> None:
        """Count a question; keep it where it was not answered well. Commands are no questions."""
        reply, place = exchange.reply, exchange.place
        self._last.pop(place.conversation)
        if reply.status == "info" or not place.person or is_blank(exchange.text):
            return
        day = self._recorder.today()
        self._recorder.count(Count(day, place.platform, reply.language, reply.status, reply.topic))
        question = _ASK.sub("", exchange.text)
        if not self._keeping or question[:1] in COMMAND_PREFIXES:
            return
        text = scrub(question)
        if is_blank(text.replace(GONE, " ")):
            return
        kept = Kept(0, day, place.platform, reply.language, _outcome(reply), nearest(reply), text)
        if reply.status == "answer":
            self._last.put(place.conversation, (kept, place.person))
        else:
            self._keep(kept, place.person)

    def asked(self, place: Place) -> Asked | None:
        """What was asked last in a conversation: take it before the answer is sent."""
        return self._last.pop(place.conversation)

    def answered(self, asked: Asked | None, messages: Iterable[Hashable]) -> None:
        """Note which messages answer it, for a vote to come."""
        if asked is not None:
            for message in messages:
                self._asked.put(message, asked)

    def vote(self, vote: Vote, person: str, message: Hashable) -> None:
        """Count a vote; keep the question whose answer was voted down, once."""
        day = self._recorder.today()
        self._recorder.take(lambda connection: cast_vote(connection, vote, person, day))
        found = None if vote.up else self._asked.pop(message)
        if found is not None:
            kept, asker = found
            # Of today, so that who asked it can have it forgotten today.
            self._keep(replace(kept, day=day, outcome="down", entry=vote.entry), asker)

    async def forget(self, person: str) -> None:
        """Delete what a person asked and voted today. Raises :class:`StoreUnavailable`."""
        for known in (self._asked, self._last):
            known.drop(lambda found: found[1] == person)
        day = self._recorder.today()

        async def work(connection: AsyncConnection) -> None:
            await forget_questions(connection, person, day)
            await forget_votes(connection, person, day)

        await self._recorder.now(work)

    def _keep(self, kept: Kept, person: str) -> None:
        self._recorder.take(lambda connection: keep(connection, kept, person))


def _outcome(reply: Reply) -> Unanswered:
    return "down" if reply.status == "answer" else cast("Unanswered", reply.status)


def nearest(reply: Reply) -> str | None:
    """The fact or gap that came nearest to the question."""
    if reply.fact is not None:
        return reply.fact
    if reply.choices:
        return reply.choices[0].entry
    return reply.why.entry if reply.why else None
