"""A compiled fact base in one file: facts, models and calibration, ready to be used.

Layout: the magic line, the CRC-32 of what follows, a letter (p plain, z compressed) and what fills
the head up to a multiple of 8 bytes, then the length of a JSON text, that text, and the arrays it
tells of, one after the other; no pickles. The phrasings are an array of bytes, JSON again, that is
read only where somebody needs them: answering does not.
A file of another format, of another program version, or whose checksum differs, is never used.
"""

from __future__ import annotations

import json
import math
import os
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from functools import cache
from itertools import permutations
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from bot import __version__
from bot.errors import SnapshotError
from bot.facts.load import build
from bot.facts.model import Phrasings
from bot.match.confidence import Calibration
from bot.match.contradiction import Contents
from bot.match.lexicon import Lexicon
from bot.match.matcher import Matcher
from bot.match.model import LanguageModel

_MAGIC: Final = f"footnote-snapshot 12 {__version__}\n".encode()
_HEAD: Final = len(_MAGIC) + 9  # with the checksum and its line end
_ALIGNED: Final = 8  # bytes
_KIND: Final = -_HEAD % _ALIGNED or _ALIGNED  # bytes of the letter and what fills up after it
_ARRAYS: Final = ("keys", "idf", "start", "entry", "weight", "often", "dense", "word_key",
                  "word_idf", "word_start", "word_entry", "word_lines", "asked")  # fmt: skip


def dump(matcher: Matcher, values: dict[str, Any], *, small: bool = False) -> bytes:
    """The bytes of a snapshot.

    ``values``: the document the base was built from;  ``small``: compressed, slower to load.
    """
    arrays: dict[str, npt.NDArray[Any]] = {}
    for code, model in matcher.models.items():
        arrays |= {f"{code}.{name}": getattr(model, name) for name in _ARRAYS}
        arrays[f"{code}.table"] = np.asarray(matcher.tables[code], np.float32)
    for (source, target), places in matcher.lexicon.places.items():
        arrays[f"{source}.{target}"] = places
    lines = [dict(entry.phrasings) for entry in matcher.entries]
    arrays["phrasings"] = np.frombuffer(json.dumps(lines, ensure_ascii=False).encode(), np.uint8)
    bare = {
        part: [{k: v for k, v in entry.items() if k != "phrasings"} for entry in values[part]]
        for part in ("facts", "gaps")
        if part in values
    }
    meta = {
        "version": matcher.base.version,
        "values": values | bare,
        "calibration": asdict(matcher.calibration),
        "contents": {
            "names": [sorted(names) for names in matcher.contents.names],
            "figures": [sorted(figures) for figures in matcher.contents.figures],
            "common": sorted(matcher.contents.common),
        },
        "models": {
            code: {"lines": model.lines, "vocabulary": " ".join(model.vocabulary)}
            for code, model in matcher.models.items()
        },
    }
    index, body, offset = {}, [], 0
    for name, array in arrays.items():
        raw = np.ascontiguousarray(array).tobytes()
        index[name] = [array.dtype.str, offset, array.shape]
        body += [raw, bytes(-len(raw) % _ALIGNED)]
        offset += len(raw) + -len(raw) % _ALIGNED
    text = json.dumps(meta | {"arrays": index}, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-(len(text) + 8) % _ALIGNED)
    plain = b"".join([struct.pack("<Q", len(text)), text, *body])
    if small:
        return _sealed(b"z".ljust(_KIND) + zlib.compress(plain, 9))
    return _sealed(b"p".ljust(_KIND) + plain)


def load(data: bytes | mmap, version: str) -> Matcher:
    """The matcher of a snapshot. Raises :class:`SnapshotError` unless it is whole and of
    ``version`` of the facts.
    """
    try:
        return _decoded(_payload(data), version)
    except (KeyError, TypeError):
        # Whole, but made by this version while it was being developed.
        raise SnapshotError("of another layout") from None


def _payload(data: bytes | mmap) -> memoryview:
    """What a snapshot holds. Raises :class:`SnapshotError` unless whole and of this layout."""
    payload = memoryview(data)[_HEAD:]
    if data[: len(_MAGIC)] != _MAGIC:
        raise SnapshotError("of another program version")
    if _checksum(payload) != data[len(_MAGIC) : _HEAD]:
        raise SnapshotError("damaged")
    return payload


def opened(path: Path, version: str) -> Matcher:
    """The matcher of a snapshot's file, as :func:`load`. The file is mapped, not read: nothing is
    copied, and a file that is replaced meanwhile stays as it was for whoever has it open.

    Raises :class:`OSError` for a file that cannot be read, :class:`SnapshotError` for a wrong one.
    """
    with path.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            raise SnapshotError("empty")
        return load(mmap(file.fileno(), 0, access=ACCESS_READ), version)


def _decoded(payload: memoryview, version: str) -> Matcher:
    plain = payload[_KIND:]
    if payload[0] == ord("z"):
        plain = memoryview(zlib.decompress(plain))
    (length,) = struct.unpack_from("<Q", plain)
    meta = json.loads(bytes(plain[8 : 8 + length]))
    if meta["version"] != version:
        raise SnapshotError("of other facts")

    def array(name: str) -> npt.NDArray[Any]:
        kind, offset, shape = meta["arrays"][name]
        found = np.frombuffer(plain, kind, math.prod(shape), 8 + length + offset)
        return found.reshape(shape)

    models = {
        code: LanguageModel(
            **{name: array(f"{code}.{name}") for name in _ARRAYS},
            lines=about["lines"],
            vocabulary=tuple(about["vocabulary"].split()),
        )
        for code, about in meta["models"].items()
    }
    tables = {code: array(f"{code}.table").tolist() for code in models}
    calibration = meta["calibration"]
    return Matcher(
        base=build(meta["values"], version, _lazily(array("phrasings"), meta["values"])),
        lexicon=Lexicon(
            models,
            {(one, other): array(f"{one}.{other}") for one, other in permutations(models, 2)},
        ),
        tables=tables,
        calibration=Calibration(
            **{**calibration, "coefficients": tuple(calibration["coefficients"])}
        ),
        contents=Contents(
            tuple(map(frozenset, meta["contents"]["names"])),
            tuple(map(frozenset, meta["contents"]["figures"])),
            frozenset(meta["contents"]["common"]),
        ),
    )


class _Lines(Mapping[str, tuple[str, ...]]):
    """The phrasings of one entry, read with those of all others when they are first looked at."""

    def __init__(self, number: int, everything: Callable[[], list[dict[str, list[str]]]]) -> None:
        self._number = number
        self._everything = everything

    def _own(self) -> dict[str, list[str]]:
        return self._everything()[self._number]

    def __getitem__(self, code: str) -> tuple[str, ...]:
        return tuple(self._own()[code])

    def __iter__(self) -> Iterator[str]:
        return iter(self._own())

    def __len__(self) -> int:
        return len(self._own())


def _lazily(raw: npt.NDArray[Any], values: Mapping[str, Any]) -> list[Phrasings]:
    @cache
    def everything() -> list[dict[str, list[str]]]:
        found: list[dict[str, list[str]]] = json.loads(raw.tobytes())
        return found

    count = len(values["facts"]) + len(values.get("gaps", ()))
    return [_Lines(number, everything) for number in range(count)]


def unpacked(data: bytes) -> bytes:
    """The same snapshot without compression. Raises :class:`SnapshotError` for a wrong one."""
    payload = _payload(data)
    if bytes(payload[:1]) == b"p":
        return data
    return _sealed(b"p".ljust(_KIND) + zlib.decompress(payload[_KIND:]))


def _sealed(payload: bytes) -> bytes:
    return b"".join([_MAGIC, _checksum(payload), payload])


def _checksum(payload: bytes | memoryview) -> bytes:
    # Against damage, not malice: whoever can write here can write any checksum. CRC-32 takes half
    # the time of SHA-256, which was a twentieth of a start.
    return f"{zlib.crc32(payload):08x}\n".encode()


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)  # mkstemp's files are for their owner alone
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
