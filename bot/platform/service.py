"""The bot without a platform: the facts of the moment, and what each conversation remembers."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

from bot.answer.compose import answer, gap
from bot.answer.info import NOTHING_KEPT, Retention
from bot.answer.reply import Reply
from bot.conversation import Conversation, respond
from bot.facts.model import Fact
from bot.match.matcher import Matcher

_LOG: Final = logging.getLogger(__name__)
_CONVERSATIONS: Final = 2_000  # with the last decision for !why, about 10 kB each
_CHOICES: Final = 20_000

V = TypeVar("V")


class Recent(Generic[V]):
    """A mapping that forgets what was not used for longest."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._of: OrderedDict[Hashable, V] = OrderedDict()

    def get(self, key: Hashable) -> V | None:
        """The value, now the most recently used; None where there is none."""
        if key not in self._of:
            return None
        self._of.move_to_end(key)
        return self._of[key]

    def put(self, key: Hashable, value: V) -> None:
        """Keep a value."""
        self._of[key] = value
        self._of.move_to_end(key)
        if len(self._of) > self._kept:
            self._of.popitem(last=False)

    def pop(self, key: Hashable) -> V | None:
        """Forget a value and return it."""
        return self._of.pop(key, None)

    def drop(self, condition: Callable[[V], bool]) -> None:
        """Forget the values that a condition holds for."""
        for key in [key for key, value in self._of.items() if condition(value)]:
            del self._of[key]

    def __len__(self) -> int:
        return len(self._of)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands and who wrote it, as far as answering depends on it.

    conversation: whose follow-ups belong together;  speaker: whose choice of language holds (in
    private the conversation's, in a server the member's);  default: language where the text tells
    none;  public: hold to the stricter thresholds;  prefix: of commands, as they are shown;
    person: ``PLATFORM:ID`` of who wrote, for what is counted;  scope: ``PLATFORM:ID`` of the server
    or group, whose settings hold; None in private.
    """

    conversation: Hashable
    speaker: Hashable
    public: bool = True
    prefix: str = "!"
    default: str | None = None
    person: str = ""
    scope: str | None = None

    @property
    def platform(self) -> str:
        """Its name; empty where the person is not known."""
        return self.person.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was asked and what came of it, for who counts. ``seconds``: until the reply stood."""

    text: str
    place: Place
    reply: Reply
    seconds: float


class Service:
    """Answers messages. Everything it remembers is in memory, bounded, and gone at the end."""

    def __init__(
        self,
        matcher: Matcher,
        default_language: str | None = None,
        kept: tuple[int, int] = (_CONVERSATIONS, _CHOICES),
        retention: Retention = NOTHING_KEPT,
    ) -> None:
        self.matcher = matcher
        self.retention = retention
        self.observers: list[Callable[[Exchange], None]] = []
        self._default = default_language
        self._conversations: Recent[Conversation] = Recent(kept[0])
        self._languages: Recent[str] = Recent(kept[1])

    def swap(self, matcher: Matcher) -> None:
        """Answer from another snapshot from now on."""
        self.matcher = matcher

    def respond(self, text: str, place: Place) -> Reply:
        """Answer one message; a command begins with ``!``, whatever the platform's prefix is."""
        began = time.perf_counter()
        reply, state = self.consider(text, place)
        self.remember(place, state)
        self.tell(Exchange(text, place, reply, time.perf_counter() - began))
        return reply

    def tell(self, exchange: Exchange) -> None:
        """Tell who counts; their trouble is none of the person's who asked."""
        for observer in self.observers:
            try:
                observer(exchange)
            except Exception:
                _LOG.exception("a reply could not be counted")

    def consider(self, text: str, place: Place) -> tuple[Reply, Conversation]:
        """Answer, and remember nothing unless :meth:`remember` is called with the state."""
        matcher = self.matcher
        state = self._state(place)
        entry = state.entry if state.entry in matcher.base.entry_by_id else None
        # After a reload, an entry that was offered may be gone.
        pending = tuple(id_ for id_ in state.pending if id_ in matcher.base.entry_by_id)
        if pending != state.pending:
            pending = ()
        state = replace(state, entry=entry, pending=pending)
        return respond(matcher, text, state, public=place.public, prefix=place.prefix,
                       kept=self.retention)  # fmt: skip

    def state(self, place: Place) -> Conversation:
        """Where a conversation stands, to come back to with :meth:`remember`."""
        return self._state(place)

    def turn_to(self, place: Place, entry: str | None, pending: Sequence[str] = ()) -> None:
        """Go on from an earlier message: what it answered, or what it offered to choose from."""
        state = self._state(place)
        state = replace(state, entry=entry or state.entry, pending=tuple(pending))
        self._conversations.put(place.conversation, replace(state, language=None))

    def remember(self, place: Place, state: Conversation) -> None:
        """Keep the state a reply left: the language somebody chose, and where the talk stands."""
        if state.language and state.language != self._languages.get(place.speaker):
            self._languages.put(place.speaker, state.language)
        self._conversations.put(place.conversation, replace(state, language=None))

    def _state(self, place: Place) -> Conversation:
        state = self._conversations.get(place.conversation) or Conversation()
        return replace(
            state,
            language=self._languages.get(place.speaker),
            spoken=state.spoken or place.default or self._default,
        )

    def entry(self, id_: str, language: str, place: Place | None = None) -> Reply | None:
        """Answer with an entry that somebody chose; None when the facts no longer have it.

        With a place, what is asked next is read as going on from it.
        """
        base = self.matcher.base
        found = base.entry_by_id.get(id_)
        if found is None:
            return None
        if place is not None:
            state = replace(self._state(place), spoken=language, entry=id_, pending=())
            self._conversations.put(place.conversation, replace(state, language=None))
        if isinstance(found, Fact):
            return answer(base, found, language)
        return gap(base, found, language)

    def language(self, place: Place) -> str:
        """The language to speak in where no text tells it."""
        state = self._state(place)
        return state.language or state.spoken or self.matcher.base.default_language

    def chosen_language(self, place: Place) -> str | None:
        """What the speaker chose, if anything."""
        return self._languages.get(place.speaker)

    def choose_language(self, place: Place, language: str | None) -> None:
        """Fix the language of a speaker, or with None follow the questions again."""
        if language is None:
            self._languages.pop(place.speaker)
        else:
            self._languages.put(place.speaker, language)

    def forget(self, place: Place) -> None:
        """Forget a conversation and the speaker's choice."""
        self._conversations.pop(place.conversation)
        self._languages.pop(place.speaker)
