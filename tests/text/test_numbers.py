"""Figures, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.normalise import fold
from bot.text.numbers import canonical, find_numbers

ANY = st.text(alphabet=st.characters(), max_size=200)
FIGURES = st.text(alphabet="0123456789.,'’ \u00a0-–$€KkMm ألفمليون٠٩و abcdetwo", max_size=60)


def values(text: str) -> list[float]:
    """Return the values found in a text, in order."""
    return [number.value for number in find_numbers(text)]


@pytest.mark.parametrize(
    "text",
    ["$900,000", "$900K", "900k", "900.000 dollari", "900 000 $", "900\u202f000 $", "900\u00a0000",
     "900mila", "900 mila", "novecentomila", "neuf cent mille", "nine hundred thousand",
     "900 ألف دولار", "٩٠٠ ألف", "٩٠٠٠٠٠", "900'000", "و900 ألف", "0.9 million"],
)  # fmt: skip
def test_nine_hundred_thousand(text: str) -> None:
    """One figure in the ways four languages write it."""
    assert values(text) == [900_000]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("450-650K", [450_000, 650_000]),
        ("$450K-$650K", [450_000, 650_000]),
        ("from 300 to 900 thousand", [300_000, 900_000]),
        ("بين 100 ألف و700 ألف", [100_000, 700_000]),
        ("1.5 مليار", [1.5e9]),
        ("1,5 miliardi", [1.5e9]),
        ("87%", [87]),
        ("trente-cinq", [35]),
        ("trentacinque", [35]),
        ("quatre-vingt-sept", [87]),
        ("quatre-vingt-dix-sept", [97]),
        ("thirty five and two", [35, 2]),
        ("21 July 2023", [21, 2023]),
        ("the 7th and 21st, le 1er, la 2e", [7, 21, 1, 2]),
        ("خمسة وثلاثون", [35]),
        ("A24, L6, L5 and H264", []),
        ("4K", []),
        ("SAG-AFTRA", []),
        ("a million", []),
        ("", []),
    ],
)
def test_figures(text: str, expected: list[float]) -> None:
    """Ranges, decimals, ordinals and words are read; names with digits are not."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up to $900K", "up to $ 900000 "),
        ("2.5 hours", " 2p5  hours"),
        ("one of two", "one of two"),
        ("trentacinque dollari", " 35  dollari"),
        ("the 7th", "the  7 "),
        ("no figure", "no figure"),
    ],
)
def test_canonical(text: str, expected: str) -> None:
    """Figures become plain digits, small ones in words stay words."""
    assert canonical(text) == expected


@settings(max_examples=400)
@given(ANY | FIGURES)
def test_spans_are_in_order_and_apart(text: str) -> None:
    """Any text gives figures inside it that neither overlap nor go back."""
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        assert number.value >= 0
        end = number.end


@settings(max_examples=400)
@given(ANY | FIGURES)
def test_canonical_comes_to_rest(text: str) -> None:
    """Written canonically and folded again and again, a text soon stays as it is."""
    turns = [text]
    for _ in range(5):
        turns.append(fold(canonical(turns[-1])))
    assert turns[-1] == turns[-2]


@given(st.integers(0, 999_999_999))
def test_plain_and_grouped_digits_are_the_same(value: int) -> None:
    """Every grouping of the four languages is the plain figure."""
    for mark in (",", ".", " ", "\u00a0", "\u202f", "’"):
        assert values(f"x {value:,} y".replace(",", mark)) == [value]
    assert fold(canonical(f"{value:,} euro")) == f"{value} euro"
