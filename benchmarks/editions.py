"""A small fact file in one edition after the other, whole or broken in several ways."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

FACTS: Final = Path(__file__).parent.parent / "tests" / "match" / "tiny.yaml"
MARK: Final = re.compile(r"edx[a-z]+")
BROKEN: Final = ("syntax", "missing citation", "half-written", "deleted", "unreadable")


def mark_of(number: int) -> str:
    """The mark of an edition: letters only, for figures would change what is matched."""
    return "edx" + "".join(chr(ord("a") + int(digit)) for digit in str(number))


def edition(number: int) -> str:
    """The text of an edition: the file with its mark in everything that people read."""
    mark = mark_of(number)
    rows = FACTS.read_text(encoding="utf-8").splitlines(keepends=True)
    marked = re.compile(r'\b((?:en|it|fr|ar|title): ")([^"]*)"')
    return "".join(row if "commands:" in row else marked.sub(rf'\1\2 {mark}"', row) for row in rows)


def save(path: Path, text: str, how: str | None) -> None:
    """Leave a file at ``path``, whole or broken in one of the ways of :data:`BROKEN`."""
    path.unlink(missing_ok=True)
    if how is None:
        path.write_text(text, encoding="utf-8")
    elif how == "syntax":
        path.write_text(text.replace("facts:\n", "facts: [\n", 1), encoding="utf-8")
    elif how == "missing citation":
        start = text.index("        citations:\n")
        path.write_text(text[:start] + text[text.index("    related:", start) :], encoding="utf-8")
    elif how == "half-written":
        path.write_text(text[: text.index("About 12,000")], encoding="utf-8")
    elif how == "unreadable":
        path.symlink_to(path.name)  # leads to itself: not even root reads it
    elif how != "deleted":
        raise ValueError(how)
