"""Does every phrasing find its own entry? What a curator must know before members do."""

from __future__ import annotations

from bot.errors import Problem
from bot.facts.document import Document
from bot.facts.model import Fact
from bot.facts.template import expand
from bot.match.decide import decide
from bot.match.examples import entries_of
from bot.match.matcher import Matcher


def misplaced(matcher: Matcher, document: Document) -> list[Problem]:
    """Phrasing lines whose first sentence finds another entry (error) or only clarifies (warning)."""
    out: list[Problem] = []
    base = matcher.base
    for index, entry in enumerate(entries_of(base)):
        group, place = ("facts", index) if isinstance(entry, Fact) else ("gaps", index - len(base.facts))
        for code, model_lines in entry.phrasings.items():
            line, column = document.mark((group, place, "phrasings", code))
            for number, text in enumerate(model_lines, 1):
                sentence = expand(text, base.lists.get(code, {}))[0]
                ranking = matcher.rank(sentence, code)
                best = ranking.best.entry
                outcome = decide(ranking, matcher.calibration, public=False).outcome
                if outcome in ("answer", "gap") and best.id != entry.id:
                    message = f"'{sentence}' finds '{best.id}', not '{entry.id}': reword it or move it"
                    out.append(Problem(line + number, column, message))
                elif outcome in ("clarify", "unknown"):
                    message = f"'{sentence}' of '{entry.id}' only clarifies: add a telling word"
                    out.append(Problem(line + number, column, message, "warning"))
    return out
