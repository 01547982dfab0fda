"""Add a phrasing to the fact file: checked as a reload checks, then put in place at once."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bot.errors import EditRefused, InvalidFacts, Problem
from bot.facts.edit import Edited, as_phrasing, refusal, with_phrasing
from bot.facts.replace import replace, why_not
from bot.facts.source import read_data, text_of, version_of
from bot.platform.child import check_in_child


@dataclass(frozen=True, slots=True)
class Added:
    """What was added, where (line from 1), and the versions before and after.

    ``backup``: the old file;  ``warnings``: those about the new line.
    """

    entry: str
    language: str
    phrasing: str
    line: int
    before: str
    version: str
    backup: Path
    warnings: tuple[Problem, ...] = ()

    def in_words(self, path: Path) -> tuple[str, str]:
        """Where it stands now, and where the old file is."""
        return (
            f"{path}:{self.line}: added to '{self.entry}' in {self.language}: {self.phrasing}",
            f"version {self.before} is kept as {self.backup.name}; now {self.version}",
        )


async def add_phrasing(
    path: Path, entry: str, language: str, text: str, expect: str | None = None
) -> Added:
    """Add what somebody asked, as plain words, to the phrasings of a fact or gap.

    ``expect``: the version the file must still have. The check takes seconds, in a child process.
    Raises :class:`EditRefused` or :class:`FactFileError`; the file is then as it was.
    """
    return await add_line(path, entry, language, as_phrasing(text), expect)


async def add_line(
    path: Path, entry: str, language: str, line: str, expect: str | None = None
) -> Added:
    """Add a phrasing line as a curator writes it, brackets and lists included."""
    if (reason := why_not(path)) is not None:
        raise EditRefused(reason)
    old = read_data(path)
    before = version_of(text_of(old, path))
    if expect is not None and expect != before:
        raise EditRefused(f"{path} is not what answers just now: reload it first, then try again")
    edited = await asyncio.to_thread(_edited, old, path, entry, language, line)
    warnings = await _checked(edited, path)
    backup = replace(path, old, edited.data)
    phrasing = text_of(edited.data, path).splitlines()[edited.line - 1].strip()
    version = edited.base.version
    return Added(entry, language, phrasing, edited.line, before, version, backup, warnings)


def _edited(old: bytes, path: Path, entry: str, language: str, line: str) -> Edited:
    try:
        return with_phrasing(old, str(path), entry, language, line)
    except InvalidFacts as error:
        errors = [problem for problem in error.problems if problem.severity == "error"]
        raise EditRefused(f"{path} is wrong already: {refusal(errors)}") from None


async def _checked(edited: Edited, path: Path) -> tuple[Problem, ...]:
    """Check the new file beside the old one; the warnings about the new line."""
    with tempfile.TemporaryDirectory(prefix="footnote-") as folder:
        draft = Path(folder, path.name)
        draft.write_bytes(edited.data)
        said = await check_in_child(draft, Path(folder, "facts.snapshot"))
    if said.error is not None:
        raise EditRefused(f"not added: {said.error}")
    if said.errors:
        raise EditRefused(f"not added: {refusal(said.errors, edited.line)}")
    return tuple(problem for problem in said.problems if problem.line == edited.line)
