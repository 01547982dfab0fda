"""Who asks too much is told once, then nobody hears of it; nobody else is concerned."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.platform.limits import Limits
from bot.settings import Allowances


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


def test_notice_then_silence_then_again() -> None:
    """Alice may have 30 at once of 60 a minute; one notice; after a rest the same again."""
    clock = Clock()
    limits = Limits(Allowances(user=60), clock)
    assert [limits.check("alice") for _ in range(30)] == ["allowed"] * 30
    assert [limits.check("alice") for _ in range(5)] == ["notice"] + ["silent"] * 4
    clock.now += 1
    assert limits.check("alice") == "allowed"
    assert limits.check("alice") == "silent"
    clock.now += 60
    assert [limits.check("alice") for _ in range(31)] == ["allowed"] * 30 + ["notice"]


def test_others_are_not_concerned() -> None:
    """Bruno's allowance is his own."""
    limits = Limits(Allowances(user=2), Clock())
    assert [limits.check("alice") for _ in range(2)] == ["allowed", "notice"]
    assert limits.check("bruno") == "allowed"


def test_channel_and_server() -> None:
    """Many people in one channel share its allowance, many channels their server's."""
    limits = Limits(Allowances(user=100, channel=4, server=8), Clock())
    asked = [limits.check(f"person {n}", "general", "ellery") for n in range(4)]
    assert asked == ["allowed", "allowed", "notice", "silent"]
    asked = [limits.check(f"person {n}", "other", "ellery") for n in range(4)]
    assert asked == ["allowed", "allowed", "notice", "silent"]
    asked = [limits.check(f"person {n}", "third", "ellery") for n in range(2)]
    assert asked == ["silent", "silent"]
    assert limits.check("person 9") == "allowed"


def test_refused_answers_cost_the_others_nothing() -> None:
    """Alice's flood takes nothing from her channel's allowance."""
    limits = Limits(Allowances(user=2, channel=10), Clock())
    for _ in range(100):
        limits.check("alice", "general")
    assert [limits.check(f"person {n}", "general") for n in range(4)] == ["allowed"] * 4


@given(st.lists(st.integers(0, 200), max_size=300))
def test_memory_is_bounded(people: list[int]) -> None:
    """However many people come, so many buckets are kept."""
    limits = Limits(Allowances(), Clock(), kept=10)
    for person in people:
        limits.check(person, person, person)
    assert limits.remembered <= 30
