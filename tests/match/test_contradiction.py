"""A question that names somebody, or a figure, rules out what knows nothing of them."""

from __future__ import annotations

import pytest

from bot.match.contradiction import contents_of, contradicting
from bot.match.examples import entries_of
from bot.match.matcher import Matcher
from bot.match.names import NameTable
from tests.match.tiny import tiny_base

BASE = tiny_base()
CONTENTS = contents_of(BASE, NameTable(BASE.names))
INDEX = {entry.id: number for number, entry in enumerate(entries_of(BASE))}


def ruled_out(
    entry: str, *, names: set[str] | None = None, figures: set[float] | None = None
) -> bool:
    """Whether names and figures of a question contradict an entry."""
    return bool(contradicting(names or set(), figures or set(), CONTENTS, [INDEX[entry]]))


def test_contents_of_an_entry() -> None:
    """Names and figures come from the question, phrasings, statements and fragments."""
    assert CONTENTS.names[INDEX["keeper"]] == {"mara-quill"}
    assert CONTENTS.figures[INDEX["keeper"]] >= {1998}
    assert CONTENTS.figures[INDEX["lamp-cost"]] >= {45000}


def test_another_figure_rules_out() -> None:
    """The lamp costs $45,000, so a question about $99,000 is about something else."""
    assert ruled_out("lamp-cost", figures={99000.0})
    assert not ruled_out("lamp-cost", figures={45000.0})


def test_one_strange_figure_is_enough() -> None:
    """A right figure beside a wrong one does not make it right."""
    assert ruled_out("lamp-cost", figures={45000.0, 99000.0})


@pytest.mark.parametrize("figure", [1.0, 2.0, 12.0])
def test_small_numbers_are_too_loose(figure: float) -> None:
    """Words like "one", "two" and "first" contradict nothing."""
    assert not ruled_out("lamp-cost", figures={figure})


def test_entry_without_figures_contradicts_none() -> None:
    """A fact that states no figure is not ruled out by one."""
    assert not ruled_out("storm", figures={99000.0})


def test_name_of_somebody_else_rules_out() -> None:
    """Who asks about Mara Quill does not mean the storm."""
    assert ruled_out("storm", names={"mara-quill"})
    assert not ruled_out("keeper", names={"mara-quill"})


def test_author_of_a_cited_article_belongs_to_the_fact() -> None:
    """Ann Lowe wrote what the lamp's cost rests on, so her name belongs to it."""
    assert "ann-lowe" in CONTENTS.names[INDEX["lamp-cost"]]
    assert "ann-lowe" not in CONTENTS.names[INDEX["visitors"]]
    assert not ruled_out("lamp-cost", names={"ann-lowe"})


def test_name_of_many_entries_rules_nothing_out() -> None:
    """Ann Lowe wrote half of what is cited: her name tells no entries apart."""
    assert "ann-lowe" in CONTENTS.common
    assert not ruled_out("visitors", names={"ann-lowe"})


def test_nothing_named_rules_nothing_out() -> None:
    """Without names and figures every entry is possible."""
    assert not any(ruled_out(entry) for entry in INDEX)


def test_shipped_common_name_rules_nothing_out(shipped: Matcher) -> None:
    """Netflix is in nearly every fact: it tells none apart."""
    assert "netflix" in shipped.contents.common
    assert "delaney" not in shipped.contents.common


def test_contradiction_costs_score(tiny: Matcher) -> None:
    """The same question with the wrong figure scores far lower for the fact it contradicts."""
    right, wrong = (
        next(
            c
            for c in tiny.rank(f"is the lamp really {figure} dollars").candidates
            if c.entry.id == "lamp-cost"
        )
        for figure in (45000, 99000)
    )
    assert wrong.score < 0.5 * right.score
