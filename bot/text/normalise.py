"""Fold a text to the form in which phrasings and questions are compared.

The form keeps letters, digits and single spaces. What is folded and why:

* compatibility forms, case, accents: members type "salaire eleve" for "salaire élevé";
* Arabic: short vowels and tatweel go, the alef, hamza, ta marbuta and alef maqsura variants fall
  together (the spellings vary by country and by keyboard);
* Arabic-Indic digits become ASCII digits; apostrophes of every kind become a word boundary.

rapidfuzz's ``default_process`` does none of these (PLATFORMS notes in docs/decisions/0003).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# A question longer than this is cut: no phrasing is a tenth as long, and the time stays bounded.
MAX_CHARACTERS = 600

_ARABIC = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه",
        "گ": "ك", "ک": "ك", "ی": "ي", "پ": "ب", "چ": "ج", "ڤ": "ف", "ـ": None, "ء": None,
    }
)  # fmt: skip
_LATIN = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "’": "'", "ʼ": "'"})
_NOT_WORD = re.compile(r"[^\w]+|_+")
_CONTROLS = re.compile("[\u0000-\u001f\u007f-\u009f\ud800-\udfff]")
_REPEATED = re.compile(r"([^\W\d])\1{2,}")
_REMEMBERED = 8192  # characters; whoever types all of Unicode fills no memory


def bounded(text: str) -> str:
    """Return the first :data:`MAX_CHARACTERS` characters, control and surrogate ones as spaces."""
    return _CONTROLS.sub(" ", text[:MAX_CHARACTERS])


def fold(text: str) -> str:
    """Lower-case words without marks, separated by single spaces; idempotent."""
    return " ".join(filter(None, map(_fold_word, text.split())))


@lru_cache(maxsize=65536)
def _fold_word(text: str) -> str:
    # Word by word, because words recur and sentences do not; no step looks across a space.
    return " ".join(_REPEATED.sub(r"\1\1", text.translate(_FOLDED)).split())


def _fold_character(char: str) -> str:
    text = unicodedata.normalize("NFKD", char.translate(_LATIN)).casefold()
    # Casefolding and compatibility decomposition can each make work for the other (ϒ, ẞ, ﷺ).
    text = unicodedata.normalize("NFKD", text).translate(_LATIN).translate(_ARABIC)
    letters = (c for c in text if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    digits = (str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in letters)
    return _NOT_WORD.sub(" ", "".join(digits))


class _Folded(dict[int, str]):
    """What each character becomes, as :meth:`str.translate` wants it, found out when first met."""

    def __missing__(self, point: int) -> str:
        folded = _fold_character(chr(point))
        if len(self) < _REMEMBERED:
            self[point] = folded
        return folded


_FOLDED = _Folded()


def is_blank(text: str) -> bool:
    """Tell whether nothing would be left to compare: empty, punctuation, emoji."""
    return not fold(bounded(text))
