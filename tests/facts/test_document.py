"""Strict YAML: what was typed is what is read, and every mistake has its place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FactFileError
from bot.facts.document import Document, parse
from bot.facts.shape import FACT_FILE, Flag, Lines, Many, Record, Table, Text, Whole
from bot.facts.source import MAX_BYTES, read_text
from tests.facts.small import SMALL, changed, only_problem

if TYPE_CHECKING:
    from pathlib import Path

SHAPE = Record(
    "A test.",
    {
        "name": Text("A name.", 20),
        "maybe": Text("May be null.", 20, "[a-z]+", nullable=True),
        "lines": Lines("Lines."),
        "line": Whole("A number."),
        "flag": Flag("A flag."),
        "many": Many("A list.", Text("An item."), fewest=1, most=2),
        "table": Table("A table.", Text("A value.")),
    },
    frozenset({"name", "maybe", "lines", "line", "flag", "many", "table"}),
)


def read(text: str) -> Document:
    """Parse with the test's own shape."""
    return parse(text, SHAPE)


def told(text: str) -> list[tuple[int, int, str]]:
    """Line, column and message of each problem."""
    return [(p.line, p.column, p.message) for p in read(text).problems]


@pytest.mark.parametrize(
    "typed",
    ["no", "yes", "on", "Off", "12:30", "2024-05-03", "1e3", "0x1F", "1_000", "true", ".inf"],
)
def test_plain_words_stay_text(typed: str) -> None:
    """YAML's guesses at truth, time and number are not made."""
    document = read(f"name: {typed}")
    assert document.problems == []
    assert document.values == {"name": typed}


def test_keys_stay_text() -> None:
    """A list may be called ``no`` or ``on``."""
    assert read("table: {no: a, on: b, 1: c}").values == {"table": {"no": "a", "on": "b", "1": "c"}}


def test_spaces_around_a_text_go() -> None:
    """A quoted text loses the spaces around it."""
    assert read('name: " a b "').values == {"name": "a b"}


@pytest.mark.parametrize("typed", ["", "~", "null"])
def test_null_where_it_is_allowed(typed: str) -> None:
    """Null means that the file does not show it."""
    assert read(f"maybe: {typed}").values == {"maybe": None}


@pytest.mark.parametrize("typed", ["", "~", "null", '""', "'  '"])
def test_null_where_a_text_is_needed(typed: str) -> None:
    """A text that is needed is not null and not empty."""
    assert [message for _, _, message in told(f"name: {typed}")] == ["'name' is empty: write it"]


def test_quoted_null_is_a_word() -> None:
    """In quotes, null is the word null."""
    assert read('maybe: "null"').values == {"maybe": "null"}


def test_duplicate_key() -> None:
    """A key that stands twice is a problem at the second."""
    assert told("name: a\nname: b\n") == [(2, 1, "'name' stands twice in the file: keep one")]


def test_duplicate_key_of_a_table() -> None:
    """The curator's own keys may not repeat either."""
    assert told("table:\n  a: x\n  a: y\n") == [(3, 3, "'a' stands twice in 'table': keep one")]


@pytest.mark.parametrize("tag", ["!x", "!!python/object:os.system", "!!binary", "!!set"])
def test_tags_are_refused(tag: str) -> None:
    """No tag is resolved, Python's least of all."""
    ((line, column, message),) = told(f"name: {tag} a")
    assert (line, column) == (1, 7)
    assert message.startswith("tag ")
    assert message.endswith(" is not allowed: put quotes around the text")


def test_alias_to_a_list() -> None:
    """A part that refers to another place is refused, at the place it refers to."""
    text = "table: &t {a: x}\nmany: *t\n"
    expected = "'*' refers to another place: write the text out instead"
    assert [message for _, _, message in told(text)] == [expected]


def test_yaml_bomb() -> None:
    """Nine levels of nine aliases are refused at once, not unfolded."""
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 10)]
    text = "\n".join(["l0: &l0 [x, x]", *levels, "many: *l9"])
    assert "many" in read(text).values
    assert len(read(text).problems) < 30


def test_recursive_alias() -> None:
    """A list that holds itself does not go round for ever."""
    assert read("many: &m [*m]").problems


@pytest.mark.parametrize("open_", ["[", "{a: ", "- "])
def test_nesting_depth(open_: str) -> None:
    """Deep nesting is one problem and no crash."""
    ((_, _, message),) = told(f"many: \n{open_ * 20_000}")
    assert message.startswith("YAML: ")


def test_unknown_key_did_you_mean() -> None:
    """A key near a known one is guessed."""
    expected = "unknown key 'nmae' in the file: did you mean 'name'?"
    assert told("nmae: a") == [(1, 1, expected)]


def test_unknown_key_lists_the_keys() -> None:
    """Where nothing is near, the known keys are listed."""
    ((_, _, message),) = told("zzzzzz: a")
    expected = "(keys: name, maybe, lines, line, flag, many, table)"
    assert message == f"unknown key 'zzzzzz' in the file {expected}"


def test_missing_key() -> None:
    """A key that is needed is missed at its mapping."""
    found = only_problem(("  default_language: en\n", ""), at="title: {en")
    assert found.message == "'story' has no 'default_language': add it"


def test_missing_language() -> None:
    """A text in three languages lacks the fourth."""
    found = only_problem(('fr: "Quand ?", ', ""), at='{en: "When did it close?"')
    assert found.message == "'question' has no 'fr': add it"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("[a]", (1, 1), "the file must have keys below it, like 'key: value'"),
        ("table: x", (1, 8), "'table' must have keys below it, like 'key: value'"),
        ("many: x", (1, 7), "'many' must be a list: lines that begin with '- '"),
        ("many: []", (1, 7), "'many' has 0 items: at least 1"),
        ("many: [a, b, c]", (1, 7), "'many' has 3 items: at most 2"),
        ("many: [a, [b]]", (1, 11), "item 2 of 'many' must be a text: put quotes around it"),
        ("name: {a: b}", (1, 7), "'name' must be a text: put quotes around it"),
        ("line: 0", (1, 7), "'line' is '0': write a whole number from 1"),
        ("line: two", (1, 7), "'line' is 'two': write a whole number from 1"),
        ("flag: yes", (1, 7), "'flag' is 'yes': write true or false"),
        ("lines: a", (1, 8), "'lines' must be a block: 'lines: |', then a line each"),
        ("name: " + "a" * 21, (1, 7), "'name' has 21 characters: at most 20"),
        ("maybe: B1", (1, 8), "'maybe' is 'B1': it must look like [a-z]+"),
        ('name: "a\\u202eb"', (1, 7), "'name' holds a control or direction character: retype it"),
        ('name: "a\\0b"', (1, 7), "'name' holds a control or direction character: retype it"),
        ("", (1, 1), "the file is empty; see docs/writing-facts.md"),
        ("# nothing", (1, 1), "the file is empty; see docs/writing-facts.md"),
    ],
)
def test_wrong_kinds(text: str, place: tuple[int, int], message: str) -> None:
    """Each kind of value is refused where another stands."""
    assert told(text) == [(*place, message)]


def test_broken_yaml() -> None:
    """A mistake of YAML itself is one problem with its place."""
    ((line, _, message),) = told('name: a\nmaybe: "b\n')
    assert line >= 2
    assert message.endswith("; check quotes and indentation")


def test_two_documents() -> None:
    """A second document in the file is refused."""
    assert told("name: a\n---\nname: b\n")[0][0] == 2


def test_raw_control_character() -> None:
    """A raw control character is refused, with what it is."""
    ((_, _, message),) = told("name: a\x07")
    assert "#x0007" in message


def test_lone_surrogate() -> None:
    """Half a character is a problem at its line."""
    expected = "half a character: retype the line in UTF-8"
    assert told("name: a\nmaybe: \ud800") == [(2, 1, expected)]


def test_places_inside_a_block() -> None:
    """A character of a block's line is found again, blank lines and indentation counted."""
    document = read("flag: true\nlines: |\n\n    first\n\n      second\n")
    assert document.mark_in_block(("lines",), 1, "first", 2) == (4, 7)
    assert document.mark_in_block(("lines",), 3, "second") == (6, 7)
    assert document.mark_in_block(("lines",), 9, "second") == (2, 8)


def test_place_of_what_is_not_there() -> None:
    """A path that is not there has the place of the nearest one around it."""
    document = read("table:\n  a: x\n")
    assert document.mark(("table", "b", 3)) == document.mark(("table",)) == (2, 3)
    assert Document({}, {}, []).mark(("a",)) == (1, 1)


# ── files ─────────────────────────────────────────────────────────────────────────────────────


def test_windows_line_ends_and_bom(tmp_path: Path) -> None:
    """CRLF and a byte order mark change neither values nor places."""
    path = tmp_path / "facts.yaml"
    text = changed(("topic: bridge", "topic: brige"))
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    windows, unix = parse(read_text(path), FACT_FILE), parse(text, FACT_FILE)
    assert (windows.values, windows.marks) == (unix.values, unix.marks)


def test_missing_file(tmp_path: Path) -> None:
    """A missing file says how to name another."""
    with pytest.raises(FactFileError, match=r"^no fact file at .*: give one with --facts PATH$"):
        read_text(tmp_path / "none.yaml")


def test_folder(tmp_path: Path) -> None:
    """A folder is told from a file."""
    with pytest.raises(FactFileError, match=r"is a folder: name the fact file in it, "):
        read_text(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file(tmp_path: Path) -> None:
    """A file without permission says so."""
    path = tmp_path / "facts.yaml"
    path.write_text(SMALL, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(FactFileError, match=r"^cannot read .*: Permission denied$"):
        read_text(path)


def test_not_utf8(tmp_path: Path) -> None:
    """The line of the first wrong byte is named."""
    path = tmp_path / "facts.yaml"
    path.write_bytes(b"a: b\nc: \xe9\n")
    with pytest.raises(FactFileError, match=r":2:1: not UTF-8: save the file as UTF-8$"):
        read_text(path)


def test_too_large(tmp_path: Path) -> None:
    """A file beyond the limit is not parsed."""
    path = tmp_path / "facts.yaml"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(FactFileError, match="is larger than 64 MB: split the story"):
        read_text(path)


@settings(max_examples=300)
@given(st.text())
def test_any_text_is_a_document(text: str) -> None:
    """Any text is read to values or to problems within it, never an exception."""
    document = parse(text, FACT_FILE)
    assert document.problems  # no random text is a fact file
    assert all(p.line >= 1 and p.column >= 1 for p in document.problems)


@given(st.text(alphabet=" \n-:[]{}&*!|>'\"#%@`,?~abcnull01\t", max_size=80))
def test_any_yaml_like_text_is_a_document(text: str) -> None:
    """Texts of YAML's own characters raise nothing either."""
    read(text)
