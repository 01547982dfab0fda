"""The version of a fact file is that of its text, however it was saved."""

from __future__ import annotations

import codecs
from pathlib import Path

from bot.facts.source import read_data, read_text, version_of, version_of_data


def test_version_of_bytes_is_that_of_the_text(tmp_path: Path) -> None:
    """A byte order mark, which Windows editors write, changes nothing; a letter does."""
    text = "story:\n  title: {en: Ann Lowe, ar: مارا}\n"
    plain, marked = tmp_path / "plain.yaml", tmp_path / "marked.yaml"
    plain.write_bytes(text.encode())
    marked.write_bytes(codecs.BOM_UTF8 + text.encode())
    assert read_text(plain) == read_text(marked) == text
    assert version_of_data(read_data(plain)) == version_of(text)
    assert version_of_data(read_data(marked)) == version_of(text)
    assert version_of(text.replace("Ann", "Anne")) != version_of(text)
