"""The text of a fact file and its version: all that is needed to look for a snapshot of it."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path
from typing import Final

from bot.errors import FactFileError

MAX_BYTES: Final = 64 * 1024 * 1024


def read_data(path: Path) -> bytes:
    """The bytes of a fact file. Raises :class:`FactFileError`, one line with the remedy."""
    if path.is_dir():
        raise FactFileError(f"{path} is a folder: name the fact file in it, {path / 'facts.yaml'}")
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise FactFileError(f"no fact file at {path}: give one with --facts PATH") from None
    except OSError as error:
        raise FactFileError(f"cannot read {path}: {error.strerror}") from None
    if len(data) > MAX_BYTES:
        raise FactFileError(
            f"{path} is larger than {MAX_BYTES // 1024 // 1024} MB: split the story"
        )
    return data


def text_of(data: bytes, path: Path | str) -> str:
    """The text of a fact file's bytes. Raises :class:`FactFileError` if they are not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FactFileError(f"{path}:{line}:1: not UTF-8: save the file as UTF-8") from None


def read_text(path: Path) -> str:
    """The text of a fact file. Raises :class:`FactFileError`, one line with the remedy."""
    return text_of(read_data(path), path)


def version_of(text: str) -> str:
    """The version of a fact file: the first 12 hex digits of its text's SHA-256."""
    return version_of_data(text.encode("utf-8"))


def version_of_data(data: bytes) -> str:
    """The same from the bytes, which need not be decoded for it."""
    return hashlib.sha256(data.removeprefix(codecs.BOM_UTF8)).hexdigest()[:12]
