"""Every error Footnote raises on purpose.

FootnoteError                 one line for an operator, with the remedy; exit code 2
├── UsageError                wrong options, an unreadable question file
├── ConfigurationError        a missing token, a wrong setting, a missing package
│   └── WrongToken            a platform refuses its token: ends the process, whatever else runs
├── PlatformUnavailable       a platform cannot be reached; trying again may help
├── StoreUnavailable          the database cannot be used: no answer waits for it
├── FactFileError             the fact file cannot be read at all (missing, a folder, not text)
├── EditRefused               a change of the fact file that was not made; exit code 1
├── SnapshotError             a compiled snapshot that is damaged or of another version
└── InvalidFacts              the fact file was read and is wrong; holds every problem; exit code 1
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in a fact file. ``line`` and ``column`` count from 1."""

    line: int
    column: int
    message: str
    severity: Severity = "error"

    def located(self, path: str) -> str:
        """``FILE:LINE:COLUMN: what is wrong, and how to mend it``."""
        mark = "" if self.severity == "error" else "warning: "
        return f"{path}:{self.line}:{self.column}: {mark}{self.message}"


class FootnoteError(Exception):
    """Base of all; ``str()`` is the line to print, ``exit_code`` the code to leave with."""

    exit_code = 2


class UsageError(FootnoteError):
    """The command line, or a file it names, cannot be used."""


class ConfigurationError(FootnoteError):
    """The environment lacks something a command needs."""


class WrongToken(ConfigurationError):
    """A platform refuses the token it was given."""


class PlatformUnavailable(FootnoteError):
    """The platform's servers cannot be reached: no network, or they are down."""


class StoreUnavailable(FootnoteError):
    """The database cannot be opened, read or written."""


class FactFileError(FootnoteError):
    """The fact file is missing, a folder, too large, unreadable or not UTF-8."""


class EditRefused(FootnoteError):
    """A change of the fact file was not made, and the file is as it was."""

    exit_code = 1


class SnapshotError(FootnoteError):
    """A compiled snapshot must not be trusted; the caller compiles anew."""


class InvalidFacts(FootnoteError):
    """The fact file has errors; ``problems`` holds all of them, in file order."""

    exit_code = 1

    def __init__(self, path: str, problems: tuple[Problem, ...]) -> None:
        self.path = path
        self.problems = tuple(sorted(problems))
        errors = sum(problem.severity == "error" for problem in problems)
        super().__init__(f"{path}: {errors} error{'s' if errors != 1 else ''}")
