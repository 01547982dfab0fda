"""One test for each message about phrasings and named lists."""

from __future__ import annotations

import pytest

from tests.facts.small import changed, only_problem, place, problems_of

COST_LINE = "what does the repair cost"
BAD_TEMPLATES = [
    ("what (does the repair cost", "(does", "no closing ')'"),
    ("what [does the repair cost", "[does", "no closing ']'"),
    ("what {close the repair cost", "{close", "no closing '}'"),
    ("what does) the repair cost", ") the", "')' closes nothing"),
    ("what does|did the repair cost", "|did", "'|' needs brackets around it: (a|b)"),
    ("what {clos} the repair cost", "{clos}", "no list '{clos}' (lists: close)"),
    ("repair ((((((((cost))))))))", "(cost", "brackets deeper than 6 levels"),
    (
        "(a|b|c|d|e|f)(a|b|c|d|e|f)(g|h|i|j|k|l) cost",
        "(g|h",
        "more than 200 expansions: split the line in two",
    ),
]


@pytest.mark.parametrize(("line", "at", "message"), BAD_TEMPLATES)
def test_template_errors(line: str, at: str, message: str) -> None:
    """A template error is reported at its character inside the literal block."""
    text = changed((COST_LINE, line))
    (found,) = problems_of(text)
    row, column = place(text, line)
    # Seven brackets deep is the first that is too deep.
    shift = line.index(at) - (1 if at == "(cost" else 0)
    assert (found.message, found.line, found.column) == (message, row, column + shift)


def test_phrasing_too_long() -> None:
    """A phrasing has at most 300 characters."""
    line = "cost " * 60 + "a"
    found = only_problem((COST_LINE, line), at=line)
    assert found.message == "a phrasing of 301 characters: at most 300"


def test_empty_phrasing_block() -> None:
    """A language without a phrasing is a problem at its block."""
    found = only_problem(
        ("      en: |\n        what does the repair cost\n", "      en: |\n"),
        at="|\n      it: |\n        quanto costa",
    )
    assert found.message == "no phrasing in English: write at least one line"


def test_missing_phrasing_language_is_said_once() -> None:
    """A missing language is a problem of shape only."""
    found = only_problem(
        ("      en: |\n        what does the repair cost\n", ""), at="it: |\n        quanto costa"
    )
    assert found.message == "'phrasings' has no 'en': add it"


def test_phrasing_that_may_be_empty() -> None:
    """A line of options alone stands for nothing at all."""
    found = only_problem((COST_LINE, "[repair] [cost]"), at="[repair] [cost]")
    expected = "nothing remains when the options are left out: keep a word outside them"
    assert found.message == expected


def test_same_phrasing_under_two_entries() -> None:
    """The second place is reported, and names the first; case, accents and figures do not count."""
    line = "WHEN did  the bridge (fall|shut)?"
    text = changed((COST_LINE, line))
    (found,) = problems_of(text)
    first = place(text, "when did the bridge")[0]
    expected = (
        f"'WHEN did the bridge shut?' asks for 'closing-date' too, in line {first}: keep it in one"
    )
    assert (found.message, found.line, found.column) == (expected, *place(text, line))


def test_same_phrasing_in_a_gap() -> None:
    """Gaps share the space of the facts, and blank lines in a block keep the count of lines."""
    text = changed(
        ("who built the bridge", "\n        the closure (date|day)"),
        ("date [of the] closure", "the closure date"),
    )
    (found,) = problems_of(text)
    assert found.message.startswith("'the closure date' asks for 'closing-date' too, in line ")
    assert (found.line, found.column) == place(text, "the closure (date|day)")


def test_same_phrasing_in_another_language_is_no_problem() -> None:
    """Each language is its own space."""
    assert problems_of(changed(("who built the bridge", "quando ha chiuso il ponte"))) == []


def test_two_lines_with_the_same_informative_words() -> None:
    """Two lines of one entry that differ in grammar alone are a warning at the second."""
    text = changed((COST_LINE, f"{COST_LINE}\n        the cost of repairs"))
    (found,) = problems_of(text)
    first = place(text, COST_LINE)[0]
    assert found.severity == "warning"
    expected = f"the same informative words as line {first}: vary a word or remove the line"
    assert (found.message, found.line, found.column) == (expected, *place(text, "the cost of"))


def test_list_never_used() -> None:
    """A list without a use is a warning."""
    edit = ("    close: close|shut\n", "    close: close|shut\n    pay: pay|wage\n")
    found = only_problem(edit, at="pay|wage")
    assert found.severity == "warning"
    assert found.message == "list '{pay}' is used by no English phrasing: remove it"


def test_list_with_unknown_list_inside() -> None:
    """A list's mistake is reported once, in the list, and not at every line that uses it."""
    found = only_problem(("close|shut", "close|{shut}"), at="{shut}")
    assert found.message == "no list '{shut}' (lists: close)"


def test_list_that_uses_itself() -> None:
    """Lists may not go in circles."""
    found = only_problem(("close|shut", "close|{close}"), at="{close}")
    assert found.message == "list '{close}' uses itself"
