"""From a fact file's text to a :class:`FactBase`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import InvalidFacts
from bot.facts.model import (
    LANGUAGES,
    Article,
    Citation,
    Fact,
    FactBase,
    Gap,
    Name,
    Origin,
    Phrasings,
    Statement,
    Texts,
    Topic,
)
from bot.facts.source import read_text, version_of

if TYPE_CHECKING:
    from bot.facts.document import Document


def phrasing_lines(block: str) -> tuple[str, ...]:
    """The lines of a literal block, empty ones left out."""
    return tuple(filter(None, map(str.strip, block.splitlines())))


def command_words(listed: str) -> tuple[str, ...]:
    """Command words of a comma-separated text; the Arabic comma counts."""
    return tuple(word for part in listed.replace("،", ",").split(",") if (word := part.strip()))


def _texts(value: Mapping[str, Any]) -> Texts:
    return {code: value[code] for code in LANGUAGES}


def _phrasings(value: Mapping[str, str]) -> Phrasings:
    return {code: phrasing_lines(value[code]) for code in LANGUAGES}


def _statement(value: Mapping[str, Any], origin_of: Mapping[str, str]) -> Statement:
    return Statement(
        text=_texts(value),
        citations=tuple(
            Citation(
                c["article"], c["line"], c["fragment"], c.get("origin") or origin_of[c["article"]]
            )
            for c in value["citations"]
        ),
        position=_texts(value["position"]) if "position" in value else None,
        computed=value.get("computed", False),
    )


def build(
    values: Mapping[str, Any], version: str, phrasings: Sequence[Phrasings] | None = None
) -> FactBase:
    """A fact base from the values of a document without problems.

    ``phrasings``: of the facts, then of the gaps, where the values do not hold them.
    """
    facts, gaps = values["facts"], values.get("gaps", ())
    if phrasings is None:
        phrasings = [_phrasings(entry["phrasings"]) for entry in (*facts, *gaps)]
    origin_of = {article["id"]: article["origin"] for article in values["articles"]}
    return FactBase(
        version=version,
        title=_texts(values["story"]["title"]),
        default_language=values["story"]["default_language"],
        articles=tuple(
            Article(**{**a, "attribution": _texts(a["attribution"]), "find": _texts(a["find"])})
            for a in values["articles"]
        ),
        origins=tuple(Origin(o["id"], _texts(o["name"])) for o in values["origins"]),
        lists=values.get("lists", {}),
        names=tuple(Name(n["id"], phrasing_lines(n["spellings"])) for n in values.get("names", ())),
        topics=tuple(
            Topic(
                t["id"],
                {code: command_words(t["commands"][code]) for code in LANGUAGES},
                _texts(t["description"]),
                t["lead"],
            )
            for t in values["topics"]
        ),
        facts=tuple(
            Fact(
                f["id"],
                f["topic"],
                _texts(f["question"]),
                lines,
                tuple(_statement(s, origin_of) for s in f["statements"]),
                f.get("disputed", False),
                tuple(f.get("related", ())),
            )
            for f, lines in zip(facts, phrasings, strict=False)
        ),
        gaps=tuple(
            Gap(
                g["id"],
                g["topic"],
                _texts(g["question"]),
                lines,
                tuple(g["nearest"]),
            )
            for g, lines in zip(gaps, phrasings[len(facts) :], strict=True)
        ),
    )


def load_text(text: str, path: str) -> tuple[FactBase, Document]:
    """A base and its document. Raises :class:`InvalidFacts` with every error found."""
    from bot.facts.check import check_document
    from bot.facts.document import parse
    from bot.facts.shape import FACT_FILE

    document = parse(text, FACT_FILE)
    problems = (*document.problems, *check_document(document))
    if any(problem.severity == "error" for problem in problems):
        raise InvalidFacts(path, problems)
    document.problems = list(problems)
    return build(document.values, version_of(text)), document


def load_file(path: Path) -> FactBase:
    """The base of a fact file. Raises :class:`FactFileError` or :class:`InvalidFacts`."""
    return load_text(read_text(path), str(path))[0]
