"""The parts of a long message that may each be the question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.model import LANGUAGES
from bot.match.matcher import Matcher
from bot.text.clauses import clauses


def test_short_message_is_one_question() -> None:
    """A handful of words is not taken apart."""
    assert clauses("hey, who keeps the lighthouse?", "en") == ()


def test_question_is_found_behind_the_greeting() -> None:
    """A long message has its parts, those that tell something among them."""
    text = "hey everyone 👋 my gran keeps on about a lighthouse. how much does the new lamp cost??"
    parts = clauses(text, "en")
    assert "how much does the new lamp cost" in parts
    assert "hey everyone" not in parts


@pytest.mark.parametrize(
    ("language", "text", "part"),
    [
        (
            "it",
            "ciao a tutti! mia nonna mi ha raccontato del faro; quanto costa la nuova lampada?",
            "quanto costa la nuova lampada",
        ),
        (
            "fr",
            "bonjour à tous, ma voisine parle du phare... combien coûte la nouvelle lampe ?",
            "combien coûte la nouvelle lampe",
        ),
        (
            "ar",
            "مرحبا جميعا، جدتي تحكي كل يوم عن المنارة القديمة. كم يكلف المصباح الجديد؟",
            "كم يكلف المصباح الجديد",
        ),
    ],
)
def test_every_language_has_its_breaks(language: str, text: str, part: str) -> None:
    """Full stops, commas and question marks of each script."""
    assert part in clauses(text, language)


def test_long_sentence_without_breaks_stays_whole() -> None:
    """Many words without any break are one question."""
    assert clauses("how much did they pay in the end for the new lamp of the old light", "en") == ()


def test_only_what_asks_is_a_question_of_its_own() -> None:
    """What stands beside a question is never taken for one; it may belong to it."""
    text = "How is the old lamp different from the new one, according to the Chicago keeper?"
    parts = clauses(text, "en")
    assert parts[0] == "How is the old lamp different from the new one"
    assert "according to the Chicago keeper" not in parts
    assert f"{parts[0]}, according to the Chicago keeper" in parts


def test_without_a_question_word_the_last_part_asks() -> None:
    """As people end with what they want to know."""
    text = (
        "Mon frère, le vieux gardien de Chicago, il dit que la lampe va casser le phare ou bien ?"
    )
    parts = clauses(text, "fr")
    assert "le vieux gardien de Chicago" not in parts
    assert parts[0] == "il dit que la lampe va casser le phare ou bien"


def test_figures_are_not_broken() -> None:
    """The comma in 45,000 and the dot in 45.000 separate nothing."""
    text = (
        "I read that the new lamp costs 45,000 or 45.000 dollars, is that really true or made up?"
    )
    assert not [part for part in clauses(text, "en") if part.endswith("45")]


@given(st.text(max_size=400), st.sampled_from(LANGUAGES))
def test_number_of_parts_is_bounded(text: str, language: str) -> None:
    """However many breaks there are, at most five parts are looked at."""
    assert len(clauses(text, language)) <= 5


def test_chatty_message_finds_its_fact(tiny: Matcher) -> None:
    """A question behind a long greeting is understood."""
    text = "hey everyone 👋 just joined, good evening all. so: how much does the new lamp cost??"
    assert tiny.rank(text).best.entry.id == "lamp-cost"
