"""Figures that do not break, and runs of the other direction that do not spill."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.typography import bind, clean, isolate, marks, typeset
from bot.facts.model import LANGUAGES

FSI, PDI = "\u2068", "\u2069"
NBSP, NARROW = "\u00a0", "\u202f"
MIXED = st.text(
    alphabet="abcXYZ àéü 0123456789 $€% .,:;!?()«»“”'’-–/\n أبتثجحخدذرزسشصض ،؛؟ـ \u200f"
)


def isolates_close(text: str) -> bool:
    """Every isolate that opens closes again, and none closes that did not open."""
    depth = 0
    for char in text:
        depth += (char == FSI) - (char == PDI)
        if depth < 0:
            return False
    return depth == 0


@pytest.mark.parametrize(
    ("numbers", "shown"), [([1], "¹"), ([1, 2], "¹ ²"), ([9, 10, 11], "⁹ ¹⁰ ¹¹"), ([], "")]
)
def test_footnote_marks(numbers: list[int], shown: str) -> None:
    """Citations 1 and 2 are marked ¹ ²."""
    assert marks(numbers) == shown


@pytest.mark.parametrize(
    ("language", "typed", "bound"),
    [
        ("fr", "900 000 $ par an", f"900{NARROW}000{NBSP}$ par an"),
        ("fr", "1 234 567 €", f"1{NARROW}234{NARROW}567{NBSP}€"),
        ("fr", "12 % des gens", f"12{NBSP}% des gens"),
        ("fr", "Qui ? Lui !", f"Qui{NBSP}? Lui{NBSP}!"),
        ("fr", "dit : « oui »", f"dit{NBSP}: «{NBSP}oui{NBSP}»"),
        ("it", "45.000 $ l'anno", f"45.000{NBSP}$ l'anno"),
        ("en", "$900,000 a year", "$900,000 a year"),
        ("ar", "900 ألف دولار", "900 ألف دولار"),
        ("en", "in 2023 100 people", f"in 2023{NARROW}100 people"),
        ("en", "who ? me", "who ? me"),
    ],
)
def test_figures_stay_together(language: str, typed: str, bound: str) -> None:
    """No line break falls inside a figure, before its unit, or where French forbids it."""
    assert bind(typed, language) == bound


def test_groups_need_three_digits() -> None:
    """Two numbers side by side are no grouped figure."""
    assert bind("between 40 50 and 900 0000", "en") == "between 40 50 and 900 0000"


@pytest.mark.parametrize(
    ("language", "typed", "isolated"),
    [
        ("ar", "قالت Netflix إنها", f"قالت {FSI}Netflix{PDI} إنها"),
        ("ar", "برنامج Deep Fake Love الجديد", f"برنامج {FSI}Deep Fake Love{PDI} الجديد"),
        ("ar", "نحو $900,000 سنويا", f"نحو {FSI}$900,000{PDI} سنويا"),
        ("ar", "أقل من < 5% منهم", f"أقل من {FSI}< 5%{PDI} منهم"),
        ("en", "The word راتب means salary", f"The word {FSI}راتب{PDI} means salary"),
        ("it", "«مدير المنتج» è il titolo", f"«{FSI}مدير المنتج{PDI}» è il titolo"),
        ("fr", "sans arabe", "sans arabe"),
        ("ar", "كلام عربي", "كلام عربي"),
    ],
)
def test_other_direction_is_isolated(language: str, typed: str, isolated: str) -> None:
    """A run against the direction of the text is wrapped, names with their spaces in one piece."""
    assert isolate(typed, language) == isolated


@given(text=MIXED, language=st.sampled_from(LANGUAGES))
def test_isolates_are_balanced(text: str, language: str) -> None:
    """Whatever is typed, every isolate closes, and the text inside stays what it was."""
    shown = typeset(text, language)
    assert isolates_close(shown)
    assert shown.replace(FSI, "").replace(PDI, "") == bind(text, language)


@given(text=MIXED, language=st.sampled_from(LANGUAGES))
def test_no_isolate_crosses_a_line(text: str, language: str) -> None:
    """Each line of a text closes its own isolates, so that lines can be shown one by one."""
    assert all(isolates_close(line) for line in typeset(text, language).split("\n"))


@given(text=st.text(), language=st.sampled_from(LANGUAGES))
def test_binding_changes_spaces_only(text: str, language: str) -> None:
    """Binding replaces spaces by no-break spaces and nothing else."""
    bound = bind(text, language)
    assert len(bound) == len(text)
    assert all(
        a == b or (a == " " and b in NBSP + NARROW) for a, b in zip(text, bound, strict=True)
    )


@given(st.text())
def test_clean_text_is_safe_in_a_terminal(text: str) -> None:
    """No escape sequence and no direction character gets through; ordinary text does."""
    kept = clean(text + "café\tراتب\n")
    assert kept.endswith("café\tراتب\n")
    assert not [c for c in kept if (ord(c) < 32 and c not in "\t\n") or "\u202a" <= c <= "\u202e"]


def test_clean_removes_an_escape_sequence() -> None:
    """A message cannot colour the terminal or turn its direction."""
    assert clean("\x1b[31mred\u202eder\u2066x\u2069") == "[31mredderx"


def test_command_is_isolated_with_its_sign() -> None:
    """In Arabic the stroke of "/help" stays before the word, and Telegram can link it."""
    said = typeset("الأوامر: /help !topics (/why) نعم!", "ar")
    assert said == f"الأوامر: {FSI}/help{PDI} {FSI}!topics{PDI} ({FSI}/why{PDI}) نعم!"
