"""A reply as a value: what the terminal, the JSON and the platforms are all drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.facts.model import Article, FactBase, Statement

Status = Literal["answer", "clarify", "gap", "unknown", "info"]


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered citation and the article it stands in."""

    number: int
    article: Article
    line: int
    fragment: str
    origin: str

    def as_json(self) -> dict[str, Any]:
        """The citation as in the contract."""
        article = self.article
        return {
            "number": self.number,
            "article": article.id,
            "title": article.title,
            "outlet": article.outlet,
            "author": article.author,
            "date": article.date,
            "language": article.language,
            "translated_from": article.translated_from,
            "read_in": article.read_in,
            "url": article.url,
            "line": self.line,
            "fragment": self.fragment,
            "origin": self.origin,
        }


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in the language of the reply, with the numbers of its citations."""

    text: str
    citations: tuple[int, ...]
    position: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry offered to choose from; ``score`` is its probability."""

    entry: str
    question: str
    score: float


@dataclass(frozen=True, slots=True)
class Why:
    """What the decision rests on; scores are probabilities."""

    phrasing: str
    score: float
    margin: float
    runner_up: str | None
    threshold: float
    words: str
    signals: dict[str, float]
    runner_up_score: float = 0.0
    entry: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The contract's four keys first, then what else explains it."""
        return {
            "phrasing": self.phrasing,
            "score": round(self.score, 3),
            "margin": round(self.margin, 3),
            "runner_up": self.runner_up,
            "threshold": round(self.threshold, 3),
            "words": self.words,
            "signals": {name: round(value, 3) for name, value in self.signals.items()},
        }


@dataclass(frozen=True, slots=True)
class Reply:
    """Everything about one reply. ``notices``: short sentences beside it (another language, …)."""

    status: Status
    language: str
    text: str
    version: str
    fact: str | None = None
    topic: str | None = None
    command: str | None = None
    statements: tuple[Said, ...] = ()
    disputed: bool = False
    sources: tuple[Source, ...] = ()
    choices: tuple[Choice, ...] = ()
    offers: tuple[Choice, ...] = ()
    notices: tuple[str, ...] = ()
    why: Why | None = field(default=None)

    def __post_init__(self) -> None:
        if self.status == "answer" and not all(said.citations for said in self.statements):
            raise ValueError("an answer whose statement has no citation")

    @property
    def independent_sources(self) -> int:
        """Distinct origins among the citations."""
        return len({source.origin for source in self.sources})

    def as_json(self, id_: str | None = None) -> dict[str, Any]:
        """The reply as in the contract."""
        return {
            **({"id": id_} if id_ is not None else {}),
            "status": self.status,
            "language": self.language,
            "fact": self.fact,
            "topic": self.topic,
            "command": self.command,
            "text": self.text,
            "statements": [
                {"text": s.text, "citations": list(s.citations), "position": s.position}
                for s in self.statements
            ],
            "disputed": self.disputed,
            "citations": [source.as_json() for source in self.sources],
            "independent_sources": self.independent_sources,
            "candidates": [
                {"fact": c.entry, "question": c.question, "score": round(c.score, 3)}
                for c in self.choices
            ],
            "offers": [offer.entry for offer in self.offers],
            "notices": list(self.notices),
            "why": self.why.as_json() if self.why else None,
            "version": self.version,
        }


def number_citations(
    base: FactBase, statements: Iterable[Statement], language: str
) -> tuple[tuple[Said, ...], tuple[Source, ...]]:
    """Statements in a language with their citations numbered in order of first use."""
    numbers: dict[tuple[str, int, str], int] = {}
    sources: list[Source] = []
    said: list[Said] = []
    for statement in statements:
        own: list[int] = []
        for citation in statement.citations:
            key = (citation.article, citation.line, citation.fragment)
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                article = base.article_by_id[citation.article]
                sources.append(
                    Source(numbers[key], article, citation.line, citation.fragment, citation.origin)
                )
            own.append(numbers[key])
        position = statement.position[language] if statement.position else None
        said.append(Said(statement.text[language], tuple(dict.fromkeys(own)), position))
    return tuple(said), tuple(sources)


def choices(base: FactBase, ids: Iterable[str], language: str) -> tuple[Choice, ...]:
    """Entries as choices, without a score."""
    return tuple(Choice(id_, base.entry_by_id[id_].question[language], 0.0) for id_ in ids)
