"""``footnote check`` asks every phrasing and tells which finds another entry or only clarifies."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.facts.document import Document, parse
from bot.facts.shape import FACT_FILE
from bot.facts.source import read_text
from bot.match.matcher import Matcher
from bot.match.selfcheck import misplaced
from tests.match.tiny import TINY


@pytest.fixture(scope="module")
def document() -> Document:
    """The tiny fact file with its marks."""
    return parse(read_text(TINY), FACT_FILE)


def with_lines(matcher: Matcher, fact: str, lines: tuple[str, ...]) -> Matcher:
    """A matcher whose facts claim other English phrasings than it was fitted on."""
    facts: list[Any] = [
        replace(f, phrasings={**f.phrasings, "en": lines}) if f.id == fact else f
        for f in matcher.base.facts
    ]
    return replace(matcher, base=replace(matcher.base, facts=tuple(facts)))


def test_good_phrasings_are_no_problem(tiny: Matcher, document: Document) -> None:
    """Each phrasing of the lighthouse finds its own entry."""
    assert [problem for problem in misplaced(tiny, document) if problem.severity == "error"] == []


def test_phrasing_that_finds_another_entry(tiny: Matcher, document: Document) -> None:
    """A line under the wrong fact is an error at its own place, with the fact it finds."""
    astray = with_lines(
        tiny, "keeper", ("who is the keeper of the light", "how much does the new lamp cost")
    )
    errors = [problem for problem in misplaced(astray, document) if problem.severity == "error"]
    assert [problem.message for problem in errors] == [
        "'how much does the new lamp cost' finds 'lamp-cost', not 'keeper': reword it or move it"
    ]
    row = errors[0].line
    lines = TINY.read_text(encoding="utf-8").splitlines()
    assert lines[row - 3].strip() == "en: |"  # the second line of its block


def test_phrasing_that_only_clarifies(tiny: Matcher, document: Document) -> None:
    """A line that is understood but not surely is a warning."""
    unsure = replace(tiny, calibration=replace(tiny.calibration, private=2, public=2, clarify=-1))
    found = misplaced(unsure, document)
    assert {problem.severity for problem in found} == {"warning"}
    assert any(
        "of 'lamp-cost' only clarifies: add a telling word" in problem.message for problem in found
    )
