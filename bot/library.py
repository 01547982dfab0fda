"""Open a fact file as a matcher: from the snapshot shipped beside it, the cache, or anew."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from typing import Final

from bot import __version__
from bot.errors import FactFileError, Problem, SnapshotError
from bot.facts.load import load_text
from bot.facts.source import read_data, text_of, version_of_data
from bot.match.matcher import Matcher
from bot.match.snapshot import load, opened, unpacked, write

PACKAGE: Final = Path(__file__).parent
SHIPPED: Final = PACKAGE / "data" / "facts.snapshot"
_KEPT: Final = 8  # snapshots left in the cache folder
# One thread: numpy's others would spin on the processors that the answers need, and save no time
# on small matrices.
_THREADS: Final = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
_SECRET: Final = ("_TOKEN", "_SECRET", "DATABASE_URL")  # ends of names; a child needs none of them
_CHECKED: Final = ".checked"  # beside a snapshot: the warnings of facts that were accepted


def facts_path(option: str | None) -> Path:
    """The fact file: the option, then ``FACTS``, then ``./facts.yaml``, then the shipped copy."""
    named = option or os.environ.get("FACTS")
    if named:
        return Path(named)
    here = Path("facts.yaml")
    packaged = PACKAGE / "facts.yaml"
    if here.exists() or not packaged.exists():
        beside = PACKAGE.parent / "facts.yaml"
        return here if here.exists() or not beside.exists() else beside
    return packaged


def cache_folder() -> Path:
    """Where compiled snapshots are kept; safe to delete at any time."""
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        root = str(Path.home() / "Library" / "Caches")
    else:
        root = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(root) / "footnote"


def _cached(version: str) -> Path:
    return cache_folder() / f"{version}-{__version__}.snapshot"


def stored_matcher(version: str) -> Matcher | None:
    """The matcher of a snapshot of these facts, from the cache or shipped; None without one."""
    path = _cached(version)
    with suppress(OSError, SnapshotError):
        matcher = opened(path, version)
        with suppress(OSError):
            path.touch()  # those used last are kept
        return matcher
    with suppress(OSError, SnapshotError):
        data = unpacked(SHIPPED.read_bytes())  # to be kept as it is: loads faster the next time
        matcher = load(data, version)
        _keep(path, data)
        return matcher
    return None


def checked_before(version: str) -> tuple[bytes, list[list[object]]] | None:
    """The snapshot of facts that were checked and accepted, with their warnings; None without."""
    path = _cached(version)
    with suppress(OSError, SnapshotError, ValueError):
        data = path.read_bytes()
        load(data, version)
        warnings = json.loads(path.with_suffix(_CHECKED).read_text(encoding="utf-8"))
        return data, list(warnings)
    return None


def keep_checked(version: str, data: bytes, warnings: Iterable[Problem]) -> None:
    """Remember that facts were checked and accepted: the next reload of them costs no fitting."""
    path = _cached(version)
    _keep(path, data)
    with suppress(OSError):
        said = json.dumps([astuple(warning) for warning in warnings])
        write(path.with_suffix(_CHECKED), said.encode())


def _keep(path: Path, data: bytes) -> None:
    # A folder that cannot be written costs time at the next start, nothing else.
    with suppress(OSError):
        write(path, data)
        old = sorted(path.parent.glob("*.snapshot"), key=lambda p: p.stat().st_mtime)[:-_KEPT]
        for stale in old:
            stale.unlink(missing_ok=True)
            stale.with_suffix(_CHECKED).unlink(missing_ok=True)


def open_facts(path: Path, compiling: Callable[[], None] | None = None) -> Matcher:
    """The matcher of a fact file; compiled by a ``footnote fit`` and cached where no snapshot of it
    is found.

    ``compiling`` is called before the work that takes seconds. Raises :class:`FactFileError` or
    :class:`InvalidFacts`.
    """
    data = read_data(path)
    version = version_of_data(data)
    stored = stored_matcher(version)
    if stored is not None:
        return stored
    load_text(text_of(data, path), str(path))  # what is wrong is said here, not by another process
    if compiling is not None:
        compiling()
    made = unpacked(_fitted(path))
    try:
        matcher = load(made, version)
    except SnapshotError as error:
        raise FactFileError(f"{path} changed while it was read ({error}): try again") from None
    _keep(_cached(version), made)
    return matcher


def _fitted(path: Path) -> bytes:
    """The snapshot that ``footnote fit`` makes in a process of its own: whoever asks needs neither
    its modules nor the memory that it takes.
    """
    import subprocess

    with tempfile.TemporaryDirectory(prefix="footnote-") as folder:
        out = Path(folder, "facts.snapshot")
        options = ("-m", "bot", "fit", "--facts", str(path.absolute()), "--out", str(out))
        done = subprocess.run(  # noqa: S603 - this very program
            [sys.executable, "-P", *options],
            env=child_environment(), capture_output=True, check=False, text=True, encoding="utf-8",
        )  # fmt: skip
        if done.returncode:
            said = done.stderr.strip().splitlines() or [f"ended with code {done.returncode}"]
            raise FactFileError(f"cannot compile {path}: {said[-1]}")
        return out.read_bytes()


def child_environment() -> dict[str, str]:
    """The environment without secrets, from which a child can import this package."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith(_SECRET)}
    found = os.pathsep.join(filter(None, (str(PACKAGE.parent), kept.get("PYTHONPATH"))))
    return {**_THREADS, **kept, "PYTHONPATH": found, "PYTHONIOENCODING": "utf-8"}
