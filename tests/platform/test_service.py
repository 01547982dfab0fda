"""The bot without a platform: whose conversation it is, and that nothing grows without end."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.match.matcher import Matcher
from bot.platform.service import Place, Recent, Service
from tests.test_conversation import doubtful

ALICE = Place("general/alice", "alice")
BRUNO = Place("general/bruno", "bruno")


def test_conversations_do_not_mix(tiny: Matcher) -> None:
    """Alice was asked which; a number of Bruno's means nothing."""
    service = Service(doubtful(tiny))
    asked = service.respond("how much does the new lamp cost", ALICE)
    assert asked.status == "clarify"
    assert service.respond("1", BRUNO).fact is None
    assert service.respond("1", ALICE).fact == asked.choices[0].entry


def test_language_is_the_speakers_in_every_conversation(tiny: Matcher) -> None:
    """What Alice chose in one channel holds in another, and not for Bruno."""
    service = Service(tiny)
    service.respond("!language it", ALICE)
    elsewhere = replace(ALICE, conversation="other/alice")
    assert service.respond("!cost", elsewhere).language == "it"
    assert service.respond("!cost", BRUNO).language == "en"
    service.choose_language(ALICE, None)
    assert service.respond("who keeps the lighthouse?", elsewhere).language == "en"


def test_default_language_where_nothing_tells(tiny: Matcher) -> None:
    """The place's default, else the operator's, else the file's; a question's own goes first."""
    assert Service(tiny).respond("!cost", ALICE).language == "en"
    assert Service(tiny, "fr").respond("!cost", ALICE).language == "fr"
    place = replace(ALICE, default="ar")
    assert Service(tiny, "fr").respond("!cost", place).language == "ar"
    assert Service(tiny).respond("Chi bada al faro?", place).language == "it"


def test_reload_between_two_turns(tiny: Matcher) -> None:
    """What was offered may be gone after a reload: the number is then no choice, and no error."""
    service = Service(doubtful(tiny))
    asked = service.respond("how much does the new lamp cost", ALICE)
    gone = asked.choices[0].entry
    facts = tuple(replace(f, id="new") if f.id == gone else f for f in tiny.base.facts)
    topics = tuple(replace(t, lead="new") if t.lead == gone else t for t in tiny.base.topics)
    service.swap(replace(tiny, base=replace(tiny.base, facts=facts, topics=topics)))
    assert service.respond("1", ALICE).fact is None
    assert service.entry(asked.choices[0].entry, "en") is None


def test_button_is_a_turn_of_the_conversation(tiny: Matcher) -> None:
    """After a button's answer the talk goes on from there."""
    service = Service(tiny)
    reply = service.entry("keeper", "it", ALICE)
    assert reply is not None
    assert reply.language == "it"
    assert service.state(ALICE).entry == "keeper"
    assert service.language(ALICE) == "it"


def test_gap_behind_a_button(tiny: Matcher) -> None:
    """A gap can be chosen too: the articles do not say."""
    reply = Service(tiny).entry("gap-reopening", "fr")
    assert reply is not None
    assert reply.status == "gap"


def test_considering_leaves_no_trace(tiny: Matcher) -> None:
    """What is only considered is not remembered."""
    service = Service(tiny)
    reply, _ = service.consider("who keeps the lighthouse?", ALICE)
    assert reply.fact == "keeper"
    assert service.state(ALICE).entry is None


def test_forgetting(tiny: Matcher) -> None:
    """Nothing of Alice is left."""
    service = Service(tiny)
    service.respond("!language it", ALICE)
    service.respond("!cost", ALICE)
    service.forget(ALICE)
    assert service.chosen_language(ALICE) is None
    assert service.state(ALICE).entry is None


def test_memory_is_bounded(tiny: Matcher) -> None:
    """Of a thousand people the latest few are remembered."""
    service = Service(tiny, kept=(5, 5))
    for number in range(50):
        service.respond("!language fr", Place(number, number))
    assert len(service._conversations) == 5
    assert len(service._languages) == 5
    assert service.chosen_language(Place(49, 49)) == "fr"
    assert service.chosen_language(Place(0, 0)) is None


@given(st.lists(st.integers(0, 20)), st.integers(1, 5))
def test_recent_keeps_what_was_used_last(keys: list[int], kept: int) -> None:
    """The least recently used value goes first."""
    recent: Recent[int] = Recent(kept)
    for key in keys:
        if recent.get(key) is None:
            recent.put(key, key)
    assert len(recent) <= kept
    latest = list(dict.fromkeys(reversed(keys)))[:kept]
    assert all(recent.get(key) == key for key in latest)
