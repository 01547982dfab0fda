"""Read the fact file again while the bot answers: check in a child process, then swap."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Final

from bot.errors import FactFileError, Problem, SnapshotError
from bot.facts.source import read_text, version_of
from bot.match.matcher import Matcher
from bot.match.snapshot import load
from bot.platform.memory import settle
from bot.platform.report import Loaded, Refused, Report, Unchanged, compare
from bot.platform.service import Service

_LOG: Final = logging.getLogger(__name__)
_ROOT: Final = Path(__file__).parents[2]  # where a child finds this very package
Listener = Callable[[Loaded], Awaitable[None]]
Command = Callable[[Path, Path], Sequence[str]]


def prepare_command(facts: Path, out: Path) -> Sequence[str]:
    """How the child is started: a program and its arguments."""
    return (sys.executable, "-P", "-m", "bot.platform.prepare", str(facts), str(out))


class Reloader:
    """Reloads one file for one service, one reload at a time.

    ``listeners`` are told after each reload that brought new facts, in order; ``results`` counts
    loaded, unchanged and refused ones.
    """

    def __init__(self, path: Path, service: Service, command: Command = prepare_command) -> None:
        self._path = path
        self._service = service
        self._command = command
        self._turn = asyncio.Lock()
        self.listeners: list[Listener] = []
        self.results: Counter[str] = Counter()

    async def reload(self) -> Report:
        """Swap in the file's facts, or say why not. Never raises for what the file holds."""
        async with self._turn:
            report = await self._reload()
        self.results[type(report).__name__.casefold()] += 1
        if isinstance(report, Loaded):
            for listener in self.listeners:
                try:
                    await listener(report)
                except Exception:  # one platform's trouble is not the other's, nor the asker's
                    _LOG.exception("after a reload")
        return report

    async def _reload(self) -> Report:
        current = self._service.matcher.base.version
        try:
            text = await asyncio.to_thread(read_text, self._path)
        except FactFileError as error:
            return Refused(current, str(self._path), error=str(error))
        if version_of(text) == current:
            return Unchanged(current)
        with tempfile.TemporaryDirectory(prefix="footnote-") as folder:
            out = Path(folder) / "facts.snapshot"
            said = await self._prepare(out)
            problems = tuple(Problem(*problem) for problem in said["problems"])
            errors = any(problem.severity == "error" for problem in problems)
            if said["error"] is not None or errors:
                return Refused(current, str(self._path), problems, said["error"])
            if said["version"] == current:  # changed back while it was being read
                return Unchanged(current)
            try:
                matcher = await asyncio.to_thread(_load, out, said["version"])
            except (OSError, SnapshotError) as error:
                return Refused(current, str(self._path), error=f"the snapshot is {error}")
        report = compare(self._service.matcher.base, matcher.base, str(self._path), problems)
        self._service.swap(matcher)
        settle()
        return report

    async def _prepare(self, out: Path) -> dict[str, Any]:
        child = await asyncio.create_subprocess_exec(
            *self._command(self._path.absolute(), out),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=_child_environment(),
        )
        try:
            stdout, stderr = await child.communicate()
        except asyncio.CancelledError:
            child.kill()
            await child.wait()
            raise
        try:
            said: dict[str, Any] = json.loads(stdout)
        except ValueError:
            _LOG.error("the child of a reload failed (%s): %s", child.returncode,
                       stderr.decode("utf-8", "replace")[-2000:])  # fmt: skip
            why = f"checking the file broke off with code {child.returncode}; the log says more"
            return {"error": why, "problems": [], "version": None}
        return said


def _load(path: Path, version: str) -> Matcher:
    return load(path.read_bytes(), version)


def _child_environment() -> dict[str, str]:
    """The environment without tokens, from which the child can import this package."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_TOKEN")}
    found = os.pathsep.join(filter(None, (str(_ROOT), kept.get("PYTHONPATH"))))
    return {**kept, "PYTHONPATH": found, "PYTHONIOENCODING": "utf-8"}
