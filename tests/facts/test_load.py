"""From a file to a fact base."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FootnoteError, InvalidFacts
from bot.facts.load import command_words, load_file, load_text, phrasing_lines
from bot.facts.model import Citation, FactBase, Statement
from bot.facts.source import version_of
from tests.facts.small import SMALL, changed

if TYPE_CHECKING:
    import random
    from pathlib import Path


def small() -> FactBase:
    """Load the small file."""
    return load_text(SMALL, "small.yaml")[0]


def test_facts_are_loaded() -> None:
    """Questions, phrasings, statements and what they cite are there."""
    fact = small().fact_by_id["closing-date"]
    assert fact.topic == "bridge"
    assert fact.question["en"] == "When did it close?"
    assert fact.phrasings["en"] == ("when did the bridge {close}", "date [of the] closure")
    assert fact.related == ("repair-cost",)
    assert not fact.disputed
    (statement,) = fact.statements
    assert statement.text["ar"] == "أغلق الجسر في 3 مايو."
    assert statement.citations == (
        Citation("gazette-en", 2, "the old bridge closed on 3 May", "mayor"),
    )


def test_origin_defaults_to_the_articles() -> None:
    """A citation without an origin has its article's."""
    fact = small().fact_by_id["repair-cost"]
    assert fact.disputed
    assert [s.citations[0].origin for s in fact.statements] == ["gazette", "gazette"]
    assert fact.statements[0].computed
    assert fact.statements[1].position == {
        "en": "Ponti",
        "it": "Ponti",
        "fr": "Ponti",
        "ar": "بونتي",
    }


def test_the_rest_is_loaded() -> None:
    """Story, article, names, topics, lists and gaps are there."""
    base = small()
    assert base.default_language == "en"
    assert base.article_by_id["gazette-en"].author is None
    assert base.article_by_id["gazette-en"].date == "2024-02-29"
    assert base.origin_by_id["mayor"].name["it"] == "la sindaca"
    assert base.names[0].spellings == ("Ponti", "بونتي")
    assert base.topic_by_command["closure"].id == "bridge"
    assert base.topic_by_command["repairs"].lead == "repair-cost"
    assert base.lists["en"] == {"close": "close|shut"}
    assert base.entry_by_id["gap-builder"] == base.gaps[0]
    assert base.gaps[0].nearest == ("closing-date",)


def test_optional_parts() -> None:
    """A file without lists, names and gaps is a fact base too."""
    start, end = SMALL.index("lists:"), SMALL.index("topics:")
    text = SMALL[:start] + SMALL[end : SMALL.index("gaps:")]
    base = load_text(text.replace("{close}", "close"), "small.yaml")[0]
    assert (base.names, base.gaps, dict(base.lists)) == ((), (), {})


def test_version_is_the_hash_of_the_text() -> None:
    """Twelve digits of SHA-256 name the version."""
    assert small().version == hashlib.sha256(SMALL.encode()).hexdigest()[:12]
    assert version_of("a") != version_of("b")


def test_file_is_loaded(tmp_path: Path) -> None:
    """A path is read, checked and built."""
    path = tmp_path / "facts.yaml"
    path.write_text(SMALL, encoding="utf-8")
    assert load_file(path) == small()


def test_errors_are_all_carried() -> None:
    """An invalid file raises once, with every problem in file order."""
    text = changed(("2024-02-29", "2024-02-30"), ("lead: repair-cost", "lead: x"))
    with pytest.raises(InvalidFacts, match=r"^small.yaml: 2 errors$") as caught:
        load_text(text, "small.yaml")
    assert caught.value.exit_code == 1
    first, second = caught.value.problems
    assert first.line < second.line
    assert first.located("small.yaml").startswith("small.yaml:14:11: 'date' is 2024-02-30")


def test_warnings_do_not_stop() -> None:
    """A file with warnings alone is loaded, and they are kept."""
    text = changed(("    close: close|shut\n", "    close: close|shut\n    pay: pay\n"))
    document = load_text(text, "small.yaml")[1]
    assert [problem.severity for problem in document.problems] == ["warning"]


def test_statement_without_citation_cannot_be_built() -> None:
    """Not even in code is there a statement that cites nothing."""
    with pytest.raises(ValueError, match="without a citation"):
        Statement({"en": "x"}, ())


def test_phrasing_lines_and_command_words() -> None:
    """Blocks are cut into lines, lists of words at commas of either script."""
    assert phrasing_lines(" a \n\n  b c\n") == ("a", "b c")
    assert command_words(" a, b،c ,, ") == ("a", "b", "c")


@settings(max_examples=200)
@given(st.text())
def test_any_text_raises_only_ours(text: str) -> None:
    """Any text at all is loaded or refused with an error of ours."""
    with pytest.raises(FootnoteError):
        load_text(text, "x")


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, len(SMALL)),
    st.integers(0, 40),
    st.text(max_size=6) | st.sampled_from([": ", "- ", "|", "[", "{", "null", "&a ", "*a", "!x "]),
)
def test_any_damage_raises_only_ours(start: int, length: int, inserted: str) -> None:
    """A fact file with any piece cut out or put in is loaded or refused with an error of ours."""
    with suppress(FootnoteError):
        load_text(SMALL[:start] + inserted + SMALL[start + length :], "x")


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_shuffled_lines_raise_only_ours(rng: random.Random) -> None:
    """Lines in any order are refused with an error of ours."""
    lines = SMALL.splitlines(keepends=True)
    first, second = sorted(rng.sample(range(len(lines)), 2))
    lines[first], lines[second] = lines[second], lines[first]
    with suppress(FootnoteError):
        load_text("".join(lines), "x")
