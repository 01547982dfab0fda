"""Styled text as HTML that Telegram accepts, whatever is in it, in parts that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platform.render import Line, Role, Span
from bot.platform.split import utf16
from bot.telegram_bot.markup import Rich, Style, html_of, parts, rich
from tests.support.telegram.checks import text_of
from tests.support.telegram.html import parse_html

FSI, PDI, RLM = "\u2068", "\u2069", "\u200f"
ROLES: tuple[Role, ...] = ("plain", "strong", "mark", "faint", "quote")
HOSTILE = st.text(
    st.sampled_from("<>&\"'/b=abإ👍\u0301\u202e\u2028\u0000\r\t\ud800\u2068\u2069 .\n@#"),
    max_size=40,
)
SPANS = st.builds(
    Span, HOSTILE, st.sampled_from(ROLES), st.sampled_from((None, 'https://a.example/?b="c"&d=<e>'))
)
LINES = st.lists(st.tuples(SPANS, SPANS), min_size=1, max_size=6)


def test_roles_and_links() -> None:
    """Bold, italic and a link; everything typed is escaped; nothing else is markup."""
    line: Line = (
        Span("<Job> & pay", "strong"),
        Span(" ¹", "mark"),
        Span('a"b', url='https://a.example/?x=1&y="2"'),
        Span("faint", "faint"),
    )
    assert html_of(rich([line], "en")) == (
        "<b>&lt;Job&gt; &amp; pay</b> ¹"
        '<a href="https://a.example/?x=1&amp;y=&quot;2&quot;">a"b</a><i>faint</i>'
    )


def test_blank_runs_get_no_tag() -> None:
    """A tag around nothing would be noise."""
    assert html_of(rich([(Span(" ", "strong"), Span("x"))], "en")) == " x"


@pytest.mark.parametrize(
    ("line", "led"),
    [
        ("راتب", False),
        (f"¹ «{FSI}Title{PDI}»، الإنجليزية", False),
        (f"¹ «{FSI}Title{PDI}»", True),
        ("¹ Title، الإنجليزية", True),
    ],
)
def test_arabic_lines_run_from_the_right(line: str, led: bool) -> None:  # noqa: FBT001
    """A line of Arabic that does not begin with an Arabic letter is led by a mark."""
    assert rich([(Span(line),)], "ar").text == (RLM if led else "") + line
    assert rich([(Span(line),)], "en").text == line


def test_a_part_is_cut_between_styles() -> None:
    """What is bold moves to the next part as a whole."""
    whole = Rich("aaaa bbbb cccc", (Style(5, 14, "b"),))
    assert [html_of(part) for part in parts(whole, 10)] == ["aaaa", "<b>bbbb cccc</b>"]


def test_a_style_longer_than_a_part() -> None:
    """It is cut, and styled in every part."""
    whole = Rich("👍" * 12, (Style(0, 12, "a", "https://a.example"),))
    pieces = [html_of(part) for part in parts(whole, 10)]
    assert pieces == [f'<a href="https://a.example">{"👍" * count}</a>' for count in (5, 5, 2)]


@given(LINES, st.sampled_from(("en", "ar")), st.integers(2, 60))
def test_telegram_accepts_every_part(lines: list[Line], language: str, limit: int) -> None:
    """Hostile text, in parts: each is read by Telegram as what it was, within the limit."""
    whole = rich(lines, language)
    for part in parts(whole, limit):
        assert utf16(part.text) <= limit
        text, entities = parse_html(html_of(part))
        assert text == part.text
        spoken = [style for style in part.styles if style.end > style.start]
        assert len(entities) <= len(spoken)
        if part.text.strip():
            text_of({"text": html_of(part), "parse_mode": "HTML"})
    cut = "".join("".join(part.text.split()) for part in parts(whole, limit))
    assert cut == "".join(whole.text.split())
