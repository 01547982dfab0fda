"""The state folder: a small file that survives a restart and bad luck."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.platform.store import Store


def test_survives_a_restart(tmp_path: Path) -> None:
    """What was put is there in the next process."""
    path = tmp_path / "new" / "state.json"
    store = Store(path)
    store.put("a", {"1": "fr"})
    store.put("b", 2)
    store.put("b", None)
    again = Store(path)
    assert again.get("a") == {"1": "fr"}
    assert again.get("b") is None
    assert [file.name for file in path.parent.iterdir()] == ["state.json"]


@pytest.mark.parametrize("content", ["", "{", "[1]", "\ufeff", "null"])
def test_damaged_file_counts_as_empty(tmp_path: Path, content: str) -> None:
    """A file that was cut off costs what it held, nothing else."""
    path = tmp_path / "state.json"
    path.write_text(content, encoding="utf-8")
    store = Store(path)
    assert store.get("a") is None
    store.put("a", 1)
    assert Store(path).get("a") == 1


def test_folder_that_cannot_be_written_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The bot works on, and remembers until it ends."""
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    store = Store(blocked / "state.json")
    store.put("a", 1)
    store.put("a", 2)
    assert store.get("a") == 2
    assert caplog.text.count("set STATE_FOLDER to a folder that can be written") == 1
