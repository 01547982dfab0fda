"""What is kept of a question names and reaches nobody, as far as that can be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platform.scrub import LONGEST, scrub


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("who pays <@123456789012345678> now?", "who pays … now?"),
        ("ask @bruno_92 or @bruno#1234", "ask … or …"),
        ("see <#12> and <:smile:12345>", "see … and …"),
        ("mail anna.rossi@example.org please", "mail … please"),
        ("https://example.org/a?b=c says so", "… says so"),
        ("example.org/path and www.example.org", "… and …"),
        ("t.me/somebody", "…"),
        ("call +39 347 123 4567", "call …"),
        ("call 06/1234.5678 or (02) 555-0199-22", "call … or (…"),
        ("اتصل بـ ٠٥٥١٢٣٤٥٦٧ الآن", "اتصل بـ … الآن"),
        ("my card 4111 1111 1111 1111", "my card …"),
        ("born on 26/07/1980", "born on …"),
        ("two\nlines\u0000 and\u202e tricks", "two lines and tricks"),
    ],
)
def test_taken_out(typed: str, kept: str) -> None:
    """Mentions, links, addresses, phone and long numbers, control characters."""
    assert scrub(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "how much is $900,000 a year?",
        "in 2023, on July 26?",
        "45.000 € o 45 000 €?",
        "qui a écrit l'article de The Intercept?",
        "كم يبلغ الراتب 900,000؟",
    ],
)
def test_left_as_it_is(typed: str) -> None:
    """What the story is about stays."""
    assert scrub(typed) == typed


@given(st.text())
def test_any_text(typed: str) -> None:
    """One line that every database takes, of bounded length; scrubbing it again changes nothing."""
    kept = scrub(typed)
    assert len(kept) <= LONGEST
    assert kept.encode("utf-8").decode() == kept
    assert "\n" not in kept
    assert "\x00" not in kept
    assert "@" not in kept or scrub(kept) == kept


@given(st.integers(10**6, 10**18))
def test_no_long_number_stays(number: int) -> None:
    """However an account or an id is written."""
    for typed in (f"id {number}", f"id {number:,}", f"id {number:_}"):
        assert scrub(typed) == "id …"
