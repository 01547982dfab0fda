"""Every claim of the story that matters is answered by some fact."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.facts.load import load_file
from bot.facts.model import FactBase

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def base() -> FactBase:
    """The shipped facts."""
    return load_file(ROOT / "facts.yaml")


@pytest.fixture(scope="module")
def coverage() -> dict[str, Any]:
    """Claim id → importance and facts."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "tests/coverage.yaml").read_text("utf-8"))
    return loaded


def test_every_claim_is_mapped(coverage: dict[str, Any]) -> None:
    """All 195 claims stand in the map, the 168 of importance 2 and 3 among them."""
    assert set(coverage) == {f"c{number:03}" for number in range(1, 196)}
    assert sum(claim["importance"] >= 2 for claim in coverage.values()) == 168


def test_every_mapped_fact_exists(coverage: dict[str, Any], base: FactBase) -> None:
    """A claim is answered by at least one fact, and each fact it names is in the file."""
    for claim, row in coverage.items():
        assert row["facts"], claim
        assert [f for f in row["facts"] if f not in base.fact_by_id] == [], claim


def test_every_fact_answers_a_claim(coverage: dict[str, Any], base: FactBase) -> None:
    """No fact stands outside the claims, but for two notes on the articles themselves."""
    told = {fact for row in coverage.values() for fact in row["facts"]}
    assert {fact.id for fact in base.facts} - told <= {"intercept-date", "missing-excerpts"}


def test_the_differences_are_disputed_facts(base: FactBase) -> None:
    """Where the articles contradict each other, both positions are shown."""
    disputed = {fact.id for fact in base.facts if fact.disputed}
    assert disputed == {
        "scan-pay",
        "scan-proposal",
        "scan-consent",
        "posting-content-creation",
        "beyond-recommendations",
        "deep-fake-love-ai",
        "generative-worth",
        "ai-pay-blame",
    }


def test_the_file_is_as_rich_as_a_curator_is_asked_for(base: FactBase) -> None:
    """At least 120 facts and 60 gaps; 6 phrasing lines a fact and language, 8 in Arabic."""
    assert len(base.facts) >= 120
    assert len(base.gaps) >= 60
    for fact in base.facts:
        for language, lines in fact.phrasings.items():
            assert len(lines) >= (8 if language == "ar" else 6), (fact.id, language)
    for gap in base.gaps:
        assert all(len(lines) >= 3 for lines in gap.phrasings.values()), gap.id
