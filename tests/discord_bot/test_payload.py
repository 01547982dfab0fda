"""Whatever the facts hold and people type, Discord takes it, and nobody is pinged by it."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer.reply import Reply
from bot.conversation import Conversation, respond
from bot.discord_bot.payload import COLOURS, payloads
from bot.facts.model import LANGUAGES, Fact, FactBase, Gap, Statement
from bot.match.matcher import Matcher
from bot.platform.render import Manner, Parts, Span, originals, render
from bot.platform.service import Place, Service
from tests.discord_bot.limits import refused
from tests.test_conversation import doubtful

# What texts are made of: anything, and what means something to Discord, to a reader of it, to us.
PIECES = st.sampled_from(
    ["@everyone", "@here", "<@1234567890>", "<@&12>", "<#5>", "</ask:1>", "<:x:1>", "<t:1>", "**",
     "__", "~~", "||", "`", "```", "> ", "# ", "-# ", "- ", "[a](https://x.example)", "](", "\\",
     "https://x.example/a_b*c", "http://", "discord.gg/abc", "\u202e", "\u2068", "\u2069", "\u200b",
     "\u200f", "\n", "\r\n", "\n\n",
     "العربية ", "🏳️‍🌈", "é" + "\u0301" * 9, "  ", "word ", "\U0001f600" * 30]
)  # fmt: skip
TEXT = st.lists(st.text(max_size=30) | PIECES, min_size=1, max_size=20).map("".join)


# What one curator wrote, to be put in every place of a fact file at the length allowed there.
WRITTEN = st.lists(TEXT, min_size=3, max_size=6)


def rewritten(base: FactBase, written: list[str]) -> FactBase:
    """The tiny facts with every text that a curator can write replaced, at its full length."""
    texts = cycle(written)

    def text(limit: int) -> str:
        found = (next(texts) * 20)[:limit]
        return found if found.strip() else "x" * limit

    def same(limit: int) -> dict[str, str]:
        return dict.fromkeys(LANGUAGES, text(limit))

    def statement(old: Statement) -> Statement:
        cited = tuple(replace(c, fragment=text(200)) for c in old.citations * 4)
        position = same(60) if old.position else None
        return replace(old, text=same(250), citations=cited, position=position)

    articles = tuple(
        replace(
            article, title=text(300), outlet=text(80), read_in=text(120),
            url="https://x/" + "".join(text(490).split()),
        )
        for article in base.articles
    )  # fmt: skip
    facts = tuple(
        replace(
            fact, question=same(80), statements=tuple(map(statement, fact.statements)) * 3,
            related=tuple(other.id for other in base.facts),
        )
        for fact in base.facts
    )  # fmt: skip
    gaps = tuple(replace(gap, question=same(80)) for gap in base.gaps)
    return replace(base, articles=articles, facts=facts, gaps=gaps, title=same(120))


def check(parts: Parts) -> None:
    """Both ways of drawing are taken by Discord."""
    for embeds in (True, False):
        drawn = payloads(parts, embeds=embeds)
        assert drawn
        for payload in drawn:
            assert refused(payload.to_send()) == []
            edited = payload.to_edit()
            assert refused({**edited, "suppress_embeds": True}) == []
        assert all(payload.view is None for payload in drawn[:-1])


@settings(max_examples=40, deadline=None)
@given(WRITTEN, st.sampled_from(LANGUAGES), st.booleans())
def test_any_facts(tiny: Matcher, written: list[str], language: str, titled: bool) -> None:  # noqa: FBT001
    """Whatever a curator writes, every answer, original and list can be sent."""
    base = rewritten(tiny.base, written)
    service = Service(replace(tiny, base=base))
    manner = Manner(titled=titled, asker=2**64 - 1)
    entries: list[Fact | Gap] = [*base.facts[:3:2], *base.gaps]
    for entry in entries:
        reply = service.entry(entry.id, language)
        assert isinstance(reply, Reply)
        check(render(base, reply, manner))
        if isinstance(entry, Fact):
            check(originals(base, entry, language))
    place = Place("c", "s", public=False)
    service.choose_language(place, language)
    for command in ("!help", "!topics", "!sources"):
        check(render(base, service.respond(command, place), manner))


@settings(max_examples=100, deadline=None)
@given(TEXT | st.text(max_size=400), st.booleans(), st.booleans())
def test_any_question(tiny: Matcher, text: str, public: bool, unsure: bool) -> None:  # noqa: FBT001
    """Whatever somebody types, as a question or a command, the answer can be sent."""
    matcher = doubtful(tiny) if unsure else tiny
    for typed in (text, "!" + text, f"!language {text}"):
        reply, _ = respond(matcher, typed, Conversation(), public=public)
        check(render(tiny.base, reply, Manner(brief=public, titled=True, asker=1)))


def test_every_outcome_has_its_colour() -> None:
    """A reader tells an answer from "the articles do not say" at a glance."""
    said = ["answer", "disputed", "clarify", "gap"]
    assert len({COLOURS[outcome] for outcome in said}) == 4  # type: ignore[index]


def test_answer_as_an_embed(tiny: Matcher) -> None:
    """Statements with marks, then the sources: a link only where the address is known."""
    reply = Service(tiny).entry("lamp-cost", "en")
    assert reply is not None
    (payload,) = payloads(render(tiny.base, reply), embeds=True)
    assert payload.embed is not None
    assert payload.embed.colour is not None
    assert payload.embed.colour.value == COLOURS["answer"]
    assert payload.embed.description == (
        "The new lamp costs $45,000. ¹ ²\n\n**Sources**\n"
        "¹ [«Old light of Port Ellery goes dark»](https://herald.example/old-light), "
        "Ellery Herald, English\n"
        "² «La vecchia luce di Port Ellery si spegne», Ellery Herald, Italian, "
        "machine translation from English\n"
        "-# 2 copies of 1 report: the Herald's report"
    )


def test_disputed_answer(tiny: Matcher) -> None:
    """Sides that differ stand one under the other, each with its name."""
    reply = Service(tiny).entry("closing-day", "en")
    assert reply is not None
    (payload,) = payloads(render(tiny.base, reply), embeds=True)
    assert payload.embed is not None
    assert payload.embed.colour is not None
    assert payload.embed.colour.value == COLOURS["disputed"]
    assert str(payload.embed.description).startswith(
        "The articles differ:\n• **Ellery Herald**: On 20 March 2021. ¹\n• **Marine**: "
    )


def test_arabic_is_isolated(tiny: Matcher) -> None:
    """Latin names and figures in Arabic lines keep their order."""
    reply = Service(tiny).entry("lamp-cost", "ar")
    assert reply is not None
    (payload,) = payloads(render(tiny.base, reply), embeds=True)
    assert payload.embed is not None
    description = str(payload.embed.description)
    assert "\u2068Old light of Port Ellery goes dark\u2069" in description
    assert "\u2068Ellery Herald\u2069" in description
    assert "ترجمة آلية" in description


def test_long_answer_is_split_between_its_lines() -> None:
    """What does not fit one message goes on in the next, cut at a line, buttons at the end."""
    line = (Span("A sentence that goes on for a while. " * 20),)
    parts = Parts("answer", "en", (line,) * 12)
    drawn = payloads(parts, embeds=True)
    assert len(drawn) == 3
    for payload in drawn:
        assert payload.embed is not None
        assert str(payload.embed.description).endswith("while.")
