"""Check a fact file in a child process, so that the seconds it takes are nobody's who asks."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.errors import Problem
from bot.library import child_environment

_LOG: Final = logging.getLogger(__name__)
Command = Callable[[Path, Path], Sequence[str]]


def prepare_command(facts: Path, out: Path) -> Sequence[str]:
    """How the child is started: a program and its arguments."""
    return (sys.executable, "-P", "-m", "bot.platform.prepare", str(facts), str(out))


@dataclass(frozen=True, slots=True)
class Said:
    """What the child found: the file's version, its problems, or why it could not be checked."""

    version: str | None
    problems: tuple[Problem, ...] = ()
    error: str | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that are no mere warnings."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def accepted(self) -> bool:
        """Whether a snapshot was written."""
        return self.error is None and not self.errors


async def check_in_child(facts: Path, out: Path, command: Command = prepare_command) -> Said:
    """Check a fact file; the child writes its snapshot to ``out`` if nothing is wrong with it."""
    child = await asyncio.create_subprocess_exec(
        *command(facts.absolute(), out),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=child_environment(),
    )
    try:
        stdout, stderr = await child.communicate()
    except asyncio.CancelledError:
        child.kill()
        await child.wait()
        raise
    try:
        said = json.loads(stdout)
    except ValueError:
        _LOG.error("the child that checks the facts failed (%s): %s", child.returncode,
                   stderr.decode("utf-8", "replace")[-2000:])  # fmt: skip
        why = f"checking the file broke off with code {child.returncode}; the log says more"
        return Said(None, error=why)
    problems = tuple(Problem(*problem) for problem in said["problems"])
    return Said(said["version"], problems, said["error"])
