"""Check a fact file as far as it can be checked: its text, then every phrasing in the matching."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.errors import Problem
from bot.facts.document import Document
from bot.facts.load import load_text
from bot.facts.source import read_text
from bot.library import stored_matcher
from bot.match.compile import assemble, fit_all
from bot.match.matcher import Matcher
from bot.match.selfcheck import misplaced


@dataclass(frozen=True, slots=True)
class Checked:
    """A matcher of the file, what it was built from, and every problem in file order."""

    matcher: Matcher
    document: Document
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that are no mere warnings."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def check_file(path: Path) -> Checked:
    """Read, validate, fit, and ask for every phrasing; takes seconds to a minute.

    Raises :class:`FactFileError`, or :class:`InvalidFacts` when the text alone is wrong.
    """
    base, document = load_text(read_text(path), str(path))
    languages = fit_all(base)
    # The thresholds members meet are those of the snapshot, where there is one.
    matcher = stored_matcher(base.version) or assemble(base, languages)
    doubted = {code: one.doubted for code, one in languages.items()}
    problems = (*document.problems, *misplaced(matcher, document, doubted))
    return Checked(matcher, document, tuple(sorted(problems)))
