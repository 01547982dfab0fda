"""Put a new content in a file's place: whole or not at all, never over somebody else's work.

The new content is written beside the file and renamed onto it, which a file system does at once:
whoever reads, and whatever kills this process, meets the old file or the new one. The old content
stays as a backup. Where the file system can, the backup is the old file itself under another name,
so that even what an editor writes into it in the last moment is not lost.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from hashlib import sha256
from pathlib import Path
from typing import Final

from bot.errors import EditRefused, FactFileError
from bot.facts.source import read_data, text_of, version_of

BACKUPS: Final = 10  # kept beside a file, the newest
_ABANDONED: Final = 3600.0  # seconds after which a draft was left by a process that was killed
_DRAFT: Final = ".draft"
_MEANWHILE: Final = "{path} was changed by someone else meanwhile: nothing was added, try again"


def why_not(path: Path) -> str | None:
    """Why a file cannot be replaced, one line with the remedy; None if it can be."""
    path = path.resolve()
    if not path.is_file():
        return f"no fact file at {path}"
    if not os.access(path.parent, os.W_OK):
        remedy = "mount it writable, or edit the file itself"
        return f"the folder {path.parent} cannot be written: {remedy}"
    return None


def backup_of(path: Path, old: bytes) -> Path:
    """Where the content of a file is kept when it is replaced: ``facts.yaml.<version>.bak``."""
    return path.with_name(f"{path.name}.{version_of(text_of(old, path))}.bak")


def replace(path: Path, old: bytes, new: bytes) -> Path:
    """Replace ``old`` by ``new``; the backup's path.

    Raises :class:`EditRefused` when the file no longer holds ``old`` or cannot be written.
    """
    path = path.resolve()  # a link stays a link
    if (reason := why_not(path)) is not None:
        raise EditRefused(reason)
    try:
        with _turn(path.parent):
            _clear(path)
            return _replace(path, old, new)
    except OSError as error:
        raise EditRefused(f"cannot write {path}: {error.strerror}; nothing was changed") from None


def _replace(path: Path, old: bytes, new: bytes) -> Path:
    draft, backup = _draft(path, new), backup_of(path, old)
    try:
        shutil.copymode(path, draft)
        with suppress(OSError, AttributeError):  # only root gives files away
            os.chown(draft, path.stat().st_uid, path.stat().st_gid)
        _keep(path, backup)
        if not _holds(path, old):
            backup.unlink(missing_ok=True)
            raise EditRefused(_MEANWHILE.format(path=path))
        draft.replace(path)
        if not _holds(backup, old):  # an editor wrote into the old file in the last moment
            backup.replace(path)
            raise EditRefused(_MEANWHILE.format(path=path))
    finally:
        draft.unlink(missing_ok=True)
    _settle(path.parent)
    _prune(path)
    return backup


def _holds(path: Path, content: bytes) -> bool:
    try:
        return sha256(read_data(path)).digest() == sha256(content).digest()
    except FactFileError:
        return False


def _draft(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(_DRAFT, f".{path.name}.", path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _keep(path: Path, backup: Path) -> None:
    backup.unlink(missing_ok=True)
    try:
        backup.hardlink_to(path)
    except OSError:  # a file system without hard links
        shutil.copy2(path, backup)


def _settle(folder: Path) -> None:
    """Have the rename on the disk before it is reported, where the system offers that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _prune(path: Path) -> None:
    with suppress(OSError):
        kept = sorted(
            path.parent.glob(f"{escape(path.name)}.*.bak"), key=lambda p: p.stat().st_ctime
        )
        for stale in kept[:-BACKUPS]:
            stale.unlink(missing_ok=True)


def _clear(path: Path) -> None:
    for draft in path.parent.glob(f".{escape(path.name)}.*{_DRAFT}"):
        with suppress(OSError):
            if time.time() - draft.stat().st_mtime > _ABANDONED:
                draft.unlink()


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """One edit of ours at a time in a folder, between processes too; no file is left for it."""
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:  # Windows
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network drives have no locks
            flock(handle, LOCK_EX)
        yield
    finally:
        os.close(handle)
