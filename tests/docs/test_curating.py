"""docs/curating.md shows what the commands print, and names only settings that there are."""

from __future__ import annotations

import re
import runpy
from typing import TYPE_CHECKING

from bot.curate.group import groups
from bot.curate.stubs import stubs
from bot.facts.replace import BACKUPS
from tests.env import read_variables
from tests.program import ROOT

if TYPE_CHECKING:
    import pytest

    from bot.match.matcher import Matcher

TEXT = (ROOT / "docs" / "curating.md").read_text(encoding="utf-8")


def test_settings_exist() -> None:
    """Whatever looks like a setting is one."""
    named = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)(?:=\w+)?`", TEXT))
    assert {"KEEP_QUESTIONS", "CHAT_EDITS", "WATCH_FACTS"} <= named
    assert named <= read_variables()


def test_stub_is_what_is_printed(tiny: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stub on the page is the beginning of the real one, of the questions in the pictures."""
    pictures = ROOT / "docs" / "pictures"
    monkeypatch.syspath_prepend(pictures)
    kept = runpy.run_path(str(pictures / "curating.py"))["KEPT"]
    printed = stubs(tiny.base, groups(tiny, kept))
    (shown,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert shown in printed


def test_backups_are_as_many() -> None:
    """The page says how many old files are kept."""
    assert BACKUPS == 10
    assert "the last ten of them" in TEXT


def test_buttons_are_called_so() -> None:
    """The buttons in the text are those that the picture shows."""
    picture = (ROOT / "docs" / "pictures" / "curating.svg").read_text(encoding="utf-8")
    for label in ("Add as phrasing of", "Dismiss"):
        assert f"**{label}" in TEXT
        assert label in picture
