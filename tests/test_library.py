"""Opening a fact file: which one, from where, and that nothing damaged is ever trusted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import library
from bot.errors import FactFileError, InvalidFacts, Problem
from bot.facts.source import version_of
from bot.library import cache_folder, checked_before, facts_path, keep_checked, open_facts
from bot.match.matcher import Matcher
from tests.match.tiny import TINY
from tests.program import ROOT

QUESTION = "how much does the new lamp cost"


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A copy of the tiny fact file that a test may change."""
    return Path(shutil.copy(TINY, tmp_path / "facts.yaml"))


@pytest.fixture
def warm(facts: Path, cache_home: Path, tiny: Matcher) -> Path:
    """The same, with the snapshot of the last run in the cache folder: its path."""
    name = library._cached(tiny.base.version).name
    cache_folder().mkdir(parents=True)
    assert facts.exists()
    return Path(shutil.copy(cache_home / "footnote" / name, cache_folder() / name))


def opened(path: Path) -> tuple[Matcher, bool]:
    """The matcher, and whether it had to be compiled."""
    compiled: list[bool] = []
    matcher = open_facts(path, lambda: compiled.append(True))
    assert matcher.rank(QUESTION).best.entry.id == "lamp-cost"
    return matcher, bool(compiled)


def kept() -> list[Path]:
    """The snapshots in the cache folder."""
    return sorted(cache_folder().glob("*.snapshot"))


def test_second_time_is_from_the_cache(facts: Path) -> None:
    """Compiled once, kept, and read the next time, with the same result."""
    first, compiled = opened(facts)
    assert compiled
    assert len(kept()) == 1
    second, compiled = opened(facts)
    assert not compiled
    assert second.rank(QUESTION).probability == first.rank(QUESTION).probability
    assert second.base == first.base


@pytest.mark.usefixtures("warm")
def test_same_text_elsewhere_is_the_same_facts(facts: Path, tmp_path: Path) -> None:
    """The cache knows the text, not the path."""
    moved = facts.rename(tmp_path / "moved.yaml")
    assert opened(moved)[1] is False


@pytest.mark.usefixtures("warm")
def test_changed_facts_are_compiled_anew(facts: Path) -> None:
    """A curator's edit is there at the next start."""
    before = opened(facts)[0]
    text = facts.read_text(encoding="utf-8")
    for old in ("$45,000", "45.000", "45 000", "45 ألف"):
        text = text.replace(old, old.replace("45", "46"))
    facts.write_text(text, encoding="utf-8")
    after, compiled = opened(facts)
    assert compiled
    assert after.base.version != before.base.version
    assert (
        after.base.fact_by_id["lamp-cost"].statements[0].text["en"] == "The new lamp costs $46,000."
    )


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-100] + bytes([data[-100] ^ 1]) + data[-99:],
        lambda data: data.replace(b"footnote-snapshot ", b"footnote-snapshot 0", 1),
    ],
    ids=["empty", "half", "one bit", "other format"],
)
def test_damaged_snapshot_is_compiled_anew(
    facts: Path, warm: Path, damage: Callable[[bytes], bytes]
) -> None:
    """Whatever happened to the cached file, the facts are compiled again, and kept again whole."""
    warm.write_bytes(damage(warm.read_bytes()))
    assert opened(facts)[1] is True
    assert opened(facts)[1] is False


def test_snapshot_of_other_facts_is_not_used(facts: Path, warm: Path) -> None:
    """A file put under the name of other facts is not believed."""
    text = facts.read_text(encoding="utf-8").replace("Ann Lowe", "Ann Loewe")
    facts.write_text(text, encoding="utf-8")
    warm.rename(library._cached(version_of(text)))
    matcher, compiled = opened(facts)
    assert compiled
    assert matcher.base.version == version_of(text)


@pytest.mark.usefixtures("warm")
def test_cache_folder_can_be_deleted_at_any_time(facts: Path) -> None:
    """Without its folder the program only takes longer."""
    shutil.rmtree(cache_folder())
    assert opened(facts)[1] is True
    assert len(kept()) == 1


def test_cache_folder_that_cannot_be_written(facts: Path) -> None:
    """A file where the folder should be: the start compiles and does not fail."""
    cache_folder().parent.mkdir(parents=True, exist_ok=True)
    cache_folder().write_text("in the way")
    assert opened(facts)[1] is True


def test_old_snapshots_are_cleared_away(facts: Path) -> None:
    """A curator who edits all day does not fill the disk."""
    cache_folder().mkdir(parents=True)
    for number in range(20):
        (cache_folder() / f"{number:012}-old.snapshot").write_bytes(b"old")
    opened(facts)
    assert len(kept()) == library._KEPT
    assert library._cached(opened(facts)[0].base.version) in kept()


def test_snapshot_in_use_is_kept(facts: Path) -> None:
    """What is cleared away are the snapshots that nobody has used for longest."""
    version = opened(facts)[0].base.version
    os.utime(library._cached(version), (0, 0))
    for number in range(library._KEPT):
        other = cache_folder() / f"{number:012}-old.snapshot"
        other.write_bytes(b"old")
        os.utime(other, (1000, 1000))
    assert not opened(facts)[1]
    library._keep(cache_folder() / "new.snapshot", b"new")
    assert library._cached(version) in kept()


def test_no_half_written_file_is_left(facts: Path) -> None:
    """The cache folder holds snapshots and nothing else."""
    opened(facts)
    assert [path for path in cache_folder().iterdir() if path.suffix != ".snapshot"] == []


def test_shipped_snapshot_comes_first(
    facts: Path, warm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A snapshot installed beside the program is used without compiling, and kept unpacked."""
    monkeypatch.setattr(library, "SHIPPED", warm.rename(tmp_path / "shipped.snapshot"))
    assert opened(facts)[1] is False
    assert len(kept()) == 1
    assert opened(facts)[1] is False


def test_option_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--facts, then FACTS, then ./facts.yaml."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts.yaml").write_text("")
    monkeypatch.setenv("FACTS", "named.yaml")
    assert facts_path("option.yaml") == Path("option.yaml")
    assert facts_path(None) == Path("named.yaml")
    monkeypatch.setenv("FACTS", "")
    assert facts_path(None) == Path("facts.yaml")


def test_without_any_the_packaged_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder without facts, the copy that came with the program."""
    monkeypatch.chdir(tmp_path)
    found = facts_path(None)
    assert found in (ROOT / "facts.yaml", ROOT / "bot" / "facts.yaml")
    assert found.exists()


def test_missing_file_names_the_remedy(tmp_path: Path) -> None:
    """No file: the message says how to name one."""
    with pytest.raises(FactFileError, match="--facts PATH"):
        open_facts(tmp_path / "none.yaml")


def test_invalid_facts_are_not_cached(facts: Path) -> None:
    """A wrong file raises with its problems and leaves nothing behind."""
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("lead: keeper", "lead: nobody"), encoding="utf-8"
    )
    with pytest.raises(InvalidFacts) as error:
        open_facts(facts)
    assert any("nobody" in problem.message for problem in error.value.problems)
    assert kept() == []


def test_facts_that_were_checked_are_not_checked_again(warm: Path, tiny: Matcher) -> None:
    """What was accepted is remembered with its warnings, by the very text of the facts."""
    version, data = tiny.base.version, warm.read_bytes()
    assert checked_before(version) is None  # compiled by somebody's question, never checked
    keep_checked(version, data, [Problem(3, 1, "vary a word", "warning")])
    assert checked_before(version) == (data, [[3, 1, "vary a word", "warning"]])
    assert checked_before("0123456789ab") is None


def test_damaged_check_is_done_again(warm: Path, tiny: Matcher) -> None:
    """Neither half a snapshot nor half a list of warnings counts as a check."""
    version, data = tiny.base.version, warm.read_bytes()
    keep_checked(version, data, [])
    (note,) = cache_folder().glob("*.checked")
    note.write_text("[", encoding="utf-8")
    assert checked_before(version) is None
    keep_checked(version, data, [])
    warm.write_bytes(data[:-1])
    assert checked_before(version) is None


def test_notes_go_with_their_snapshots(warm: Path) -> None:
    """The cache keeps as many notes as snapshots, no more."""
    data = warm.read_bytes()
    for number in range(library._KEPT + 3):
        keep_checked(f"{number:012}", data, [])
    assert len(kept()) == library._KEPT
    assert len(list(cache_folder().glob("*.checked"))) <= library._KEPT
