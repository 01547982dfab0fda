"""Folding: what members type and what curators wrote come to the same form."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.normalise import MAX_CHARACTERS, bounded, fold, is_blank

ANY = st.text(alphabet=st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Salaire ÉLEVÉ", "salaire eleve"),
        ("l’attore", "l attore"),
        ("SAG-AFTRA", "sag aftra"),
        ("cœur œuvre Straße", "coeur oeuvre strasse"),
        ("ﬁlm ½", "film 1 2"),
        ("snake_case", "snake case"),
        ("niiiiice 1000", "niice 1000"),
        ("أجرُ الممثّلين", "اجر الممثلين"),
        ("مسؤول هيئة", "مسوول هييه"),
        ("إلى على الإضراب", "الي علي الاضراب"),
        ("نتفليـــكس", "نتفليكس"),
        ("٩٠٠ ألف", "900 الف"),
        ("۹۰۰", "900"),
        ("a\u200db\u202e c", "ab c"),
        ("  a\n\tb ", "a b"),
        ("?!… 🎬", ""),
    ],
)
def test_folding(typed: str, folded: str) -> None:
    """Case, accents, marks, letter variants and digits fall together."""
    assert fold(typed) == folded


@settings(max_examples=500)
@given(ANY)
def test_fold_is_idempotent(text: str) -> None:
    """What is folded stays as it is."""
    assert fold(fold(text)) == fold(text)


@given(ANY)
def test_fold_leaves_words_and_single_spaces(text: str) -> None:
    """Only letters, digits and single spaces between them remain."""
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert all(char.isalnum() or char == " " for char in folded)


@given(ANY, ANY)
def test_fold_goes_word_by_word(left: str, right: str) -> None:
    """No step looks across a space."""
    assert fold(f"{left} {right}") == f"{fold(left)} {fold(right)}".strip()


@given(st.text(alphabet=st.characters(), max_size=2000))
def test_bounded_is_short_and_clean(text: str) -> None:
    """At most 600 characters, none of them control or half a character."""
    kept = bounded(text)
    assert len(kept) <= MAX_CHARACTERS
    kept.encode("utf-8")
    assert not any(ord(char) < 32 for char in kept)


@pytest.mark.parametrize("text", ["", " ", "?!", "🎬🎬", "\x00\x1b", "\ud800", "\u202e", "ـــ"])
def test_blank(text: str) -> None:
    """Nothing, punctuation, emoji and invisible characters are blank."""
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "٣", "5", "é"])
def test_not_blank(text: str) -> None:
    """A letter or digit is something."""
    assert not is_blank(text)
