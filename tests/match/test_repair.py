"""Typing errors are mended towards the facts' words; words of other topics are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.match.matcher import Matcher
from bot.match.repair import Repairer

WORDS = (
    "salary",
    "lighthouse",
    "keeper",
    "whether",
    "lamp",
    "cost",
    "who",
    "منارة",
    "حارسة",
    "stipendio",
    "attore",
    "2021",
)


def mended(word: str, language: str = "en") -> tuple[str, ...] | None:
    """What a word is read as, None where it stays."""
    found = Repairer(WORDS, language).repair(word)
    return found.words if found else None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("saalry", "salary"),  # two neighbours swapped
        ("salry", "salary"),  # one missing
        ("sallary", "salary"),  # one too many
        ("lighthuose", "lighthouse"),
        ("ligthhuose", "lighthouse"),  # two swaps in a long word
        ("keper", "keeper"),
        ("lmap", "lamp"),
        ("ksot", None),  # two errors in a word of four letters
        ("منارا", "منارة"),
        ("حراسة", "حارسة"),
    ],
)
def test_typing_errors(typed: str, meant: str | None) -> None:
    """One error in a short word and two in a longer one are mended; more are not."""
    assert mended(typed) == (None if meant is None else (meant,))


@pytest.mark.parametrize(
    "typed", ["banana", "castle", "cat", "wo", "ho", "a1b2", "2012", "x" * 600]
)
def test_other_words_stay(typed: str) -> None:
    """A word that is like none stays, a short word is not guessed at, a figure is never mended."""
    assert mended(typed) is None


def test_weather_is_no_whether() -> None:
    """A word of another topic is not turned into one of ours."""
    assert mended("weather") is None


def test_words_run_together() -> None:
    """A forgotten space is put back."""
    assert mended("keepersalary") == ("keeper", "salary")


@pytest.mark.parametrize("language", ["it", "fr"])
def test_forgotten_apostrophe(language: str) -> None:
    """In Italian and French an article glued to its word is taken off, a single letter too."""
    assert mended("quattore", language) == ("qu", "attore")
    assert mended("lstipendio", language) == ("stipendio",)


def test_english_has_no_elision() -> None:
    """In English a letter too many is a typing error, and nothing else."""
    assert mended("llamp") == ("lamp",)
    assert mended("quattore") is None


def test_nearest_wins() -> None:
    """Of two words that are near, the nearer; of two as near, the one that begins alike."""
    assert Repairer(("posters", "poster"), "en").repair("postter") == Repairer(
        ("poster",), "en"
    ).repair("postter")
    found = Repairer(("bears", "years"), "en").repair("bearz")
    assert found is not None
    assert found.words == ("bears",)


def test_commoner_word_wins() -> None:
    """Of two words that are as near and begin alike, the one that comes first was meant."""
    for words in (("played", "planed"), ("planed", "played")):
        found = Repairer(words, "en").repair("plaed")
        assert found is not None
        assert found.words == words[:1]


@pytest.mark.parametrize(("typed", "errors"), [("saalry", 1), ("ligthhuose", 2)])
def test_errors_are_counted(typed: str, errors: int) -> None:
    """A swap of neighbours is one error."""
    found = Repairer(WORDS, "en").repair(typed)
    assert found is not None
    assert found.errors == errors


@given(st.text(max_size=12))
def test_any_word_is_repaired_to_known_ones(word: str) -> None:
    """Whatever the word, it is read as words of the vocabulary, after an elided one perhaps."""
    found = Repairer(WORDS, "fr").repair(word)
    elided = {"l", "d", "c", "s", "n", "m", "t", "j", "qu", "dell", "nell", "all", "un"}
    assert found is None or {*found.words} <= {*WORDS} | elided


@pytest.mark.parametrize(
    ("typed", "fact"),
    [
        ("how much does the new lmap cost", "lamp-cost"),
        ("how many turists visit the lighthuose", "visitors"),
        ("quanto costa la lampda", "lamp-cost"),
        ("qui est la gardiene du phare", "keeper"),
        ("من هي حراسة المنارة", "keeper"),
    ],
)
def test_question_with_typing_errors_finds_its_fact(tiny: Matcher, typed: str, fact: str) -> None:
    """Slips of the fingers do not change what is meant."""
    assert tiny.rank(typed).best.entry.id == fact
