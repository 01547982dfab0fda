"""Suggestions while somebody types: by beginnings of words, in the language typed, and quick."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.model import LANGUAGES
from bot.match.matcher import Matcher
from bot.platform.service import Service
from bot.platform.suggest import Suggestions


def found(matcher: Matcher, typed: str, language: str = "en") -> list[str]:
    """The questions suggested."""
    return [one.question for one in Suggestions(Service(matcher)).find(typed, language)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [("lamp co", "How much does the new lamp cost?"), ("WHO KE", "Who keeps the lighthouse?"),
     ("chi ba", "Chi bada al faro?"), ("combien coute", "Combien coûte la nouvelle lampe ?"),
     ("يحرس", "من يحرس المنارة؟"), ("price of lamp", "How much does the new lamp cost?")],
)  # fmt: skip
def test_first_suggestion(tiny: Matcher, typed: str, first: str) -> None:
    """The likeliest question comes first; accents and case do not matter."""
    assert found(tiny, typed)[0] == first


def test_nothing_typed_yet(tiny: Matcher) -> None:
    """The topics' main questions, in the person's language."""
    assert found(tiny, "", "fr") == [
        "Combien coûte la nouvelle lampe ?", "Qui garde le phare ?",
        "Quand le phare s'est-il éteint ?",
    ]  # fmt: skip


def test_gaps_are_not_suggested(tiny: Matcher) -> None:
    """A question without an answer is no suggestion."""
    assert "When will it reopen?" not in found(tiny, "when reopen")


def test_taken_suggestion_is_known_again(tiny: Matcher) -> None:
    """A question as suggested is that fact's, in its language."""
    suggestions = Suggestions(Service(tiny))
    for fact in tiny.base.facts:
        for language in LANGUAGES:
            assert suggestions.exactly(fact.question[language]) == (fact.id, language)
    assert suggestions.exactly("something else") is None
    assert suggestions.exactly("") is None


def test_after_a_reload_the_new_questions_are_suggested(tiny: Matcher) -> None:
    """The index is that of the facts of the moment."""
    service = Service(tiny)
    suggestions = Suggestions(service)
    assert suggestions.find("who", "en")[0].question == "Who keeps the lighthouse?"
    asked = dict.fromkeys(LANGUAGES, "Who minds it now?")
    facts = tuple(replace(f, question=asked) if f.id == "keeper" else f for f in tiny.base.facts)
    service.swap(replace(tiny, base=replace(tiny.base, facts=facts)))
    assert suggestions.find("who", "en")[0].question == "Who minds it now?"
    assert suggestions.exactly("Who keeps the lighthouse?") is None


@given(st.text(max_size=120), st.sampled_from(LANGUAGES))
def test_any_typing(tiny: Matcher, typed: str, language: str) -> None:
    """At most 25, each once, whatever is typed."""
    suggested = Suggestions(Service(tiny)).find(typed, language)
    assert len(suggested) <= 25
    assert len({one.entry for one in suggested}) == len(suggested)


def test_quick_with_many_facts(shipped: Matcher) -> None:
    """Five thousand facts: a keystroke is answered within a fraction of Discord's three seconds."""
    facts = tuple(
        replace(fact, id=f"{fact.id}-{n}") for n in range(28) for fact in shipped.base.facts
    )
    base = replace(shipped.base, facts=facts)
    service = Service(shipped)
    suggestions = Suggestions(service)
    service.matcher = replace(shipped, base=base)
    suggestions.indices()
    for typed in ("how much does", "w", "netflix", "what"):
        began = time.perf_counter()
        assert len(suggestions.find(typed, "en")) == 25
        assert time.perf_counter() - began < 0.5
