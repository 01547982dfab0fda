"""Draw the figures of a month as ``footnote stats --picture`` does; the month is made up."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from bot.platform.records import Count, Tally
from bot.stats.figures import figures
from bot.stats.picture import picture

if TYPE_CHECKING:
    from bot.match.matcher import Matcher

_LAST: Final = date(2026, 3, 31)
_DAYS: Final = 30
_OUTCOMES: Final = {"answer": 74, "gap": 10, "clarify": 6, "unknown": 10}
_LANGUAGES: Final = {"en": 45, "it": 27, "fr": 17, "ar": 11}
_VOTES: Final = ((41, 5), (27, 1), (19, 0), (8, 2))


def month(matcher: Matcher) -> str:
    """A month in which an article was shared on the 18th."""
    chance = random.Random(7)  # noqa: S311 - a picture, no secret
    topics = [topic.id for topic in matcher.base.topics]
    weights = [1 / (place + 1.5) for place in range(len(topics))]
    counts = []
    for number in range(_DAYS):
        day = _LAST - timedelta(days=number)
        asked = chance.randint(35, 65) + (70 if day.day in (18, 19) else 0)
        for _ in range(asked // 2 if day.weekday() > 4 else asked):
            (outcome,) = chance.choices(list(_OUTCOMES), list(_OUTCOMES.values()))
            (language,) = chance.choices(list(_LANGUAGES), list(_LANGUAGES.values()))
            (topic,) = chance.choices(topics, weights)
            known = topic if outcome in ("answer", "gap") else None
            platform = chance.choice(("discord", "discord", "telegram"))
            counts.append(Count(day, platform, language, outcome, known))
    entries = [fact.id for fact in matcher.base.facts[: len(_VOTES)]]
    votes = [Tally(entry, "0", *found) for entry, found in zip(entries, _VOTES, strict=True)]
    return picture(figures(counts, votes, _LAST, _DAYS), matcher.base.title["en"])
