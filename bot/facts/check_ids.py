"""Ids: each stands once, and each reference leads somewhere."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.facts.parts import Part, did_you_mean, entries, problem_at, root

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.errors import Problem
    from bot.facts.document import Document, Path_


def check_ids(document: Document) -> Iterator[Problem]:
    """Duplicate ids, references to nothing, and dates that are none."""
    yield from _duplicates(document)
    yield from _references(document)
    for article in root(document).parts("articles"):
        yield from _date(document, article)


def _duplicates(document: Document) -> Iterator[Problem]:
    whole = root(document)
    # Facts and gaps share one space: a question can be matched to either.
    spaces = {key: list(whole.parts(key)) for key in ("articles", "topics", "origins", "names")}
    for parts in (*spaces.values(), list(entries(document))):
        first: dict[str, int] = {}
        for part in parts:
            id_ = part.text("id")
            path = (*part.path, "id")
            line = document.mark(path)[0]
            if id_ and id_ in first:
                message = f"id '{id_}' stands in line {first[id_]} already: choose another"
                yield problem_at(document, path, message)
            first.setdefault(id_, line)


def _ids(document: Document, key: str) -> frozenset[str]:
    return frozenset(id_ for part in root(document).parts(key) if (id_ := part.text("id")))


def _references(document: Document) -> Iterator[Problem]:
    whole = root(document)
    known = {key: _ids(document, key) for key in ("articles", "topics", "origins", "facts", "gaps")}

    def check(path: Path_, id_: str, space: str) -> Iterator[Problem]:
        if not id_ or id_ in known[space]:
            return
        message = f"unknown {space[:-1]} '{id_}'"
        message += did_you_mean(id_, known[space]) or f": add it under '{space}'"
        if space == "facts" and id_ in known["gaps"]:
            message = f"'{id_}' is a gap: name a fact"
        yield problem_at(document, path, message)

    def check_key(part: Part, key: str, space: str) -> Iterator[Problem]:
        yield from check((*part.path, key), part.text(key), space)

    for article in whole.parts("articles"):
        yield from check_key(article, "origin", "origins")
    for topic in whole.parts("topics"):
        yield from check_key(topic, "lead", "facts")
    for entry in entries(document):
        yield from check_key(entry, "topic", "topics")
        for path, id_ in (*entry.texts("related"), *entry.texts("nearest")):
            yield from check(path, id_, "facts")
            if id_ == entry.text("id") and id_ in known["facts"]:
                yield problem_at(document, path, f"'{id_}' offers itself: name another fact")
        for statement in entry.parts("statements"):
            for citation in statement.parts("citations"):
                yield from check_key(citation, "article", "articles")
                yield from check_key(citation, "origin", "origins")


def _date(document: Document, article: Part) -> Iterator[Problem]:
    written = article.text("date")
    # What does not look like a date is a problem of shape, reported already.
    if len(written) == 10 and written.replace("-", "").isdecimal():
        try:
            date.fromisoformat(written)
        except ValueError:
            message = f"'date' is {written}, a day no calendar has: correct it"
            yield problem_at(document, (*article.path, "date"), message)
