"""Run ``python -m bot`` as a person would, and hold what it printed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parent.parent
_KEPT: Final = ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "LANG", "VIRTUAL_ENV")


@dataclass(frozen=True)
class Ran:
    """What a run left: its exit code, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - as JSON is
        """Standard output as one JSON value."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[Any]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def complaint(self) -> str:
        """The one line on standard error; fails where there are more, or a traceback."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0]


@dataclass(frozen=True)
class Program:
    """The command line, with a home folder of its own and nothing else of the environment."""

    home: Path

    def environment(self, **more: str) -> dict[str, str]:
        """A clean environment in which ``bot`` can be imported."""
        return {
            **{name: os.environ[name] for name in _KEPT if name in os.environ},
            **dict.fromkeys(("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"), str(self.home)),
            "PYTHONPATH": str(ROOT),
            **more,
        }

    def __call__(
        self,
        *arguments: str | Path,
        stdin: str | bytes = b"",
        cwd: Path = ROOT,
        **environment: str,
    ) -> Ran:
        """Run to the end; ``environment`` is added to the clean one."""
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "bot", *map(str, arguments)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=cwd,
            env=self.environment(**environment),
            timeout=300,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
