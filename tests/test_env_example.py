""".env.example names every setting that the code reads, and no other."""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.commands.serve import PLATFORMS
from tests.env import read_variables
from tests.program import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

# Set by the system or the desktop, not by a person for Footnote.
OF_THE_SYSTEM = {"XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "TERM"}


def settings_of(lines: list[str]) -> list[str]:
    """Names to the left of the equals signs."""
    return [line.partition("=")[0] for line in lines if line and line[0] != "#"]


def environment_reads(tree: ast.AST) -> Iterator[ast.expr]:
    """Yield the name in each ``os.environ.get(…)``, ``os.environ[…]`` and ``os.getenv(…)``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in ("os.environ.get", "os.getenv"):
                yield node.args[0]
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            yield node.slice


def test_names_what_the_code_reads() -> None:
    """Each variable that bot/ reads is in .env.example, and each in .env.example is read."""
    read = set(read_variables()) | {platform.token for platform in PLATFORMS.values()}
    for path in sorted((ROOT / "bot").rglob("*.py")):
        for name in environment_reads(ast.parse(path.read_text(encoding="utf-8"))):
            assert isinstance(name, ast.Constant), f"{path} reads a variable of a computed name"
            read.add(str(name.value))
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert read - OF_THE_SYSTEM == set(settings_of(lines))


def test_each_setting_has_a_comment() -> None:
    """Above each setting stands a comment, and it holds no value: tokens are never shipped."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert len(settings_of(lines)) == len(set(settings_of(lines)))
    for before, line in pairwise(lines):
        if line and not line.startswith("#"):
            assert before.startswith("# ")
            assert line.endswith("=")
