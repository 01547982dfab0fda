"""One test for each message about ids, references and dates."""

from __future__ import annotations

import pytest

from tests.facts.small import SMALL, changed, only_problem, place, problems_of


def test_unknown_topic() -> None:
    """A fact's topic must exist."""
    found = only_problem(("topic: bridge", "topic: brige"), at="brige")
    assert found.message == "unknown topic 'brige': did you mean 'bridge'?"


def test_unknown_related_fact() -> None:
    """A fact offers only facts that exist."""
    found = only_problem(("[repair-cost]", "[repair-costs]"), at="repair-costs")
    assert found.message == "unknown fact 'repair-costs': did you mean 'repair-cost'?"


def test_unknown_nearest_fact() -> None:
    """A gap offers only facts that exist."""
    found = only_problem(("nearest: [closing-date]", "nearest: [closing]"), at="closing]")
    assert found.message == "unknown fact 'closing': did you mean 'closing-date'?"


def test_unknown_lead_fact() -> None:
    """A topic's lead must exist."""
    found = only_problem(("lead: closing-date", "lead: closing-dat"), at="closing-dat\n")
    assert found.message == "unknown fact 'closing-dat': did you mean 'closing-date'?"


def test_gap_where_a_fact_is_needed() -> None:
    """A gap has no answer to offer."""
    found = only_problem(("[repair-cost]", "[gap-builder]"), at="gap-builder]")
    assert found.message == "'gap-builder' is a gap: name a fact"


def test_fact_related_to_itself() -> None:
    """A fact does not offer itself."""
    found = only_problem(("[repair-cost]", "[closing-date]"), at="closing-date]")
    assert found.message == "'closing-date' offers itself: name another fact"


@pytest.mark.parametrize(
    ("old", "new", "id_"),
    [
        ("- id: mayor", "- id: gazette", "gazette"),
        ("- id: gap-builder", "- id: repair-cost", "repair-cost"),
    ],
)
def test_duplicate_id(old: str, new: str, id_: str) -> None:
    """An id stands once among origins; facts and gaps share one space."""
    text = changed(
        (old, new), *([("origin: mayor", "origin: gazette")] if id_ == "gazette" else [])
    )
    first = place(text, f"- id: {id_}\n")[0]
    line, column = place(text, f"- id: {id_}\n", 2)
    (found,) = problems_of(text)
    assert found.message == f"id '{id_}' stands in line {first} already: choose another"
    assert (found.line, found.column) == (line, column + len("- id: "))


def test_duplicate_ids_of_articles_topics_and_names() -> None:
    """Articles, topics and names have their own spaces, each without repeats."""
    article = SMALL[SMALL.index("  - id: gazette-en") : SMALL.index("lists:")]
    name = SMALL[SMALL.index("  - id: ponti") : SMALL.index("topics:")]
    topic = SMALL[SMALL.index("  - id: repairs") : SMALL.index("facts:")]
    text = changed((article, article * 2), (name, name * 2), (topic, topic * 2))
    messages = [found.message.split(" stands")[0] for found in problems_of(text)]
    assert [m for m in messages if m.startswith("id ")] == [
        "id 'gazette-en'",
        "id 'ponti'",
        "id 'repairs'",
    ]


def test_date_that_is_none() -> None:
    """A date must be a day of the calendar."""
    found = only_problem(("2024-02-29", "2023-02-29"), at="2023-02-29")
    assert found.message == "'date' is 2023-02-29, a day no calendar has: correct it"
