"""A compiled fact base in one file: the same answers as before, or not used at all."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from bot.errors import SnapshotError
from bot.facts.document import parse
from bot.facts.shape import FACT_FILE
from bot.facts.source import read_text
from bot.match import snapshot
from bot.match.matcher import Matcher
from bot.match.snapshot import dump, load, unpacked, write
from tests.match.tiny import TINY

QUESTIONS = (
    "how much does the new lamp cost",
    "chi bada al faro",
    "quel jour le phare s'est éteint",
    "كم زائرا في السنة",
    "when does it reopen",
    "what is the capital of Peru",
)


@pytest.fixture(scope="module")
def data(tiny: Matcher) -> bytes:
    """The snapshot of the lighthouse."""
    return dump(tiny, parse(read_text(TINY), FACT_FILE).values)


def test_same_facts_and_same_answers(tiny: Matcher, data: bytes) -> None:
    """What is read back ranks every question as what was written."""
    again = load(data, tiny.base.version)
    assert again.base == tiny.base
    assert again.calibration == tiny.calibration
    for question in QUESTIONS:
        before, after = tiny.rank(question), again.rank(question)
        assert [c.entry.id for c in after.candidates] == [c.entry.id for c in before.candidates]
        assert after.probability == before.probability


def test_any_flipped_bit_is_noticed(tiny: Matcher, data: bytes) -> None:
    """A snapshot with one bit wrong anywhere is refused."""
    chance = random.Random(7)  # noqa: S311 - places to try
    places = [*range(100), *(chance.randrange(len(data)) for _ in range(100)), len(data) - 1]
    for place in places:
        wrong = bytearray(data)
        wrong[place] ^= 1 << chance.randrange(8)
        with pytest.raises(SnapshotError):
            load(bytes(wrong), tiny.base.version)


def test_unpacking(tiny: Matcher, data: bytes) -> None:
    """The same facts, larger; what is plain stays as it is, and what is damaged is not unpacked."""
    small = dump(tiny, parse(read_text(TINY), FACT_FILE).values, small=True)
    assert len(small) < len(data)
    assert unpacked(small) == data == unpacked(data)
    for wrong in (b"", small[:-1], small[:30] + b"!" + small[31:], b"x" + small[1:]):
        with pytest.raises(SnapshotError):
            unpacked(wrong)


def test_any_cut_is_noticed(tiny: Matcher, data: bytes) -> None:
    """A snapshot that was not written to its end is refused, however short."""
    for length in (0, 1, 20, 60, 100, 1000, len(data) - 1):
        with pytest.raises(SnapshotError):
            load(data[:length], tiny.base.version)


def test_other_facts_are_refused(data: bytes) -> None:
    """The snapshot of one text is not used for another."""
    with pytest.raises(SnapshotError, match="of other facts"):
        load(data, "0" * 12)


def test_other_program_version_is_refused(
    tiny: Matcher, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer program does not read what an older one wrote."""
    monkeypatch.setattr(snapshot, "_MAGIC", b"footnote-snapshot 1 99.0.0\n")
    with pytest.raises(SnapshotError, match="another program version"):
        load(data, tiny.base.version)


def test_other_layout_is_refused(tiny: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole snapshot that lacks what the program now needs is refused, not a traceback."""
    values = parse(read_text(TINY), FACT_FILE).values
    monkeypatch.setattr(snapshot, "_ARRAYS", tuple(n for n in snapshot._ARRAYS if n != "idf"))
    short = dump(tiny, values)
    monkeypatch.undo()
    with pytest.raises(SnapshotError, match="another layout"):
        load(short, tiny.base.version)


def test_no_pickle_inside(data: bytes) -> None:
    """A snapshot can hold numbers and text only: nothing in it is ever executed."""
    payload = data.split(b"\n", 2)[2]
    plain = payload[snapshot._KIND :]
    length = int.from_bytes(plain[:8], "little")
    arrays = json.loads(plain[8 : 8 + length])["arrays"]
    assert arrays
    assert {kind[1] for kind, _, _ in arrays.values()} <= set("fiu")


def test_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """The folder is made, the file is whole, an old one is replaced, nothing else is left."""
    path = tmp_path / "deep" / "facts.snapshot"
    write(path, b"first")
    write(path, b"second")
    assert path.read_bytes() == b"second"
    assert list(path.parent.iterdir()) == [path]


def test_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    """A folder under the file's name: the error is raised and no scrap is left."""
    path = tmp_path / "facts.snapshot"
    (path / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match=r"\w"):
        write(path, b"data")
    assert list(tmp_path.iterdir()) == [path]
