"""Reload again and again while people ask: the short version of benchmarks/reload.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.editions import BROKEN, edition, save
from benchmarks.reload import GROWTH, SLOWER, measure
from bot.errors import FootnoteError
from bot.facts.load import load_file

# An answer within this many seconds is at once for whoever reads it; a machine that has other work
# says nothing by being slower below it.
AT_ONCE = 0.2


async def test_nobody_notices(cache_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight people ask while the file is saved 20 times, five times broken, each in its own way.

    Every answer comes, is of one version, and comes as soon as ever; no broken file is taken.
    """
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_home))
    found = await measure(reloads=20, askers=8, editions=3, quiet=1.0)
    assert found.wrong == []
    assert found.reports == {"whole: Loaded": 15, **{f"{how}: Refused": 1 for how in BROKEN}}
    assert min(len(found.usual), len(found.under)) > 200
    usual, under = found.usual.percentile(0.99), found.under.percentile(0.99)
    assert 0 < under <= max(SLOWER * usual, AT_ONCE)
    assert found.growth <= GROWTH


@pytest.mark.parametrize("how", BROKEN)
def test_broken_files_are_broken(tmp_path: Path, how: str) -> None:
    """Each way of breaking the file does break it; whole, it is none."""
    path = tmp_path / "facts.yaml"
    save(path, edition(7), None)
    assert load_file(path).fact_by_id["keeper"].question["en"].endswith("edxh")
    save(path, edition(7), how)
    with pytest.raises(FootnoteError):
        load_file(path)
