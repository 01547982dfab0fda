"""The fact base: plain immutable values, nothing of any platform, nothing of YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

LANGUAGES: Final = ("en", "it", "fr", "ar")
Texts = Mapping[str, str]  # language code → text
Phrasings = Mapping[str, tuple[str, ...]]  # language code → lines


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its file shows it; what the file does not show is None and is never stated."""

    id: str
    title: str
    outlet: str | None
    author: str | None
    date: str | None  # ISO 8601
    url: str | None
    language: str
    translated_from: str | None
    read_in: str | None
    origin: str
    attribution: Texts
    find: Texts


@dataclass(frozen=True, slots=True)
class Origin:
    """Where several articles have something from: a report, a posting, a speaker."""

    id: str
    name: Texts


@dataclass(frozen=True, slots=True)
class Citation:
    """The place in an article that carries a statement. ``line``: non-empty lines from 1."""

    article: str
    line: int
    fragment: str
    origin: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer in every language; at least one citation, or it cannot be built."""

    text: Texts
    citations: tuple[Citation, ...]
    position: Texts | None = None
    computed: bool = False

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError("a statement without a citation is no answer")


@dataclass(frozen=True, slots=True)
class Fact:
    """The answer to one question. ``phrasings``: language → template lines, as written."""

    id: str
    topic: str
    question: Texts
    phrasings: Phrasings
    statements: tuple[Statement, ...]
    disputed: bool = False
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A question about the story that the articles do not answer."""

    id: str
    topic: str
    question: Texts
    phrasings: Phrasings
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What ``!salary`` answers with: the lead fact. ``commands``: language → words."""

    id: str
    commands: Mapping[str, tuple[str, ...]]
    description: Texts
    lead: str


@dataclass(frozen=True, slots=True)
class Name:
    """A person, company, title or term, with the spellings under which it is met."""

    id: str
    spellings: tuple[str, ...]


@dataclass(frozen=True)
class FactBase:
    """An immutable snapshot of one fact file. ``version``: first 12 hex digits of its SHA-256."""

    version: str
    title: Texts
    default_language: str
    articles: tuple[Article, ...]
    origins: tuple[Origin, ...]
    lists: Mapping[str, Mapping[str, str]]
    names: tuple[Name, ...]
    topics: tuple[Topic, ...]
    facts: tuple[Fact, ...]
    gaps: tuple[Gap, ...] = field(default=())

    @cached_property
    def fact_by_id(self) -> dict[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def entry_by_id(self) -> dict[str, Fact | Gap]:
        """Facts and gaps by id: everything a question can be matched to."""
        entries: tuple[Fact | Gap, ...] = (*self.facts, *self.gaps)
        return {entry.id: entry for entry in entries}

    @cached_property
    def article_by_id(self) -> dict[str, Article]:
        """Articles by id."""
        return {article.id: article for article in self.articles}

    @cached_property
    def origin_by_id(self) -> dict[str, Origin]:
        """Origins by id."""
        return {origin.id: origin for origin in self.origins}

    @cached_property
    def topic_by_command(self) -> dict[str, Topic]:
        """Topics by every command word, lower case, as typed after the prefix."""
        return {
            word.casefold(): topic
            for topic in self.topics
            for words in (*topic.commands.values(), (topic.id,))
            for word in words
        }
