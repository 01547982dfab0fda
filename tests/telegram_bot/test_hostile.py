"""No fact text and no question makes a message that Telegram refuses, or that calls anybody."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup, Message, User

from bot.answer.info import Retention
from bot.facts.model import LANGUAGES, Citation, Fact, FactBase, Statement
from bot.match.matcher import Matcher
from bot.platform.render import Manner, Parts, originals, render
from bot.platform.runtime import Runtime
from bot.platform.service import Place, Service
from bot.settings import Settings
from bot.telegram_bot.hearing import heard
from bot.telegram_bot.inline import inline_answers
from bot.telegram_bot.markup import html_of
from bot.telegram_bot.names import tappable
from bot.telegram_bot.outbox import drafts
from bot.telegram_bot.start import welcome
from tests.match.tiny import tiny_base
from tests.support.telegram.checks import check_inline_results, check_keyboard, text_of
from tests.support.telegram.people import ALICE
from tests.support.telegram.world import World

NOWHERE = Path("nowhere")
WORLD = World()
GROUP = WORLD.group(bot_is_administrator=True)
ME = User.de_json(WORLD.me, None)
WHERE = Place("here", "Alice", prefix="/")
TITLED = Manner(titled=True, prefix="/")
TINY = tiny_base()
# Markup, references, both directions and their controls, what is cut between, what is no UTF-8.
HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text("<>&\"'/@#b=;ا\u0301\u200d\u202e\u2028\u2066\u2069👍\r\n\t .\ufeff", max_size=60),
    st.sampled_from(
        ("<b>", "</a>", "&lt;", "<a href='x'>", "a" * 5000, "👍" * 2500, "<" * 4097, "ا" * 4100,
         "@everyone", "https://a.example/<b>?c&d", "\ud800", "[x](y)", "```", "\x00")
    ),
)  # fmt: skip


def accepted(shown: Parts) -> list[str]:
    """Each message of it as Telegram would store it; fails where Telegram would refuse."""
    out = []
    for draft in drafts(shown):
        text, _ = text_of({"text": html_of(draft.text), "parse_mode": "HTML"})
        check_keyboard(as_sent(draft.buttons))
        out.append(text)
    return out


def as_sent(buttons: InlineKeyboardMarkup | None) -> dict[str, object] | None:
    """A keyboard as it goes over the wire."""
    return json.loads(buttons.to_json()) if buttons else None


def everything(base: FactBase, service: Service, language: str) -> None:
    """Every fact and gap in a language, with its title, and its original wording."""
    for id_, entry in base.entry_by_id.items():
        reply = service.entry(id_, language)
        assert reply is not None
        accepted(render(base, reply, TITLED))
        if isinstance(entry, Fact):
            accepted(originals(base, entry, language))


def test_every_shipped_answer_fits(shipped: Matcher) -> None:
    """Every fact and gap, in four languages, is accepted, and so is ``/start``."""
    for language in LANGUAGES:
        everything(shipped.base, Service(shipped), language)
        accepted(welcome(shipped.base, language, Retention(counted=True, days=30)))


def test_hostile_facts(tiny: Matcher) -> None:
    """Whatever a curator writes into statements, titles, fragments, names and addresses."""

    @settings(max_examples=30, deadline=None)
    @given(HOSTILE.filter(str.strip), HOSTILE, st.sampled_from(LANGUAGES), st.booleans())
    def accepts(said: str, other: str, language: str, disputed: bool) -> None:  # noqa: FBT001
        base = facts_saying(said, other, disputed=disputed)
        everything(base, Service(replace(tiny, base=base)), language)
        accepted(welcome(base, language, Retention(counted=True, days=30)))
        runtime = Runtime.of(Settings(NOWHERE), NOWHERE, replace(tiny, base=base))
        for typed in ("", said, other):
            inline_accepted(runtime, typed[:256])

    accepts()


def inline_accepted(runtime: Runtime, typed: str) -> None:
    """The results of an inline query; fails where Telegram would refuse one."""
    results = [json.loads(result.to_json()) for result in inline_answers(runtime, typed, WHERE)]
    check_inline_results({"results": results})
    assert len(results) <= 10


def facts_saying(said: str, other: str, *, disputed: bool) -> FactBase:
    """The lighthouse, with other words everywhere."""
    citation = Citation("herald-en", 1, said, "herald")
    everywhere = dict.fromkeys(LANGUAGES, said)
    statement = Statement(everywhere, (citation,), dict.fromkeys(LANGUAGES, other))
    facts = tuple(
        replace(fact, question=everywhere, statements=(statement,) * 3, disputed=disputed)
        for fact in TINY.facts
    )
    articles = tuple(
        replace(article, title=said, outlet=other, author=said, url=other or None, read_in=said)
        for article in TINY.articles
    )
    gaps = tuple(replace(gap, question=everywhere) for gap in TINY.gaps)
    return replace(TINY, facts=facts, gaps=gaps, articles=articles, title=everywhere)


def test_hostile_questions(tiny: Matcher) -> None:
    """Whatever a person types, in private, in a group or inline."""
    runtime = Runtime.of(Settings(NOWHERE), NOWHERE, tiny)

    @settings(max_examples=150, deadline=None)
    @given(
        st.sampled_from(("", "/", "!", "/ask ", "/language ", "/keeper@", "/why ", "/nonsense")),
        HOSTILE,
        st.booleans(),
    )
    def accepts(start: str, typed: str, private: bool) -> None:  # noqa: FBT001
        asked = heard(message(start + typed, private=private), ME, TINY)
        if asked is None:
            return
        inline_accepted(runtime, typed[:256])
        service = Service(tiny)
        for text in (asked, "!why"):
            reply = service.respond(text, WHERE)
            reply = replace(reply, text=tappable(reply.text, TINY, reply.language))
            for shown in accepted(render(TINY, reply, TITLED)):
                assert private or "@" not in shown

    accepts()


def message(text: str, *, private: bool) -> Message:
    """A message with any text at all, as the library holds it."""
    chat = None if private else GROUP
    read = Message.de_json({**WORLD.say(ALICE, "x", chat), "text": text}, None)
    assert read is not None
    return read
