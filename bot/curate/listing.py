"""Groups of questions as a person reads them in a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from bot.curate.group import Group
from bot.facts.model import FactBase

_SHOWN: Final = 3  # other wordings of a group
_NAMES: Final = {"unknown": "not understood", "gap": "known gap", "clarify": "asked back",
                 "down": "voted down"}  # fmt: skip


def times(group: Group) -> str:
    """``once``, ``3 times``."""
    count = len(group.questions)
    return "once" if count == 1 else f"{count} times"


def outcomes(group: Group) -> str:
    """``not understood 2, voted down 1``."""
    return ", ".join(f"{_NAMES[outcome]} {count}" for outcome, count in group.outcomes.items())


def listing(base: FactBase, groups: Sequence[Group]) -> Iterator[str]:
    """The lines of a terminal, a block for each group."""
    for number, group in enumerate(groups, 1):
        wordings = list(dict.fromkeys(question.text for question in group.questions))
        yield f"{number:3}. {wordings[0]}"
        yield f"     {times(group)} ({outcomes(group)})"
        others = wordings[1 : 1 + _SHOWN]
        if others:
            more = len(wordings) - 1 - len(others)
            yield f"     also: {' · '.join(others)}{f' · and {more} more' if more else ''}"
        if group.nearest is not None:
            question = base.fact_by_id[group.nearest].question["en"]
            yield f"     nearest fact: {group.nearest}, {question}"
        if group.gap is not None:
            yield f"     nearest gap: {group.gap}, {base.entry_by_id[group.gap].question['en']}"


def as_json(group: Group) -> dict[str, Any]:
    """A group as an object of JSON."""
    return {
        "count": len(group.questions),
        "question": group.questions[0].text,
        "language": group.language,
        "outcomes": group.outcomes,
        "nearest": group.nearest,
        "gap": group.gap,
        "questions": [
            {
                "id": question.id,
                "day": question.day.isoformat(),
                "platform": question.platform,
                "language": question.language,
                "outcome": question.outcome,
                "entry": question.entry,
                "text": question.text,
            }
            for question in group.questions
        ],
    }
