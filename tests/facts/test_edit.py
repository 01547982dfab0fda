"""One phrasing goes into a fact file, and every other byte stays as the curator left it."""

from __future__ import annotations

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from bot.errors import EditRefused, InvalidFacts
from bot.facts.edit import as_phrasing, with_phrasing
from bot.facts.load import load_text
from bot.facts.model import LANGUAGES
from bot.facts.source import text_of
from tests.facts.small import SMALL, changed

BOM = b"\xef\xbb\xbf"
ENTRIES = ("closing-date", "repair-cost", "gap-builder")


def add(
    text: str, entry: str = "closing-date", language: str = "en", line: str = "is it shut now"
) -> str:
    """The text of a file with one phrasing more."""
    return with_phrasing(text.encode(), "f.yaml", entry, language, line).data.decode()


def refused(text: str, line: str, entry: str = "closing-date", language: str = "en") -> str:
    """Why a phrasing is not added."""
    with pytest.raises(EditRefused) as caught:
        add(text, entry, language, line)
    return str(caught.value)


def test_the_line_follows_the_last_one() -> None:
    """It stands after the last phrasing of its block, with the block's own indent."""
    assert add(SMALL) == changed(
        (
            "        date [of the] closure\n",
            "        date [of the] closure\n        is it shut now\n",
        )
    )


def test_gap_too() -> None:
    """A known gap gets another phrasing in the same way, in Arabic as in English."""
    assert "        من بنى الجسر\n        اسم باني الجسر\n" in add(
        SMALL, "gap-builder", "ar", "اسم باني الجسر"
    )


def test_line_number_is_told() -> None:
    """A curator is told where to look."""
    edited = with_phrasing(SMALL.encode(), "f.yaml", "closing-date", "en", "is it shut now")
    assert edited.data.decode().splitlines()[edited.line - 1].strip() == "is it shut now"


def test_blank_lines_and_comments_after_the_block_stay_after_it() -> None:
    """What follows the block, blank lines with spaces in them too, follows the new line."""
    old = changed(
        ("        date [of the] closure\n",
         "        date [of the] closure   \n  \n            \n      # Italian: ask Ada\n"),
    )  # fmt: skip
    assert (
        "closure   \n        is it shut now\n  \n            \n      # Italian: ask Ada\n"
        in add(old)
    )


@pytest.mark.parametrize("header", ["|-", "|+", "|2", "| # as people say it", "|2-   "])
def test_every_kind_of_block(header: str) -> None:
    """Chomping, an explicit indent and a comment behind the bar change nothing."""
    old = changed(("      en: |\n        when did", f"      en: {header}\n        when did"))
    new = add(old)
    assert new.replace("        is it shut now\n", "") == old


def test_block_at_the_end_of_a_file_without_a_line_break() -> None:
    """The file's last line had no break; the new last line has none."""
    old = changed(("    nearest: [closing-date]\n", ""), ("gaps:\n", "gaps:\n"))
    gap = "  - id: gap-builder\n"
    old = old.replace(gap, f"{gap}    nearest: [closing-date]\n").rstrip("\n")
    assert old.endswith("        من بنى الجسر")
    assert add(old, "gap-builder", "ar", "اسم باني الجسر") == f"{old}\n        اسم باني الجسر"


def test_windows_line_ends_and_byte_order_mark() -> None:
    """A file from Windows stays one: its mark at the beginning, CR LF at every line."""
    old = BOM + SMALL.replace("\n", "\r\n").encode()
    new = with_phrasing(old, "f.yaml", "closing-date", "en", "is it shut now").data
    assert new.replace(b"        is it shut now\r\n", b"") == old


def test_mixed_line_ends() -> None:
    """The new line ends as the line before it does."""
    old = changed(("date [of the] closure\n", "date [of the] closure\r\n"))
    assert "closure\r\n        is it shut now\r\n      it: |\n" in add(old)


def test_a_hash_or_a_dash_is_a_word_like_any_other() -> None:
    """In a literal block nothing has to be escaped."""
    for line in (
        "# is it shut",
        "- is it shut",
        "is: it shut",
        "'is it shut",
        "%is it shut",
        "--- is it shut",
    ):
        assert f"        {line}\n      it: |" in add(SMALL, line=line)


def test_what_is_there_already_is_refused() -> None:
    """The same words, spelled otherwise, or one reading of a line that is there."""
    assert refused(SMALL, "Date  of the CLOSURE?") == (
        "'closing-date' has it already in English: 'date [of the] closure'"
    )
    assert "has it already in English: 'when did the bridge {close}'" in refused(
        SMALL, "when did the bridge shut"
    )


def test_what_another_fact_has_is_refused() -> None:
    """One phrasing asks for one thing; the line that has it is named."""
    rows = SMALL.splitlines()
    line = next(n for n, row in enumerate(rows, 1) if "does the repair cost" in row)
    first = next(n for n, row in enumerate(rows, 1) if "date [of the] closure" in row) + 1
    assert refused(SMALL, "what does the repair cost") == (
        f"not added: line {line + 1}: 'what does the repair cost' asks for 'closing-date' too, "
        f"in line {first}: keep it in one"
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("  ", "nothing to add: write the phrasing in quotes"),
        ("is it\nshut", "the phrasing holds a control or direction character (U+000A): retype it"),
        ("is it\u2028shut", "(U+2028): retype it"),
        ("is it \u202eshut", "(U+202E): retype it"),
        ("is it \ud800shut", "(U+D800): retype it"),
        ("is (it shut", "character 4 of the phrasing: no closing ')'"),
        ("is it {shut}", "no list '{shut}' (lists: close)"),
        ("is it [shut", "no closing ']'"),
        ("?!", "nothing remains"),
        ("x" * 301, "a phrasing of 301 characters: at most 300"),
    ],
)
def test_what_is_no_phrasing(line: str, why: str) -> None:
    """One line says what is wrong with it."""
    assert why in refused(SMALL, line)


def test_unknown_fact() -> None:
    """An id that nobody has, with the one that was meant."""
    assert refused(SMALL, "x y", "closing-dat") == (
        "no fact or gap 'closing-dat': did you mean 'closing-date'?"
    )


def test_anchor_before_the_block() -> None:
    """An anchor before the bar moves the node's mark: rather no line than one in a wrong place."""
    old = changed(("      en: |\n        when did", "      en: &a\n        |\n        when did"))
    load_text(old, "f.yaml")
    assert refused(old, "is it shut now") == (
        "the place cannot be told for certain: add it in an editor"
    )


def test_members_words_are_words() -> None:
    """What the notation means something by is taken out of what a member wrote."""
    assert as_phrasing("When did [the] (old|new) {bridge} close??") == (
        "When did the old new bridge close"
    )
    assert as_phrasing("is it\nshut \u202e ?") == "is it shut"
    assert as_phrasing("متى أغلق الجسر؟") == "متى أغلق الجسر"


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="()[]{}|"),
    min_size=1,
    max_size=40,
)
NOISE = st.lists(
    st.tuples(
        st.integers(0, SMALL.count("\n") - 1),
        st.sampled_from(["", "   ", "# a comment", "  # indented", "\t", "# é ✓ ؟", "#"]),
    ),
    max_size=12,
)


@settings(max_examples=300, deadline=None)
@given(
    noise=NOISE,
    trailing=st.lists(st.integers(0, SMALL.count("\n") - 1), max_size=8),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    bom=st.booleans(),
    cut=st.booleans(),
    entry=st.sampled_from(ENTRIES),
    language=st.sampled_from(LANGUAGES),
    words=WORDS,
)
def test_every_other_byte_is_as_it_was(  # noqa: PLR0917 - each is drawn
    noise: list[tuple[int, str]],
    trailing: list[int],
    ending: str,
    bom: bool,  # noqa: FBT001 - drawn
    cut: bool,  # noqa: FBT001
    entry: str,
    language: str,
    words: str,
) -> None:
    """Whatever the file looks like: taking the one new line out again gives the old bytes."""
    rows = SMALL.splitlines()
    for row in trailing:
        rows[row] += "  "
    for row, line in sorted(noise, reverse=True):
        rows.insert(row, line)
    old = (BOM if bom else b"") + (ending.join(rows) + ("" if cut else ending)).encode()
    try:
        before, document = load_text(text_of(old, "f.yaml"), "f.yaml")
    except InvalidFacts:  # the noise broke the file itself
        assume(False)
        raise
    try:
        edited = with_phrasing(old, "f.yaml", entry, language, words)
    except EditRefused as error:
        event(f"refused: {str(error)[:12]}")
        return
    event("added")
    line = words.strip()
    rows_now = edited.data.split(ending.encode())
    assert rows_now.pop(edited.line - 1).strip(b" ") == line.encode()
    assert rows_now == old.split(ending.encode())
    after = edited.base
    own = after.entry_by_id[entry].phrasings
    was = before.entry_by_id[entry].phrasings
    assert own[language] == (*was[language], line)
    assert {code: own[code] for code in own if code != language} == {
        code: was[code] for code in was if code != language
    }
    assert document.values["articles"] == edited.document.values["articles"]
