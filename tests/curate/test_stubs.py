"""Stubs for the fact file: `footnote check` finds in them only what a person has to write."""

from __future__ import annotations

import pytest

from bot.curate.group import groups
from bot.curate.stubs import stubs
from bot.errors import InvalidFacts
from bot.facts.load import load_text
from bot.match.matcher import Matcher
from tests.curate.asked import ASKED, kept
from tests.match.tiny import TINY

TEXT = TINY.read_text(encoding="utf-8")
ALL_FOUR = (
    kept("how tall is the lighthouse tower"),
    kept("quanto è alta la torre", "it"),
    kept("quelle est la hauteur de la tour", "fr"),
    kept("ما ارتفاع البرج", "ar"),
)


def complaints(added: str) -> list[str]:
    """What check says about the tiny facts with stubs below their gaps; errors only."""
    try:
        load_text(TEXT + added, "f.yaml")
    except InvalidFacts as error:
        return [problem.message for problem in error.problems if problem.severity == "error"]
    return []


def test_check_finds_only_what_a_person_has_to_write(tiny: Matcher) -> None:
    """Empty texts in languages nobody asked in; ids, topics and references are right."""
    said = complaints(stubs(tiny.base, groups(tiny, ASKED)))
    assert said
    assert not [
        line for line in said
        if not line.endswith("is empty: write it") and not line.startswith("no phrasing in ")
    ]  # fmt: skip


def test_comment_says_what(tiny: Matcher) -> None:
    """Above each stub: how often it was asked, what is near, what is to be written."""
    text = stubs(tiny.base, groups(tiny, ASKED)[:1])
    assert text.startswith(
        "  # Asked 5 times (not understood 5): how tall is the lighthouse tower\n"
    )
    assert "  # To write: Italian, French, Arabic. To check: the id, the topic, " in text
    assert "  - id: gap-how-tall-is-the\n" in text
    assert '      en: "how tall is the lighthouse tower"\n      it: ""\n' in text
    assert (
        "      en: |\n        how tall is the lighthouse tower\n"
        "        how tall is that lighthouse tower\n      it: |\n"
    ) in text


def test_filled_in_it_is_accepted(tiny: Matcher) -> None:
    """With the missing texts written, and nothing else touched, it is a fact file."""
    text = stubs(tiny.base, groups(tiny, ASKED)[:1])
    for code, words in (
        ("it", "quanto è alto il faro"),
        ("fr", "hauteur du phare"),
        ("ar", "ارتفاع المنارة"),
    ):
        text = text.replace(f'{code}: ""', f'{code}: "{words}"')
        text = text.replace(f"      {code}: |\n", f"      {code}: |\n        {words}\n")
    assert complaints(text) == []


def test_a_voted_down_answer_offers_the_command(tiny: Matcher) -> None:
    """The nearest fact, and the line to type if it does answer."""
    question = kept("what's $(the lamp) worth? `rm`", outcome="down", entry="lamp-cost")
    text = stubs(tiny.base, groups(tiny, [question]))
    assert (
        "  # Nearest fact: lamp-cost, How much does the new lamp cost? If that answers it:" in text
    )
    assert """  #   footnote add-phrasing lamp-cost 'what'"'"'s $ the lamp worth? `rm`'""" in text


def test_a_known_gap_needs_no_stub(tiny: Matcher) -> None:
    """It is known already that the articles do not say: only an article can do better."""
    question = kept("when will the lighthouse open again", outcome="gap", entry="gap-reopening")
    text = stubs(tiny.base, groups(tiny, [question]))
    assert "Known gap gap-reopening answers it" in text
    assert "- id:" not in text


def test_what_was_removed_is_no_phrasing(tiny: Matcher) -> None:
    """A question with a hole in it is shown in the comment only."""
    text = stubs(tiny.base, groups(tiny, [kept("what does … say about the tower")]))
    assert "  # Asked once (not understood 1): what does … say about the tower\n" in text
    assert "        what does" not in text


def test_words_that_a_fact_has_already_are_left_out(tiny: Matcher) -> None:
    """A question that was asked back about may be a phrasing word by word."""
    question = kept("Who is the keeper of the lighthouse", outcome="clarify", entry="keeper")
    text = stubs(tiny.base, groups(tiny, [question]))
    assert "        Who is the keeper" not in text
    assert not [x for x in complaints(text) if "asks for" in x]


@pytest.mark.parametrize(
    "hostile",
    ['"', "\\", "'''", "- id: x", "# no comment", "|", "}{", "a: b", "%TAG", "*alias &anchor",
     "!!int", "\u202eevil", "x" * 500, "[a|b](c)"],
)  # fmt: skip
def test_whatever_was_asked(tiny: Matcher, hostile: str) -> None:
    """What a member types breaks no stub."""
    question = kept(f"why is the tower {hostile} and why")
    said = complaints(stubs(tiny.base, groups(tiny, [question])))
    assert not [
        line for line in said
        if not line.endswith("is empty: write it") and not line.startswith("no phrasing in ")
    ]  # fmt: skip


def test_ids_are_free(tiny: Matcher) -> None:
    """Two questions that begin alike, and one in Arabic, get ids of their own."""
    asked = [
        kept("why is the tower so white"),
        kept("why is the tower near a volcano"),
        ALL_FOUR[3],
    ]
    text = stubs(tiny.base, groups(tiny, asked))
    ids = [line.split(": ")[1] for line in text.splitlines() if line.startswith("  - id: ")]
    assert sorted(ids) == ["gap-asked", "gap-why-is-the-tower", "gap-why-is-the-tower-2"]
