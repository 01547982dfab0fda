"""A small JSON file in the state folder: what a restart must not forget, nothing of a person."""

from __future__ import annotations

import json
import logging
import os
import tempfile
from pathlib import Path
from typing import Any, Final

_LOG: Final = logging.getLogger(__name__)


class Store:
    """Values by name, written at once. One file a platform: ``Store(folder / "discord.json")``.

    A file that cannot be read counts as empty, one that cannot be written is said once: the bot
    works without, and does again what it would have remembered.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._warned = False
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found = {}
        self._values: dict[str, Any] = found if isinstance(found, dict) else {}

    def get(self, name: str) -> Any:  # noqa: ANN401 - as JSON is
        """The value of a name; None where there is none."""
        return self._values.get(name)

    def put(self, name: str, value: Any) -> None:  # noqa: ANN401
        """Keep a value that JSON can hold; None removes it."""
        if value is None:
            self._values.pop(name, None)
        else:
            self._values[name] = value
        try:
            self._write()
        except OSError as error:
            if not self._warned:
                self._warned = True
                _LOG.warning("cannot write %s (%s): set STATE_FOLDER to a folder that can be "
                             "written", self._path, error.strerror)  # fmt: skip

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=self._path.name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(self._values, file, indent=1, sort_keys=True)
        Path(name).replace(self._path)
