"""Questions that were kept, as a test writes them down."""

from __future__ import annotations

from datetime import date
from itertools import count

from bot.platform.records import Kept, Unanswered

DAY = date(2026, 3, 4)
_IDS = count(1)


def kept(
    text: str, language: str = "en", outcome: Unanswered = "unknown", entry: str | None = None
) -> Kept:
    """A question that somebody asked."""
    return Kept(next(_IDS), DAY, "discord", language, outcome, entry, text)


# What people asked about the lighthouse and got no answer to.
ASKED = (
    *[kept("how tall is the lighthouse tower") for _ in range(3)],
    kept("How TALL is the lighthouse tower??"),
    kept("how tall is that lighthouse tower"),
    kept("is there a ghost in the cellar"),
    kept("quanto è alta la torre del faro", "it"),
    kept("when will the lighthouse open again", outcome="gap", entry="gap-reopening"),
    kept("quand rouvre le phare svp", "fr", "gap", "gap-reopening"),
    kept("هل يوجد شبح في القبو", "ar"),
    kept("how much is the lamp worth today", outcome="down", entry="lamp-cost"),
)
