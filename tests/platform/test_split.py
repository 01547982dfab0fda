"""Long texts are cut where a reader would pause, and never where it breaks something."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platform.split import shorten, spans, split, utf16


def test_paragraph_before_line_before_sentence_before_word() -> None:
    """The best place within reach is taken."""
    assert split("One two.\n\nThree four.\nFive six.", 24) == ["One two.", "Three four.\nFive six."]
    assert split("Three four.\nFive six. Seven.", 24) == ["Three four.", "Five six. Seven."]
    assert split("Five six. Seven eight nine.", 20) == ["Five six.", "Seven eight nine."]
    assert split("seven eight nine ten", 12) == ["seven eight", "nine ten"]
    assert split("abcdefgh", 3) == ["abc", "def", "gh"]


def test_arabic_sentences() -> None:
    """The Arabic question mark ends a sentence."""
    assert split("من يحرس المنارة؟ لا أحد يعرف", 20) == ["من يحرس المنارة؟", "لا أحد يعرف"]


@pytest.mark.parametrize(
    "link",
    ["[the old light](https://herald.example/old)", "<https://herald.example/a.b?c=d>",
     "https://herald.example/old.light"],
)  # fmt: skip
def test_never_inside_a_link(link: str) -> None:
    """A link goes to the next message whole."""
    text = f"As it says in {link} there."
    for limit in range(len(link), len(text)):
        assert any(link in piece for piece in split(text, limit)), limit


def test_never_inside_a_range() -> None:
    """What the caller marks as whole stays whole."""
    text = "one two THREE FOUR FIVE six"
    for limit in range(15, len(text)):
        assert any("THREE FOUR FIVE" in piece for piece in split(text, limit, whole=[(8, 23)]))


def test_never_inside_a_character() -> None:
    """A flag, a family, an accent: characters of several code points are not taken apart."""
    family = "👨‍👩‍👧"
    for piece in split((family + "é́ ") * 20, 20, utf16):
        assert not piece.startswith(("\u200d", "\u0301"))
    assert utf16("a👍") == 3


def test_link_longer_than_the_limit_is_cut_all_the_same() -> None:
    """Nothing is lost, and it ends."""
    pieces = split("https://x.example/" + "a" * 100, 30)
    assert "".join(pieces) == "https://x.example/" + "a" * 100


@given(st.text(alphabet=st.sampled_from("ab .\n\\*é\u0301👍[](<https://x>)ي؟"), max_size=300),
       st.integers(8, 60))  # fmt: skip
def test_nothing_is_lost_and_all_fits(text: str, limit: int) -> None:
    """Every piece fits, none is empty, and together they are the text but for white space."""
    pieces = split(text, limit, utf16)
    assert all(0 < utf16(piece) <= limit for piece in pieces)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)
    assert [text[a:b] for a, b in spans(text, limit, utf16)] == pieces


@given(st.text(max_size=200), st.integers(2, 80))
def test_shortened_text_fits_on_a_line(text: str, limit: int) -> None:
    """A label is one line within its limit."""
    short = shorten(text, limit, utf16)
    assert utf16(short) <= limit
    assert "\n" not in short
