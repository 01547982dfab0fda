"""Read the fact file again while the bot answers: check in a child process, then swap."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from bot.errors import FactFileError, SnapshotError
from bot.facts.source import read_text, version_of
from bot.match.matcher import Matcher
from bot.match.snapshot import load
from bot.platform.child import Command, check_in_child, prepare_command
from bot.platform.report import Loaded, Refused, Report, Unchanged, compare
from bot.platform.service import Service

_LOG: Final = logging.getLogger(__name__)
Listener = Callable[[Loaded], Awaitable[None]]


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
            said = await check_in_child(self._path, out, self._command)
            if not said.accepted:
                return Refused(current, str(self._path), said.problems, said.error)
            if said.version == current:  # changed back while it was being read
                return Unchanged(current)
            try:
                matcher = await asyncio.to_thread(_load, out, str(said.version))
            except (OSError, SnapshotError) as error:
                return Refused(current, str(self._path), error=f"the snapshot is {error}")
        report = compare(self._service.matcher.base, matcher.base, str(self._path), said.problems)
        self._service.swap(matcher)
        return report


def _load(path: Path, version: str) -> Matcher:
    return load(path.read_bytes(), version)
