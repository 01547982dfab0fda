"""When the next message is due: a second in a chat, 20 a minute in a group, 30 a second in all."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram_bot.pace import Pace, Rates, Window


def test_a_second_between_two_messages_in_a_chat() -> None:
    """The first goes at once, the others one a second; another chat waits for none of them."""
    pace = Pace(Rates())
    assert [pace.in_chat("a", 10.0, group=False) for _ in range(3)] == [10.0, 11.0, 12.0]
    assert pace.in_chat("b", 10.0, group=False) == 10.0
    assert pace.in_chat("a", 20.0, group=False) == 20.0


def test_twenty_a_minute_in_a_group() -> None:
    """The twenty-first waits until a minute after the first."""
    pace = Pace(Rates())
    moments = [pace.in_chat("g", 0.0, group=True) for _ in range(41)]
    assert moments[:20] == [float(n) for n in range(20)]
    assert moments[20] == 60.0
    assert moments[40] == 120.0


def test_thirty_a_second_in_all() -> None:
    """The thirty-first message of a second waits for the next."""
    pace = Pace(Rates())
    moments = [pace.overall(5.0) for _ in range(61)]
    assert (moments[29], moments[30], moments[60]) == (5.0, 6.0, 7.0)


def test_forgets_chats_that_rest() -> None:
    """Memory is bounded: of chats that may be written to at once nothing is kept."""
    pace = Pace(Rates())
    for chat in range(10_000):
        pace.in_chat(chat, float(chat), group=True)
    assert len(pace._chats) <= 2_001
    assert len(pace._groups) <= 2_100


@given(
    st.lists(st.tuples(st.floats(0, 5), st.sampled_from("ab")), max_size=60),
    st.integers(1, 4),
)
def test_no_window_is_ever_too_full(asked: list[tuple[float, str]], count: int) -> None:
    """However messages are asked for, no minute of a group and no second of a chat is too full."""
    pace = Pace(Rates(between=1.0, per_group=count, minute=10.0))
    now, moments = 0.0, {"a": list[float](), "b": list[float]()}
    for pause, chat in asked:
        now += pause
        moments[chat].append(pace.in_chat(chat, now, group=True))
    for taken in moments.values():
        assert all(later - earlier >= 1.0 - 1e-9 for earlier, later in pairwise(taken))
        for first, last in zip(taken, taken[count:], strict=False):
            assert last - first >= 10.0 - 1e-9


def test_window_is_idle_when_its_span_is_over() -> None:
    """So that a group's window can be forgotten."""
    window = Window(2, 10.0)
    assert window.idle(0.0)
    window.take(0.0)
    assert not window.idle(5.0)
    assert window.idle(10.0)
    assert window.next(1.0) == pytest.approx(1.0)
