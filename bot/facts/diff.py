"""What changed between two fact bases, in words that a curator would use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, Literal, Protocol, TypeVar

from bot.facts.model import Article, Citation, Fact, FactBase, Gap, Name, Origin, Statement, Topic
from bot.facts.shape import LANGUAGE_NAMES

Kind = Literal["added", "removed", "changed"]
_LONGEST: Final = 100  # characters of a text that is quoted
_SHOWN: Final = 5  # phrasings that are quoted


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new, gone or different. ``what``: fact, gap, topic, …;  ``id``: its id, or
    "" for the story itself;  ``details``: a line for each difference.
    """

    kind: Kind
    what: str
    id: str
    details: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """``fact keeper changed``."""
        return " ".join(filter(None, (self.what, self.id, self.kind)))


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_HasId)


def differences(old: FactBase, new: FactBase) -> tuple[Change, ...]:
    """Every change, in the order of the new file: facts, gaps, topics, then the rest."""
    return (
        *_compared("fact", old.facts, new.facts, _fact, lambda fact: _first(fact.question)),
        *_compared("gap", old.gaps, new.gaps, _gap, lambda gap: _first(gap.question)),
        *_compared("topic", old.topics, new.topics, _topic, lambda t: _first(t.description)),
        *_compared("article", old.articles, new.articles, _article, lambda a: quoted(a.title)),
        *_compared("origin", old.origins, new.origins, _origin, lambda o: _first(o.name)),
        *_compared("name", old.names, new.names, _name, lambda n: _listed(n.spellings)),
        *_story(old, new),
    )


def in_words(changes: Iterable[Change]) -> Iterator[str]:
    """A line for each change, its details indented below it."""
    for change in changes:
        yield change.title + (":" if change.details else "")
        yield from (f"  {detail}" for detail in change.details)


def quoted(text: str) -> str:
    """A text in quotation marks, cut where it is long."""
    return f'"{text}"' if len(text) <= _LONGEST else f'"{text[: _LONGEST - 1]}…"'


def _compared(
    what: str,
    old: Sequence[T],
    new: Sequence[T],
    details: Callable[[T, T], Iterator[str]],
    summary: Callable[[T], str],
) -> Iterator[Change]:
    before, after = {one.id: one for one in old}, {one.id: one for one in new}
    for id_, one in after.items():
        if id_ not in before:
            yield Change("added", what, id_, (summary(one),))
        elif one != before[id_]:
            yield Change("changed", what, id_, tuple(details(before[id_], one)))
    for id_, one in before.items():
        if id_ not in after:
            yield Change("removed", what, id_, (summary(one),))
    common = [id_ for id_ in before if id_ in after]
    if common != [id_ for id_ in after if id_ in before]:
        yield Change("changed", what, "order", (f"the {what}s stand in another order",))


def _first(texts: Mapping[str, str]) -> str:
    return quoted(texts.get("en") or next(iter(texts.values()), ""))


def _value(name: str, old: object, new: object) -> Iterator[str]:
    """A line about a plain value, where it differs."""
    if old == new:
        return
    if old is None or old is False or old == "":
        yield f"{name} is now {_shown(new)}"
    elif new is None or new is False or new == "":
        yield f"{name} is gone, was {_shown(old)}"
    else:
        yield f"{name}: {_shown(old)} → {_shown(new)}"


def _shown(value: object) -> str:
    return quoted(value) if isinstance(value, str) else str(value).lower()


def _texts(name: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for code in LANGUAGE_NAMES:
        yield from _value(f"{name} ({code})", old.get(code, ""), new.get(code, ""))


def _lines(name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """What came and went of a list of lines; their number, and the first of them."""
    came, went = Counter(new) - Counter(old), Counter(old) - Counter(new)
    for found, verb in ((came, "added"), (went, "removed")):
        lines = list(found.elements())
        if lines:
            count = f"{len(lines)} {name}{'s' if len(lines) > 1 else ''}"
            yield f"{count} {verb}, now {len(new)}: {_listed(lines)}"
    if not came and not went and tuple(old) != tuple(new):
        yield f"{name}s stand in another order"


def _listed(lines: Sequence[str]) -> str:
    more = f" and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
    return ", ".join(map(quoted, lines[:_SHOWN])) + more


def _ids(name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    if tuple(old) != tuple(new):
        yield f"{name}: {', '.join(old) or 'none'} → {', '.join(new) or 'none'}"


def _asked(old: Fact | Gap, new: Fact | Gap) -> Iterator[str]:
    """What facts and gaps have in common."""
    yield from _value("topic", old.topic, new.topic)
    yield from _texts("question", old.question, new.question)
    for code in LANGUAGE_NAMES:
        pair = old.phrasings.get(code, ()), new.phrasings.get(code, ())
        yield from _lines(f"{LANGUAGE_NAMES[code]} phrasing", *pair)


def _fact(old: Fact, new: Fact) -> Iterator[str]:
    yield from _asked(old, new)
    pairs = zip_longest(old.statements, new.statements)
    for number, (before, after) in enumerate(pairs, 1):
        yield from _statement(f"statement {number}", before, after)
    yield from _value("disputed", old.disputed, new.disputed)
    yield from _ids("related", old.related, new.related)


def _gap(old: Gap, new: Gap) -> Iterator[str]:
    yield from _asked(old, new)
    yield from _ids("nearest", old.nearest, new.nearest)


def _statement(name: str, old: Statement | None, new: Statement | None) -> Iterator[str]:
    if old is None and new is not None:
        cited = ", ".join(map(_cited, new.citations))
        yield f"{name} added: {_first(new.text)}, citing {cited}"
    elif new is None and old is not None:
        yield f"{name} removed: {_first(old.text)}"
    elif old is not None and new is not None:
        yield from _texts(name, old.text, new.text)
        yield from _texts(f"{name}, position", old.position or {}, new.position or {})
        yield from _value(f"{name}, computed", old.computed, new.computed)
        yield from _citations(name, old.citations, new.citations)


def _cited(citation: Citation) -> str:
    return (
        f"{citation.article} line {citation.line} {quoted(citation.fragment)}"
        f" (origin {citation.origin})"
    )


def _citations(name: str, old: Sequence[Citation], new: Sequence[Citation]) -> Iterator[str]:
    gone = [citation for citation in old if citation not in new]
    come = [citation for citation in new if citation not in old]
    for before, after in zip_longest(gone, come):
        if before is None:
            yield f"{name} also cites {_cited(after)}"
        elif after is None:
            yield f"{name} no longer cites {_cited(before)}"
        else:
            yield f"{name} cites {_cited(after)} instead of {_cited(before)}"
    if not gone and not come and tuple(old) != tuple(new):
        yield f"{name}: its citations stand in another order"


def _topic(old: Topic, new: Topic) -> Iterator[str]:
    for code in LANGUAGE_NAMES:
        pair = old.commands.get(code, ()), new.commands.get(code, ())
        yield from _lines(f"{LANGUAGE_NAMES[code]} command", *pair)
    yield from _texts("description", old.description, new.description)
    yield from _value("lead", old.lead, new.lead)


def _article(old: Article, new: Article) -> Iterator[str]:
    for name in (
        "title", "outlet", "author", "date", "url", "language", "translated_from", "read_in",
        "origin",
    ):  # fmt: skip
        yield from _value(name, getattr(old, name), getattr(new, name))
    yield from _texts("attribution", old.attribution, new.attribution)
    yield from _texts("find", old.find, new.find)


def _origin(old: Origin, new: Origin) -> Iterator[str]:
    yield from _texts("name", old.name, new.name)


def _name(old: Name, new: Name) -> Iterator[str]:
    yield from _lines("spelling", old.spellings, new.spellings)


def _story(old: FactBase, new: FactBase) -> Iterator[Change]:
    details = [
        *_texts("title", old.title, new.title),
        *_value("default language", old.default_language, new.default_language),
    ]
    if details:
        yield Change("changed", "story", "", tuple(details))
    for code in LANGUAGE_NAMES:
        before, after = old.lists.get(code, {}), new.lists.get(code, {})
        for name in (*after, *(name for name in before if name not in after)):
            details = list(_value(f"list {{{name}}} ({code})", before.get(name), after.get(name)))
            if details:
                kind: Kind = (
                    "added" if name not in before else "removed" if name not in after else "changed"
                )
                yield Change(kind, "list", f"{name} ({code})", tuple(details))
