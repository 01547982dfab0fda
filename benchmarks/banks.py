"""Public question sets as fact bases: ``phrasings.jsonl`` and ``questions.jsonl`` of a folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.facts.load import build
from bot.facts.model import LANGUAGES, FactBase

_SYNTAX: Final = str.maketrans(dict.fromkeys("()[]{}|", " "))


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way of asking for a fact."""

    fact: str
    lang: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A labelled question; ``gold``: the fact meant, None where none is."""

    lang: str
    text: str
    gold: str | None


def _objects(path: Path) -> Iterable[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def read_phrasings(folder: Path) -> list[Phrasing]:
    """The phrasings of a set."""
    lines = _objects(folder / "phrasings.jsonl")
    return [Phrasing(one["fact"], one["lang"], one["text"]) for one in lines]


def read_questions(folder: Path, split: str) -> list[Question]:
    """The questions of one split, or all of them where the set knows no splits."""
    return [
        Question(one["lang"], one["text"], one["gold"])
        for one in _objects(folder / "questions.jsonl")
        if one.get("split", split) == split
    ]


def _everywhere(text: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, text)


def document_of(phrasings: Iterable[Phrasing]) -> dict[str, Any]:
    """The values of a fact file: a fact for each label, with one citation of nothing."""
    facts: dict[str, dict[str, list[str]]] = {}
    for one in phrasings:
        lines = facts.setdefault(one.fact, {code: [] for code in LANGUAGES})
        lines[one.lang].append(" ".join(one.text.translate(_SYNTAX).split()))
    article = {
        "id": "set", "title": "A public set", "outlet": None, "author": None, "date": None,
        "url": None, "language": "en", "translated_from": None, "read_in": None, "origin": "set",
        "attribution": _everywhere("-"), "find": _everywhere("-"),
    }  # fmt: skip
    first = next(iter(facts))
    return {
        "story": {"title": _everywhere("A public set"), "default_language": "en"},
        "articles": [article],
        "origins": [{"id": "set", "name": _everywhere("the set")}],
        "topics": [
            {
                "id": "all", "commands": _everywhere("all"), "description": _everywhere("-"),
                "lead": first,
            }
        ],
        "facts": [
            {
                "id": label,
                "topic": "all",
                "question": _everywhere(""),
                "phrasings": {code: "\n".join(lines[code]) for code in LANGUAGES},
                "statements": [
                    _everywhere("-")
                    | {"citations": [{"article": "set", "line": 1, "fragment": "-"}]}
                ],
            }
            for label, lines in facts.items()
        ],
    }  # fmt: skip


def base_of(phrasings: Iterable[Phrasing]) -> FactBase:
    """The fact base of a set."""
    return build(document_of(phrasings), "public")
