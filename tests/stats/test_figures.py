"""Counts and votes become figures."""

from __future__ import annotations

from datetime import date

from bot.platform.records import Count, Tally
from bot.stats.figures import Figures, figures

TODAY = date(2026, 3, 3)
MONDAY = date(2026, 3, 2)
COUNTS = (
    Count(date(2026, 2, 1), "discord", "en", "answer", "lamp", 99),
    Count(MONDAY, "discord", "en", "answer", "lamp", 6),
    Count(MONDAY, "discord", "it", "unknown", None, 1),
    Count(TODAY, "telegram", "it", "answer", "keeper", 2),
    Count(TODAY, "telegram", "ar", "gap", "keeper", 1),
)
VOTES = (Tally("keeper", "v2", 1, 2), Tally("lamp", "v1", 5, 0))


def sample(days: int = 3) -> Figures:
    """Three days with ten questions."""
    return figures(COUNTS, VOTES, TODAY, days)


def test_every_day_is_there_and_no_earlier_one() -> None:
    """Sunday had none; February is left out."""
    found = sample()
    assert [(day.day.day, day.total) for day in found.days] == [(1, 0), (2, 7), (3, 3)]
    assert dict(found.days[2].outcomes) == {"answer": 2, "gap": 1, "clarify": 0, "unknown": 0}
    assert found.total == 10


def test_rankings() -> None:
    """The largest first; who asked nothing of a topic is in none."""
    found = sample()
    assert found.languages == (("en", 6), ("it", 3), ("ar", 1))
    assert found.platforms == (("discord", 7), ("telegram", 3))
    assert found.topics == (("lamp", 6), ("keeper", 3))
    assert found.answer_rate == 0.8
    assert (found.up, found.down) == (6, 2)


def test_no_questions_have_no_rate() -> None:
    """Nothing is divided by nothing."""
    found = figures((), (), TODAY, 2)
    assert (found.total, found.answer_rate, found.topics) == (0, None, ())
    assert found.as_json()["answer_rate"] is None


def test_json_holds_all_of_it() -> None:
    """The figures of the table, by name."""
    found = sample().as_json()
    assert found["from"] == "2026-03-01"
    assert found["questions"] == 10
    assert found["answer_rate"] == 0.8
    assert found["days"][1] == {
        "day": "2026-03-02", "questions": 7, "answer": 6, "gap": 0, "clarify": 0, "unknown": 1,
    }  # fmt: skip
    assert found["topics"] == {"lamp": 6, "keeper": 3}
    assert found["votes"]["entries"][0] == {
        "entry": "keeper", "version": "v2", "up": 1, "down": 2,
    }  # fmt: skip
