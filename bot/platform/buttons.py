"""What a button does, in a payload of at most 64 bytes that means the same after a restart.

A payload is ``fn:KIND:ENTRY:LANGUAGE``, for votes followed by ``:VERSION`` of the facts,
``fn:d:PERSON``, or ``fn:KIND:QUESTION:ENTRY`` on the curator's desk. ENTRY is a hash of the entry's
id, so that an id of any length fits and nothing has to be remembered; 64 bytes are Telegram's limit
(core.telegram.org/bots/api#inlinekeyboardbutton), Discord's is 100.
"""

from __future__ import annotations

import re
from base64 import b32encode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2s
from typing import Final, Literal

from bot.facts.model import LANGUAGES, FactBase

Kind = Literal["original", "entry", "delete", "up", "down", "group", "phrase", "dismiss"]
MAX_BYTES: Final = 64
VOTING: Final[tuple[Kind, ...]] = ("up", "down")
CURATING: Final[tuple[Kind, ...]] = ("group", "phrase", "dismiss")

_LETTERS: Final[dict[Kind, str]] = {
    "original": "o", "entry": "e", "delete": "d", "up": "u", "down": "n", "group": "g",
    "phrase": "p", "dismiss": "x",
}  # fmt: skip
_KINDS: Final[dict[str, Kind]] = {letter: kind for kind, letter in _LETTERS.items()}
PATTERN: Final = (
    r"fn:(?:[oe]:[a-z2-7]{13}:(?:en|it|fr|ar)"
    r"|[un]:[a-z2-7]{13}:(?:en|it|fr|ar):[0-9a-f]{1,16}"
    r"|d:[0-9]{1,20}|[gpx]:[0-9]{1,18}:(?:[a-z2-7]{13})?)"
)
_PAYLOAD: Final = re.compile(PATTERN)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a button does.

    original: show the cited fragments of ``entry``;  entry: answer with it, in ``language``;
    delete: remove the message, for ``person`` who asked (0: nobody but moderators);  up, down: vote
    on ``entry`` as ``version`` of the facts has it;  group: show the kept question ``question`` and
    those like it;  phrase: add it to ``entry``;  dismiss: delete them.
    ``entry`` is the short id of :func:`short_id`.
    """

    kind: Kind
    entry: str = ""
    language: str = ""
    person: int = 0
    version: str = ""
    question: int = 0

    @property
    def payload(self) -> str:
        """At most 64 bytes of ASCII."""
        if self.kind == "delete":
            return f"fn:d:{self.person}"
        letter = _LETTERS[self.kind]
        if self.kind in CURATING:
            return f"fn:{letter}:{self.question}:{self.entry}"
        end = f":{self.version}" if self.kind in VOTING else ""
        return f"fn:{letter}:{self.entry}:{self.language}{end}"


@dataclass(frozen=True, slots=True)
class Button:
    """An action and what it says on it. ``row``: buttons of one row belong together, from 0."""

    action: Action
    label: str
    row: int


@lru_cache(maxsize=4096)
def short_id(entry: str) -> str:
    """Thirteen letters for an entry's id: 64 bits, of which two in a million million meet."""
    return b32encode(blake2s(entry.encode(), digest_size=8).digest()).decode().lower().rstrip("=")


def read_payload(payload: str) -> Action | None:
    """The action of a payload; None for one that is not ours or was tampered with."""
    if not _PAYLOAD.fullmatch(payload):
        return None
    _, letter, *rest = payload.split(":")
    if letter == "d":
        return Action("delete", person=int(rest[0]))
    kind = _KINDS[letter]
    if kind in CURATING:
        return Action(kind, rest[1], question=int(rest[0]))
    return Action(kind, rest[0], rest[1], version=rest[2] if kind in VOTING else "")


@lru_cache(maxsize=2)
def _by_short_id(ids: tuple[str, ...]) -> dict[str, str]:
    return {short_id(id_): id_ for id_ in ids}


def entry_of(base: FactBase, action: Action) -> str | None:
    """The id of an action's entry; None when the facts no longer have it."""
    return _by_short_id(tuple(base.entry_by_id)).get(action.entry)


def entry_action(entry: str, language: str) -> Action:
    """Answer with an entry."""
    if language not in LANGUAGES:
        raise ValueError(f"no language {language}")
    return Action("entry", short_id(entry), language)
