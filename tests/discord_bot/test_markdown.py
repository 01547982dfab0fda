"""Discord's Markdown: what is ours looks as meant, what is anybody's shows as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_bot.markdown import draw, escape, shown
from bot.platform.render import Span


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("2 * 3 * 4", "2 \\* 3 \\* 4"),
        ("snake_case", "snake\\_case"),
        ("<@123> @everyone", "\\<\\@123\\> \\@everyone"),
        ("[a](b)", "\\[a\\]\\(b\\)"),
        ("# no heading", "\\# no heading"),
        ("C# is fine", "C# is fine"),
        ("a\n- no list", "a\n\\- no list"),
        ("well-known", "well-known"),
        ("back\\slash", "back\\\\slash"),
        ("see https://x.example/a_b.", "see <https://x.example/a_b>."),
        ("http://", "http://"),
    ],
)
def test_escape(text: str, escaped: str) -> None:
    """Signs that mean something are escaped; addresses make no preview."""
    assert escape(text) == escaped


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_escaped_text_reads_as_it_was(text: str) -> None:
    """Without the escapes and the brackets of addresses it is the same text."""
    if "http" not in text:
        assert re.sub(r"\\(.)", r"\1", escape(text)) == text


def test_roles() -> None:
    """Strong, quotes, small print, a link; marks stay whole."""
    lines = (
        (Span("Sources ", "strong"),),
        (Span("a*b", "quote"), Span(" ¹", "mark")),
        (Span("title", url="https://x.example/a(b)"), Span(", en")),
        (Span("two copies", "faint"),),
    )
    drawn = draw(lines, masked=True)
    assert drawn.text == (
        "**Sources** \n*a\\*b* ¹\n[title](https://x.example/a%28b%29), en\n-# two copies"
    )
    assert " ¹" in [drawn.text[a:b] for a, b in drawn.whole]
    assert "title <https://x.example/a%28b%29>, en" in draw(lines, masked=False).text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://x", "https://x y", "https://" + "x" * 700]
)
def test_address_that_is_none_makes_no_link(url: str) -> None:
    """Only addresses of the web, of a bearable length, become links."""
    assert draw(((Span("title", url=url),),), masked=True).text == "title"


def test_shown() -> None:
    """No direction overrides, no half characters, no line breaks; our isolates stay."""
    assert shown("a\u202eb\ud83dc\nd\u2068e\u2069") == "abc d\u2068e\u2069"
