"""Fixtures: the shipped facts, a tiny fact file, a clean environment, the program itself."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.library import open_facts
from bot.match.matcher import Matcher
from tests.env import read_variables
from tests.match.tiny import TINY
from tests.program import ROOT, Program
from tests.support.stores import address, database, postgres

__all__ = ["address", "database", "postgres"]

_UNSET = (
    *read_variables(),
    "TELEGRAM_TOKEN",
    "NO_COLOR",
    "XDG_STATE_HOME",
    "PYTHONUTF8",
    "PYTHONIOENCODING",
)


def _home(patch: pytest.MonkeyPatch, folder: Path) -> None:
    for name in _UNSET:
        patch.delenv(name, raising=False)
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        patch.setenv(name, str(folder))


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of the person who runs the tests, and a cache folder of the test's own."""
    _home(monkeypatch, tmp_path / "home")


@pytest.fixture(scope="session")
def cache_home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that outlives the run, of this very source: other source, another folder."""
    cache: pytest.Cache | None = getattr(request.config, "cache", None)
    if cache is None:  # pytest -p no:cacheprovider
        return tmp_path_factory.mktemp("cache")
    digest = hashlib.sha256()
    for part in ("text", "facts", "match"):
        for path in sorted((ROOT / "bot" / part).rglob("*")):
            if path.suffix in (".py", ".txt"):
                digest.update(path.read_bytes())
    folder = cache.mkdir("footnote")
    mine = folder / digest.hexdigest()[:12]
    for other in folder.iterdir():
        if other != mine:
            shutil.rmtree(other, ignore_errors=True)
    mine.mkdir(exist_ok=True)
    return mine


@pytest.fixture(scope="session")
def shipped(cache_home: Path) -> Iterator[Matcher]:
    """The matcher of the repository's own facts.yaml."""
    with pytest.MonkeyPatch.context() as patch:
        _home(patch, cache_home)
        yield open_facts(ROOT / "facts.yaml")


@pytest.fixture(scope="session")
def tiny(cache_home: Path) -> Iterator[Matcher]:
    """The matcher of tests/match/tiny.yaml, a lighthouse with five facts and a gap."""
    with pytest.MonkeyPatch.context() as patch:
        _home(patch, cache_home)
        yield open_facts(TINY)


@pytest.fixture(scope="session")
def footnote(cache_home: Path) -> Program:
    """``python -m bot`` in a process of its own, with a warm cache."""
    return Program(cache_home)
