"""What ``/start`` says: what this is, three questions to tap, and what is kept about a person."""

from __future__ import annotations

from bot.answer.catalogue import say
from bot.answer.typography import typeset
from bot.facts.model import FactBase
from bot.platform.buttons import Button, entry_action
from bot.platform.render import ONWARD, Line, Parts, Span, starters


def welcome(base: FactBase, language: str) -> Parts:
    """The first message in a private chat."""

    def line(key: str, **values: object) -> Line:
        return (Span(typeset(say(key, language, None, **values), language)),)

    body = (
        line("about", articles=len(base.articles), version=base.version),
        (),
        line("help_short", title=base.title[language]),
    )
    buttons = tuple(
        Button(entry_action(choice.entry, language), choice.question, ONWARD)
        for choice in starters(base, language)
    )
    privacy: Line = (Span(typeset(say("privacy", language), language), "faint"),)
    return Parts("info", language, body, notices=((), privacy), buttons=buttons)
