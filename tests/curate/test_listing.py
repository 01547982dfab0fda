"""What a curator reads in the terminal."""

from __future__ import annotations

from bot.curate.group import groups
from bot.curate.listing import as_json, listing
from bot.match.matcher import Matcher
from tests.curate.asked import ASKED


def test_terminal(tiny: Matcher) -> None:
    """How often, how it ended, in which other words, and what the facts have near it."""
    lines = "\n".join(listing(tiny.base, groups(tiny, ASKED)))
    assert lines.startswith(
        "  1. how tall is the lighthouse tower\n"
        "     5 times (not understood 5)\n"
        "     also: How TALL is the lighthouse tower?? · how tall is that lighthouse tower\n"
    )
    assert "     2 times (known gap 2)\n     also: quand rouvre le phare svp\n" in lines
    assert "     nearest gap: gap-reopening, When will it reopen?" in lines
    assert "     once (voted down 1)\n     nearest fact: lamp-cost, How much does" in lines


def test_json(tiny: Matcher) -> None:
    """Everything that is known of a question, by its id."""
    first = as_json(groups(tiny, ASKED)[0])
    assert (first["count"], first["language"], first["outcomes"]) == (5, "en", {"unknown": 5})
    assert first["questions"][0] == {
        "id": ASKED[0].id, "day": "2026-03-04", "platform": "discord", "language": "en",
        "outcome": "unknown", "entry": None, "text": "how tall is the lighthouse tower",
    }  # fmt: skip
