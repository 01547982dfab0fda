"""What ``/start`` says: what this is, three questions to tap, and what is kept about a person."""

from __future__ import annotations

from dataclasses import replace

from bot.answer.catalogue import say
from bot.answer.info import Retention, retention
from bot.answer.typography import typeset
from bot.facts.model import FactBase
from bot.platform.buttons import Button, entry_action
from bot.platform.render import ONWARD, Line, Parts, Span, starters


def welcome(base: FactBase, language: str, kept: Retention) -> Parts:
    """The first message in a private chat."""
    about = say("about", language, articles=len(base.articles), version=base.version)
    said = typeset(retention(kept, language, "/"), language)
    privacy: Line = (Span(said, "faint"),)
    short = invitation(base, language)
    body = ((Span(typeset(about, language)),), (), *short.body)
    return replace(short, body=body, notices=((), privacy))


def invitation(base: FactBase, language: str) -> Parts:
    """For who called the bot without a question: what can be asked, three examples as buttons."""
    text = typeset(say("help_short", language, title=base.title[language]), language)
    buttons = tuple(
        Button(entry_action(choice.entry, language), choice.question, ONWARD)
        for choice in starters(base, language)
    )
    return Parts("info", language, ((Span(text),),), buttons=buttons)
