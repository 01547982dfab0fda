"""docs/telegram.md says what the program says and reads."""

from __future__ import annotations

import re

from bot.telegram_bot.menus import menus
from bot.telegram_bot.updates import ALLOWED
from tests.env import read_variables
from tests.match.tiny import tiny_base
from tests.program import ROOT

GUIDE = (ROOT / "docs" / "telegram.md").read_text(encoding="utf-8")


def test_every_line_of_the_log_exists() -> None:
    """What the table explains is what the code says, in these words."""
    table = GUIDE.partition("## When something goes wrong")[2]
    lines = re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)
    source = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "telegram_bot").glob("*.py")
    )
    source = re.sub(r'"\s*\n\s*f?"', "", source)  # sentences that are written over two lines
    assert len(lines) >= 8
    for line in lines:
        for words in line.split(" … "):
            assert words in source, line


def test_every_setting_is_explained() -> None:
    """Each TELEGRAM_ variable that is read stands in the guide, and no other."""
    read = {name for name in read_variables() if name.startswith("TELEGRAM_")}
    assert read - {"TELEGRAM_TOKEN"} <= set(re.findall(r"TELEGRAM_[A-Z_]+", GUIDE)) <= read


def test_menus_as_described() -> None:
    """Two scopes, each without a language first, then in four."""
    codes = [menu.code for menu in menus(tiny_base(), "en")]
    assert codes == ["", "en", "it", "fr", "ar"] * 2
    assert "one for\nprivate chats and one for groups" in GUIDE
    assert "inline_query" in ALLOWED
