"""What a reload did, as a value, and as English text for the person who asked for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.errors import Problem
from bot.facts.diff import Change, differences, in_words
from bot.facts.model import FactBase

SHOWN: Final = 10  # problems in the message itself; all of them are in the attached file
_IDS_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Loaded:
    """New facts answer from now on. ``topics``: whether the topics' commands changed."""

    version: str
    facts: int
    gaps: int
    phrasings: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    topics: bool
    warnings: tuple[Problem, ...] = ()
    path: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The file is the one that answers already."""

    version: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The file is wrong, or could not be read; the old facts keep answering."""

    version: str
    path: str
    problems: tuple[Problem, ...] = ()
    error: str | None = None


Report = Loaded | Unchanged | Refused


def compare(old: FactBase, new: FactBase, path: str, warnings: tuple[Problem, ...]) -> Loaded:
    """What changed from one fact base to the next, by the ids of facts and gaps, and in words."""
    before, after = old.entry_by_id, new.entry_by_id
    return Loaded(
        version=new.version,
        facts=len(new.facts),
        gaps=len(new.gaps),
        phrasings=sum(len(x) for e in after.values() for x in e.phrasings.values()),
        added=tuple(id_ for id_ in after if id_ not in before),
        changed=tuple(id_ for id_ in after if id_ in before and after[id_] != before[id_]),
        removed=tuple(id_ for id_ in before if id_ not in after),
        topics=old.topics != new.topics,
        warnings=warnings,
        path=path,
        changes=differences(old, new),
    )


def _ids(what: str, ids: tuple[str, ...], shown: int | None) -> Iterable[str]:
    if ids:
        listed = ", ".join(ids[:shown])
        more = f" and {len(ids) - shown} more" if shown and len(ids) > shown else ""
        yield f"{what} ({len(ids)}): {listed}{more}"


def _loaded(report: Loaded, shown: int | None) -> Iterable[str]:
    yield (
        f"Reloaded: version {report.version}, {report.facts} facts, {report.gaps} gaps, "
        f"{report.phrasings} phrasing lines."
    )
    if not (report.added or report.changed or report.removed):
        yield "No fact or gap was added, changed or removed."
    yield from _ids("Added", report.added, shown)
    yield from _ids("Changed", report.changed, shown)
    yield from _ids("Removed", report.removed, shown)
    words = list(in_words(report.changes))
    yield from words[: shown and SHOWN]
    if shown and len(words) > SHOWN:
        yield f"… and {len(words) - SHOWN} more lines, all in the attached file."
    if report.warnings:
        count = len(report.warnings)
        yield f"{count} warning{'s' if count > 1 else ''}: footnote check lists them."


def _refused(report: Refused, shown: int | None) -> Iterable[str]:
    if report.error is not None:
        yield f"Not reloaded: {report.error}"
    else:
        errors = [problem for problem in report.problems if problem.severity == "error"]
        count = len(errors)
        yield f"Not reloaded: {count} problem{'s' if count != 1 else ''} in {report.path}"
        yield from (f"{p.line}:{p.column}: {p.message}" for p in errors[:shown])
        if shown and count > shown:
            yield f"… and {count - shown} more, all in the attached file."
    yield f"The old facts keep answering (version {report.version})."


def _lines(report: Report, shown: int | None, ids: int | None) -> Iterable[str]:
    match report:
        case Loaded():
            return _loaded(report, ids)
        case Refused():
            return _refused(report, shown)
        case Unchanged():
            return [f"Unchanged: version {report.version}."]


def summary(report: Report) -> str:
    """A few lines for a message: the first ten problems, the first dozen ids."""
    return "\n".join(_lines(report, SHOWN, _IDS_SHOWN))


def attachment(report: Report) -> str | None:
    """Everything, for an attached file; None where the summary leaves nothing out."""
    whole = "\n".join(_lines(report, None, None))
    return None if whole == summary(report) else whole + "\n"
