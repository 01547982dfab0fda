"""The tiny fact file of these tests, loaded and, where a test asks for it, changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.facts.load import load_file
from bot.facts.model import FactBase

TINY: Final = Path(__file__).with_name("tiny.yaml")


def tiny_base() -> FactBase:
    """The lighthouse: five facts and a gap."""
    return load_file(TINY)


def without_line(base: FactBase, entry: int, language: str, line: str) -> FactBase:
    """The base with one phrasing line of one fact taken out."""
    fact = base.facts[entry]
    left = tuple(own for own in fact.phrasings[language] if own != line)
    changed = replace(fact, phrasings={**fact.phrasings, language: left})
    return replace(base, facts=(*base.facts[:entry], changed, *base.facts[entry + 1 :]))


def without_phrasings(base: FactBase, entry: int, language: str) -> FactBase:
    """The base with one fact that nobody can ask for in one language."""
    fact = base.facts[entry]
    changed = replace(
        fact,
        phrasings={**fact.phrasings, language: ()},
        question={**fact.question, language: ""},
    )
    return replace(base, facts=(*base.facts[:entry], changed, *base.facts[entry + 1 :]))
