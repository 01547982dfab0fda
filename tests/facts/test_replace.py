"""A file is replaced whole or not at all, whoever else is at it and whatever is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from bot.errors import EditRefused
from bot.facts import replace as module
from bot.facts.replace import BACKUPS, replace, why_not
from tests.program import ROOT

OLD, NEW = b"old: facts\n", b"new: facts\n" * 1000


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A file in a folder of its own."""
    path = tmp_path / "facts.yaml"
    path.write_bytes(OLD)
    return path


def test_replaced_with_a_backup(facts: Path) -> None:
    """The new content is in place, the old one beside it, and nothing else in the folder."""
    backup = replace(facts, OLD, NEW)
    assert facts.read_bytes() == NEW
    assert backup.read_bytes() == OLD
    assert {path.name for path in facts.parent.iterdir()} == {facts.name, backup.name}


def test_mode_stays(facts: Path) -> None:
    """Who could read and write it still can."""
    facts.chmod(0o640)
    replace(facts, OLD, NEW)
    assert facts.stat().st_mode & 0o777 == 0o640


def test_link_stays_a_link(facts: Path, tmp_path: Path) -> None:
    """The file behind a link is replaced, not the link."""
    link = tmp_path / "elsewhere" / "facts.yaml"
    link.parent.mkdir()
    link.symlink_to(facts)
    replace(link, OLD, NEW)
    assert link.is_symlink()
    assert facts.read_bytes() == NEW


def test_edit_by_someone_else_is_detected(facts: Path) -> None:
    """What somebody saved meanwhile stays, and no backup claims to be of it."""
    facts.write_bytes(b"somebody else's\n")
    with pytest.raises(EditRefused, match="was changed by someone else meanwhile"):
        replace(facts, OLD, NEW)
    assert [path.name for path in facts.parent.iterdir()] == ["facts.yaml"]
    assert facts.read_bytes() == b"somebody else's\n"


def test_edit_in_the_last_moment_is_not_lost(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor writes into the file between the comparison and the rename: its words win."""
    compared = module._holds

    def slow(path: Path, content: bytes) -> bool:
        found = compared(path, content)
        if path == facts:
            with facts.open("ab") as editor:
                editor.write(b"the last word\n")
        return found

    monkeypatch.setattr(module, "_holds", slow)
    with pytest.raises(EditRefused, match="was changed by someone else meanwhile"):
        replace(facts, OLD, NEW)
    assert facts.read_bytes() == OLD + b"the last word\n"


def test_file_that_is_gone(facts: Path) -> None:
    """Somebody moved it away: nothing is put in its place."""
    facts.unlink()
    with pytest.raises(EditRefused, match="no fact file at"):
        replace(facts, OLD, NEW)
    assert not list(facts.parent.iterdir())


def test_folder_that_cannot_be_written(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only mount, as in the compose file: said in one line, with the remedy."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert str(why_not(facts)).endswith(
        "cannot be written: mount it writable, or edit the file itself"
    )
    with pytest.raises(EditRefused, match="cannot be written"):
        replace(facts, OLD, NEW)


def test_disk_that_is_full(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file stays, the draft goes."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EditRefused, match="No space left on device; nothing was changed"):
        replace(facts, OLD, NEW)
    assert [path.name for path in facts.parent.iterdir()] == ["facts.yaml"]


def test_file_system_without_hard_links(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The backup is a copy then."""

    def never(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(Path, "hardlink_to", never)
    assert replace(facts, OLD, NEW).read_bytes() == OLD
    assert facts.read_bytes() == NEW


def test_the_newest_backups_are_kept(facts: Path) -> None:
    """Ten, and the last of them is the content before the last edit."""
    contents = [b"%d\n" % number for number in range(BACKUPS + 5)]
    facts.write_bytes(contents[0])
    for old, new in pairwise(contents):
        last = replace(facts, old, new)
    kept = list(facts.parent.glob("*.bak"))
    assert len(kept) == BACKUPS
    assert last in kept
    assert {path.read_bytes() for path in kept} == set(contents[-BACKUPS - 1 : -1])


def test_drafts_of_the_dead_are_cleared(facts: Path) -> None:
    """What a killed edit left goes with a later one, an hour on; a fresh draft is somebody's."""
    dead, live = (facts.with_name(f".facts.yaml.{name}.draft") for name in ("dead", "live"))
    for path in (dead, live):
        path.write_bytes(b"half a f")
    hours_ago = time.time() - 7200
    os.utime(dead, (hours_ago, hours_ago))
    replace(facts, OLD, NEW)
    assert live.exists()
    assert not dead.exists()


def test_two_processes_take_turns(facts: Path) -> None:
    """Two at once add ten lines each, starting over when the other was first: no line is lost."""
    code = """
import sys
from pathlib import Path
from bot.errors import EditRefused
from bot.facts.replace import replace
path, name = Path(sys.argv[1]), sys.argv[2].encode()
for number in range(10):
    while True:
        old = path.read_bytes()
        try:
            replace(path, old, old + name + b"%d\\n" % number)
            break
        except EditRefused as error:
            assert "meanwhile" in str(error), error
"""
    with _child(code, facts, "a") as first, _child(code, facts, "b") as second:
        assert (first.wait(60), second.wait(60)) == (0, 0)
    lines = facts.read_bytes().split()[2:]
    assert sorted(lines) == sorted(b"%s%d" % (name, n) for name in (b"a", b"b") for n in range(10))


def _child(code: str, *arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT, stdout=subprocess.PIPE,
    )  # fmt: skip


# Dies by its own hand, with the signal no process survives, when it is about to do the nth thing
# that Python tells an auditor of: open, link, rename, remove, …
DIE_AT = """
import os, signal, sys
from pathlib import Path
from bot.facts.replace import replace
path, nth = Path(sys.argv[1]), int(sys.argv[2])
old, new = path.read_bytes(), b"new: facts\\n" * 1000
seen = 0
def die(event, _):
    global seen
    if event.partition(".")[0] in ("open", "os", "shutil", "tempfile", "fcntl"):
        seen += 1
        if seen == nth:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(die)
replace(path, old, new)
"""


def test_killed_at_every_step(facts: Path) -> None:
    """Killed before each of its steps in turn: the old file or the new one, whole."""
    met: list[bytes] = []
    for nth in range(1, 200):
        facts.write_bytes(OLD)
        with _child(DIE_AT, facts, nth) as child:
            code = child.wait(60)
        found = facts.read_bytes()
        assert found in (OLD, NEW)
        for backup in facts.parent.glob("*.bak"):
            assert backup.read_bytes() == OLD
            backup.unlink()
        if code == 0:
            break
        assert code == -signal.SIGKILL
        met.append(found)
    # It was killed often enough, before the rename and after it.
    assert len(met) > 10
    assert met[0] == OLD
    assert met[-1] == NEW


# Replaces one content by the other without end, and says when it begins.
FOREVER = """
import sys
from pathlib import Path
from bot.facts.replace import replace
path = Path(sys.argv[1])
contents = [(b"%d: fact\\n" % n) * 200_000 for n in (1, 2)]
path.write_bytes(contents[0])
print("begun", flush=True)
while True:
    replace(path, *contents)
    contents.reverse()
"""


def test_killed_at_any_time(facts: Path) -> None:
    """Killed from outside after 0 to 60 ms, in the middle of megabytes: one of the two, whole."""
    whole = {(b"%d: fact\n" % n) * 200_000 for n in (1, 2)}
    met = set()
    for round_ in range(20):
        with _child(FOREVER, facts) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"begun\n"
            time.sleep(0.003 * round_)
            child.kill()
        met.add(facts.read_bytes())
    assert met <= whole
    assert len(met) == 2
