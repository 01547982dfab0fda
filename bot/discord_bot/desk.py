"""The one place where Discord asks the core: messages, slash commands and buttons all come here."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Final

from bot.answer.catalogue import say
from bot.answer.reply import Reply
from bot.answer.typography import typeset
from bot.facts.model import Fact
from bot.platform.buttons import Action, Button, entry_action, entry_of
from bot.platform.limits import Verdict
from bot.platform.render import ONWARD, Manner, Parts, Span, notice, originals, render, starters
from bot.platform.runtime import Runtime
from bot.platform.service import Exchange, Place

# Sent as a name in the prefix's place, a mention would ping; the bot's own name does not.
_NO_COMMANDS: Final = "@{name} "


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is answered, as far as it shows: limits count them, the delete button knows them."""

    user: int
    channel: int
    server: int | None


class Desk:
    """Turns what was asked into parts to draw."""

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime
        self.service = runtime.service
        self._mention: str | None = None

    def without_commands(self, name: str) -> None:
        """Show commands as they work where messages cannot be read: after a mention."""
        self._mention = _NO_COMMANDS.format(name=name)

    def _prefix(self, place: Place) -> str:
        """Of commands, as this server's people type them."""
        return self._mention or place.prefix

    def allowed(self, guest: Guest) -> Verdict:
        """Count one answer; what to do with it."""
        server = None if guest.server is None else ("discord", guest.server)
        channel = None if guest.server is None else ("discord", guest.channel)
        return self.runtime.limits.check(("discord", guest.user), channel, server)

    def ask(self, text: str, place: Place, manner: Manner | None = None) -> Parts:
        """The answer to a question or a command, remembered for follow-ups."""
        return self.draw(self.service.respond(text, self._here(place)), place, manner)

    def question(self, text: str, place: Place, manner: Manner) -> Parts:
        """The answer to ``/ask``: a suggestion that was taken over needs no matching."""
        exact = self.runtime.suggestions.exactly(text)
        if exact is not None:
            entry, language = exact
            language = self.service.chosen_language(place) or language
            began = time.perf_counter()
            reply = self.service.entry(entry, language, place)
            if reply is not None:
                self.service.tell(Exchange(text, place, reply, time.perf_counter() - began))
                return self.draw(reply, place, manner)
        return self.ask(text, place, manner)

    def check(self, text: str, place: Place) -> Parts:
        """What the articles say about a message; nothing is remembered of it."""
        reply, _ = self.service.consider(text, replace(self._here(place), public=True))
        return self.draw(reply, place, Manner(brief=True, titled=True))

    def overhear(self, text: str, place: Place, asker: int) -> Parts | None:
        """An answer that nobody asked the bot for, only where it is sure; else nothing at all."""
        began = time.perf_counter()
        reply, state = self.service.consider(text, replace(self._here(place), public=True))
        if reply.status != "answer" or reply.command is not None:
            return None
        self.service.remember(place, state)
        self.service.tell(Exchange(text, place, reply, time.perf_counter() - began))
        return self.draw(reply, place, Manner(titled=True, asker=asker))

    def entry(self, action: Action, place: Place, manner: Manner) -> Parts | None:
        """The fact or gap of a button, in its language; None when it is gone."""
        id_ = entry_of(self.service.matcher.base, action)
        reply = self.service.entry(id_, action.language, place) if id_ else None
        return self.draw(reply, place, manner) if reply is not None else None

    def originals(self, action: Action) -> Parts | None:
        """The cited words of a fact; None when it is gone."""
        base = self.service.matcher.base
        fact = base.entry_by_id.get(entry_of(base, action) or "")
        return originals(base, fact, action.language) if isinstance(fact, Fact) else None

    def help_short(self, place: Place) -> Parts:
        """For a mention without a question: what to ask, three examples as buttons."""
        base, language = self.service.matcher.base, self.service.language(place)
        title = base.title[language]
        text = typeset(say("help_short", language, title=title), language)
        buttons = tuple(
            Button(entry_action(choice.entry, language), choice.question, ONWARD)
            for choice in starters(base, language)
        )
        return Parts("info", language, ((Span(text),),), buttons=buttons)

    def notice(self, key: str, place: Place) -> Parts:
        """One sentence of the catalogue."""
        return notice(key, self.service.language(place))

    def draw(self, reply: Reply, place: Place, manner: Manner | None = None) -> Parts:
        """The parts of a reply for a place."""
        manner = replace(manner or Manner(brief=place.public), prefix=self._prefix(place))
        return render(self.service.matcher.base, reply, manner)

    def _here(self, place: Place) -> Place:
        return replace(place, prefix=self._prefix(place))
