"""The shell's variables over those of .env."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.environment import environment
from bot.errors import ConfigurationError


def test_shell_over_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is set in the shell wins; an empty variable there hides nothing."""
    path = tmp_path / ".env"
    path.write_text("\ufeffDISCORD_TOKEN=from-file\nLOG_LEVEL=DEBUG\nFACTS='my facts.yaml'\n"
                    "DISCORD_PREFIX=$\n", encoding="utf-8")  # fmt: skip
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    monkeypatch.setenv("DISCORD_TOKEN", "")
    found = environment(path)
    assert found.text("LOG_LEVEL") == "ERROR"
    assert found.text("DISCORD_TOKEN") == "from-file"
    assert found.text("FACTS") == "my facts.yaml"
    assert found.text("DISCORD_PREFIX") == "$"


def test_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without .env the shell's variables are all there is."""
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    found = environment(tmp_path / ".env")
    assert found.text("LOG_LEVEL") == "ERROR"
    assert found.text("DISCORD_TOKEN") is None


def test_shipped_example_is_readable() -> None:
    """Copied as it is, .env.example sets nothing."""
    found = environment(Path(__file__).parent.parent / ".env.example")
    assert found.text("DISCORD_TOKEN") is None
    assert found.text("FACTS") is None


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A folder, or no text: one line that names it."""
    folder = tmp_path / ".env"
    folder.mkdir()
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfeA\x00")
    for path in (folder, binary):
        with pytest.raises(ConfigurationError, match="cannot read"):
            environment(path)
