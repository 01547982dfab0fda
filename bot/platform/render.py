"""A reply as parts that each platform draws with its own marks: lines of spans, and buttons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from bot.answer.catalogue import language_name, listed, own_name, say
from bot.answer.compose import example_questions
from bot.answer.info import describe
from bot.answer.reply import Choice, Reply, Source
from bot.answer.typography import bind, isolate, marks, quoted, typeset
from bot.facts.model import LANGUAGES, Article, Fact, FactBase
from bot.platform.buttons import Action, Button, Kind, entry_action, short_id

Role = Literal["plain", "strong", "mark", "faint", "quote"]
Outcome = Literal["answer", "disputed", "clarify", "gap", "unknown", "info"]

# Rows of buttons: what to do with this answer, whether it was good, then where to go on to.
TOOLS: Final = 0
VOTES: Final = 1
ONWARD: Final = 2

_THUMBS: Final[tuple[tuple[Kind, str], ...]] = (("up", "👍"), ("down", "👎"))


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one look; with ``url`` a link. The text is raw: drawing escapes it."""

    text: str
    role: Role = "plain"
    url: str | None = None


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """A message, from top to bottom. ``sources`` begins with its heading where there are any."""

    outcome: Outcome
    language: str
    body: tuple[Line, ...]
    sources: tuple[Line, ...] = ()
    notices: tuple[Line, ...] = ()
    buttons: tuple[Button, ...] = ()
    title: str | None = None

    @property
    def text(self) -> str:
        """The body as one plain text."""
        return "\n".join("".join(span.text for span in line) for line in self.body)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Body, sources and notices, an empty line before the sources."""
        gap: tuple[Line, ...] = ((),) if self.sources else ()
        return (*self.body, *gap, *self.sources, *self.notices)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a reply is shown in a place.

    brief: ``unknown`` is one short line, as in a channel;  titled: say which question is answered,
    where the one that was asked is not seen;  asker: who may delete it, None for no such button;
    prefix: of commands.
    """

    brief: bool = False
    titled: bool = False
    asker: int | None = None
    prefix: str = "!"


PLAIN: Final = Manner()


def render(base: FactBase, reply: Reply, manner: Manner = PLAIN) -> Parts:
    """The parts of a reply."""
    language = reply.language
    outcome: Outcome = "disputed" if reply.disputed else reply.status
    notices = tuple((Span(typeset(notice, language), "faint"),) for notice in reply.notices)
    parts = Parts(outcome, language, _body(reply), notices=notices)
    if reply.status == "answer":
        parts = replace(parts, sources=_sources(reply.sources, language))
    if reply.status == "unknown" and manner.brief:
        text = say("unknown_short", language, help=f"{manner.prefix}help")
        parts = replace(parts, body=((Span(typeset(text, language)),),))
    if manner.titled and reply.fact is not None:
        title = typeset(base.entry_by_id[reply.fact].question[language], language)
        parts = replace(parts, title=title)
    return replace(parts, buttons=_buttons(base, reply, manner))


def _body(reply: Reply) -> tuple[Line, ...]:
    language = reply.language
    if reply.status != "answer":
        return tuple((Span(typeset(line, language)),) for line in reply.text.split("\n"))
    lines: list[Line] = []
    if reply.disputed:
        lines.append((Span(typeset(say("disputed", language), language)),))
    for said in reply.statements:
        mark = Span(f" {marks(said.citations)}", "mark")
        line: Line = (Span(typeset(said.text, language)), mark)
        if said.position:
            whose = Span(typeset(said.position, language), "strong")
            line = (Span("• "), whose, Span(": "), *line)
        lines.append(line)
    return tuple(lines)


def _sources(sources: Sequence[Source], language: str) -> tuple[Line, ...]:
    """One line an article, with the marks of all its citations."""
    numbers: dict[str, list[int]] = {}
    articles: dict[str, Article] = {}
    for source in sources:
        numbers.setdefault(source.article.id, []).append(source.number)
        articles[source.article.id] = source.article
    heading: Line = (Span(say("sources", language), "strong"),)
    return (heading, *(source_line(numbers[i], articles[i], language) for i in articles))


def source_line(numbers: Iterable[int], article: Article, language: str) -> Line:
    """Marks, title (a link only where the address is known), outlet, language, translation."""
    title = f"«{quoted(article.title, article.language, language)}»"
    details = [
        article.outlet or say("no_outlet", language),
        language_name(article.language, language),
    ]
    if article.translated_from:
        original = language_name(article.translated_from, language)
        details.append(say("machine_translation", language, original=original))
    rest = listed(("", *(typeset(detail, language) for detail in details)), language)
    return (
        Span(marks(numbers), "mark"), Span(" "), Span(title, url=article.url), Span(rest),
    )  # fmt: skip


def _buttons(base: FactBase, reply: Reply, manner: Manner) -> tuple[Button, ...]:
    language = reply.language
    out: list[Button] = []
    if reply.fact is not None:
        if isinstance(base.entry_by_id.get(reply.fact), Fact):
            action = Action("original", short_id(reply.fact), language)
            out.append(Button(action, say("button_original", language), TOOLS))
        out += [
            Button(entry_action(reply.fact, code), own_name(code), TOOLS)
            for code in LANGUAGES
            if code != language
        ]
        out += [
            Button(Action(kind, short_id(reply.fact), language, version=reply.version), sign, VOTES)
            for kind, sign in _THUMBS
        ]
    if manner.asker is not None and reply.status not in ("unknown", "info"):
        action = Action("delete", person=manner.asker)
        out.append(Button(action, say("button_delete", language), TOOLS))
    onward: Sequence[Choice] = reply.choices or reply.offers
    if reply.status == "unknown" and not manner.brief:
        onward = starters(base, language)
    out += [
        Button(entry_action(choice.entry, language), bind(choice.question, language), ONWARD)
        for choice in onward
    ]
    return tuple(out)


def starters(base: FactBase, language: str) -> tuple[Choice, ...]:
    """The example questions as choices, for who does not know yet what to ask."""
    leads = [base.fact_by_id[topic.lead] for topic in base.topics]
    wanted = example_questions(base, language)
    return tuple(Choice(fact.id, fact.question[language], 0.0) for fact in leads[: len(wanted)])


def originals(base: FactBase, fact: Fact, language: str) -> Parts:
    """Every cited fragment in its own words, under it the article described in ``language``."""
    from bot.answer.compose import answer

    lines: list[Line] = [(Span(typeset(say("originals", language), language), "strong"),)]
    for source in answer(base, fact, language).sources:
        fragment = quoted(source.fragment, source.article.language, language)
        about = say("at_line", language, line=source.line)
        described = listed((describe(source.article, language), about), language)
        lines.append((Span(f"{marks([source.number])} ", "mark"), Span(f"“{fragment}”", "quote")))
        lines.append((Span(typeset(described, language), "faint"),))
    question = isolate(bind(fact.question[language], language), language)
    return Parts("info", language, tuple(lines), title=question)


def notice(key: str, language: str, outcome: Outcome = "info", **values: object) -> Parts:
    """One sentence of the catalogue, for refusals and confirmations."""
    text = typeset(say(key, language, None, **values), language)
    return Parts(outcome, language, ((Span(text),),))
