"""Does every phrasing find its own entry? What a curator must know before members do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from bot.errors import Problem
from bot.facts.document import Document
from bot.facts.model import Fact
from bot.facts.template import expand
from bot.match.decide import decide
from bot.match.fit import Fitted
from bot.match.matcher import Matcher

# A line whose own score leads by more than this in the fit finds its entry for certain; only the
# others are asked for.
_CLEAR: Final = 0.5


def doubtful(fitted: Fitted, entries: int) -> frozenset[tuple[int, str]]:
    """Entry and text of the lines that another entry might take."""
    return frozenset(
        (example.entry, example.line)
        for lead, example in zip(fitted.lead.tolist(), fitted.examples, strict=True)
        if example.entry < entries and lead <= _CLEAR
    )


def misplaced(
    matcher: Matcher,
    document: Document,
    doubted: Mapping[str, frozenset[tuple[int, str]]] | None = None,
) -> list[Problem]:
    """Phrasing lines whose first sentence finds another entry (error) or only clarifies (warning).

    ``doubted``: by language, the only lines to ask for; see :func:`doubtful`.
    """
    out: list[Problem] = []
    for index, entry in enumerate(matcher.entries):
        for code, lines in entry.phrasings.items():
            for number, text in enumerate(lines):
                if doubted is None or (index, text) in doubted[code]:
                    out += _ask(matcher, document, index, code, number)
    return out


def _ask(
    matcher: Matcher, document: Document, index: int, code: str, number: int
) -> Iterator[Problem]:
    base, entry = matcher.base, matcher.entries[index]
    sentence = expand(entry.phrasings[code][number], base.lists.get(code, {}))[0]
    ranking = matcher.rank(sentence, code)
    best = ranking.best.entry
    outcome = decide(ranking, matcher.calibration, public=False).outcome
    group, place = (
        ("facts", index) if isinstance(entry, Fact) else ("gaps", index - len(base.facts))
    )
    line, column = document.mark((group, place, "phrasings", code))
    if outcome in ("answer", "gap") and best.id != entry.id:
        message = f"'{sentence}' finds '{best.id}', not '{entry.id}': reword it or move it"
        yield Problem(line + 1 + number, column, message)
    elif outcome in ("clarify", "unknown"):
        message = f"'{sentence}' of '{entry.id}' only clarifies: add a telling word"
        yield Problem(line + 1 + number, column, message, "warning")
