"""Phrasing templates: what a line stands for, and where it is wrong."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.template import MAX_EXPANSIONS, TemplateError, expand, expand_list

LISTS = {"pay": "salary|pay", "who": "[the] {pay} boss|him", "loop": "a|{loop}", "bad": "a|(b"}
WORDS = st.text(alphabet="abc àè عم", max_size=8)


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("plain words", ["plain words"]),
        ("  many   spaces ", ["many spaces"]),
        ("(a|b) c", ["a c", "b c"]),
        ("[the] end", ["the end", "end"]),
        ("[a|b] c", ["a c", "b c", "c"]),
        ("my {pay}", ["my salary", "my pay"]),
        ("{who}", ["the salary boss", "salary boss", "the pay boss", "pay boss", "him"]),
        ("(a|a) b", ["a b"]),
        ("work(s|ed|)", ["works", "worked", "work"]),
        ("((a|b)|c [d])", ["a", "b", "c d", "c"]),
        ("كم (راتب|أجر)", ["كم راتب", "كم أجر"]),
        ("", [""]),
    ],
)
def test_expansions(line: str, sentences: list[str]) -> None:
    """Alternatives, options and lists expand, single-spaced and without repeats."""
    assert sorted(expand(line, LISTS)) == sorted(sentences)


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("a (b", 2, "no closing ')'"),
        ("a [b|c", 2, "no closing ']'"),
        ("a {pay", 2, "no closing '}'"),
        ("a b)", 3, "')' closes nothing"),
        ("a (b]", 4, "']' closes nothing"),
        ("a}", 1, "'}' closes nothing"),
        ("a|b", 1, "'|' needs brackets around it: (a|b)"),
        ("a {x}", 2, "no list '{x}' (lists: bad, loop, pay, who)"),
        ("a {bad}", 2, "in list '{bad}': no closing ')'"),
        ("a {loop}", 2, "in list '{loop}': list '{loop}' uses itself"),
        ("x (" + "|".join("abcdefghij" * 30) + ")", 2, "more than 200 expansions: split the line"),
    ],
)
def test_errors_and_their_columns(line: str, column: int, message: str) -> None:
    """What is wrong with a line is told with its column, from 0."""
    with pytest.raises(TemplateError) as caught:
        expand(line, LISTS)
    assert (str(caught.value), caught.value.column) == (message, column)


def test_no_lists_at_all() -> None:
    """A list where the language defines none gets a message of its own."""
    with pytest.raises(TemplateError, match="none is defined for this language"):
        expand("{pay}", {})


def test_error_inside_a_list_names_the_list() -> None:
    """A list's own mistake says so, that it can be reported once."""
    with pytest.raises(TemplateError) as caught:
        expand("{bad} day", LISTS)
    assert caught.value.inside == "bad"


def test_expand_list() -> None:
    """A list is alternatives without brackets; its error has the column in the list."""
    assert expand_list("pay", LISTS) == ("salary", "pay")
    with pytest.raises(TemplateError) as caught:
        expand_list("bad", LISTS)
    assert (caught.value.column, caught.value.inside) == (2, None)


def expanded(line: str) -> tuple[tuple[str, ...], int | None]:
    """Return the sentences of a line, or the column of its error."""
    try:
        return expand(line, LISTS), None
    except TemplateError as error:
        return (), error.column


@given(st.text(alphabet="ab ()[]{}|pay", max_size=60))
def test_any_line_expands_or_is_refused_within_it(line: str) -> None:
    """No line does anything but expand to at most 200 clean sentences, or point into itself."""
    sentences, column = expanded(line)
    if column is not None:
        assert 0 <= column < len(line)
        return
    assert 1 <= len(sentences) <= MAX_EXPANSIONS
    assert len(set(sentences)) == len(sentences)
    for sentence in sentences:
        assert not re.search(r"[()\[\]{}|]|^\s|\s$|\s\s", sentence)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_alternatives_multiply(groups: list[list[str]]) -> None:
    """A row of alternatives stands for each choice of one from each."""
    line = " ".join(f"({'|'.join(group)})" for group in groups)
    expected = {""}
    for group in groups:
        expected = {f"{left} {right}" for left in expected for right in group}
    assert set(expand(line, {})) == {" ".join(sentence.split()) for sentence in expected}


@given(WORDS, WORDS)
def test_an_option_is_an_alternative_to_nothing(word: str, rest: str) -> None:
    """``[x]`` and ``(x|)`` are the same."""
    assert set(expand(f"[{word}]{rest}", {})) == set(expand(f"({word}|){rest}", {}))


@given(st.text(alphabet=st.characters(blacklist_characters="()[]{}|"), max_size=80))
def test_a_line_without_brackets_is_itself(line: str) -> None:
    """Text stays as typed but for its spaces."""
    assert expand(line, LISTS) == (" ".join(line.split()),)
