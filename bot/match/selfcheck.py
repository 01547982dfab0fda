"""Does every phrasing find its own entry? What a curator must know before members do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np

from bot.errors import Problem
from bot.facts.document import Document
from bot.facts.model import Fact
from bot.facts.template import expand
from bot.match.decide import decide
from bot.match.fit import Fitted
from bot.match.matcher import Matcher

# A line whose own score leads by more than this in the fit finds its entry for certain; only the
# others are asked for. On the shipped facts the rule leaves out no line that the full check reports.
_CLEAR: Final = 0.5


def _doubtful(fitted: Fitted, entries: int) -> Iterator[tuple[int, str]]:
    """Entry and text of the lines that another entry might take."""
    for number, example in enumerate(fitted.examples):
        if example.entry >= entries:
            continue
        if fitted.fitted is not None:
            scores = fitted.fitted[number].copy()
            own = float(scores[example.entry])
            scores[example.entry] = -np.inf
            if own - float(scores.max()) > _CLEAR:
                continue
        yield example.entry, example.line


def misplaced(
    matcher: Matcher, document: Document, fitted: Mapping[str, Fitted]
) -> list[Problem]:
    """Phrasing lines whose first sentence finds another entry (error) or only clarifies (warning)."""
    out: list[Problem] = []
    base = matcher.base
    for code, one in fitted.items():
        for index, text in _doubtful(one, len(matcher.entries)):
            entry = matcher.entries[index]
            if text not in entry.phrasings.get(code, ()):
                continue  # the plain question, which the curator did not write as a phrasing
            sentence = expand(text, base.lists.get(code, {}))[0]
            ranking = matcher.rank(sentence, code)
            best = ranking.best.entry
            outcome = decide(ranking, matcher.calibration, public=False).outcome
            group = "facts" if isinstance(entry, Fact) else "gaps"
            place = index if isinstance(entry, Fact) else index - len(base.facts)
            line, column = document.mark((group, place, "phrasings", code))
            line += 1 + entry.phrasings[code].index(text)
            if outcome in ("answer", "gap") and best.id != entry.id:
                message = f"'{sentence}' finds '{best.id}', not '{entry.id}': reword it or move it"
                out.append(Problem(line, column, message))
            elif outcome in ("clarify", "unknown"):
                message = f"'{sentence}' of '{entry.id}' only clarifies: add a telling word"
                out.append(Problem(line, column, message, "warning"))
    return out
