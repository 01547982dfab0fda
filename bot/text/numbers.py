"""Read figures however they are written: 900K, 900.000, 900 mila and ٩٠٠ ألف are one number.

The grammar covers the four languages of the catalogue: digits with grouping and a scale word or
letter, ranges whose scale stands only at the end ("450-650K"), and numbers in words.
A digit glued to a letter before it (A24, L6, L'A4) is a name, not a figure; the Arabic "and", "in"
and their like, written as one letter of the next word (و700), are no such letter.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.text.normalise import fold

_SCALES: dict[str, float] = {
    **dict.fromkeys(("k", "mila", "thousand", "mille", "الف", "الاف", "الفا"), 1e3),
    **dict.fromkeys(
        ("m", "mln", "mio", "million", "millions", "milione", "milioni", "مليون", "ملايين"), 1e6
    ),
    **dict.fromkeys(
        ("b", "bn", "mld", "mrd", "md", "billion", "billions", "miliardo", "miliardi", "milliard",
         "milliards", "مليار", "مليارات"),
        1e9,
    ),
}  # fmt: skip

_ATOMS_SPELLED = {
    0: "zero zéro صفر",
    1: "one uno un une واحد",
    2: "two due deux اثنان اثنين",
    3: "three tre trois ثلاثة ثلاث تلاتة",
    4: "four quattro quatre أربعة أربع",
    5: "five cinque cinq خمسة خمس",
    6: "six sei ستة ست",
    7: "seven sette sept سبعة سبع",
    8: "eight otto huit ثمانية ثمان ثماني",
    9: "nine nove neuf تسعة تسع",
    10: "ten dieci dix عشرة عشر",
    11: "eleven undici onze",
    12: "twelve dodici douze",
    13: "thirteen tredici treize",
    14: "fourteen quattordici quatorze",
    15: "fifteen quindici quinze",
    16: "sixteen sedici seize",
    17: "seventeen diciassette",
    18: "eighteen diciotto",
    19: "nineteen diciannove",
    20: "twenty venti vent vingt عشرون عشرين",
    30: "thirty trenta trent trente ثلاثون ثلاثين",
    40: "forty quaranta quarant quarante أربعون أربعين",
    50: "fifty cinquanta cinquant cinquante خمسون خمسين",
    60: "sixty sessanta sessant soixante ستون ستين",
    70: "seventy settanta settant septante سبعون سبعين",
    80: "eighty ottanta ottant ثمانون ثمانين",
    90: "ninety novanta novant تسعون تسعين",
    200: "مئتان مئتين مائتان مائتين",
    300: "ثلاثمئة ثلاثمائة",
    400: "أربعمئة أربعمائة",
    500: "خمسمئة خمسمائة",
    600: "ستمئة ستمائة",
    700: "سبعمئة سبعمائة",
    800: "ثمانمئة ثمانمائة ثمنمية",
    900: "تسعمئة تسعمائة تسعمية",
}
_ATOMS: dict[str, int] = {
    fold(word): value for value, words in _ATOMS_SPELLED.items() for word in words.split()
}
_HUNDREDS = frozenset(fold(w) for w in ("hundred", "cento", "cent", "cents", "مئة", "مائة", "مية"))
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th", "er", "ere", "e", "eme", "ieme"))
_GLUE = frozenset(fold(w) for w in ("and", "et", "و"))
_ITALIAN_PIECE = re.compile(
    "|".join(
        sorted(
            [w for w in _ATOMS if w.isascii() and len(w) > 2] + ["cento", "mila", "mille", "un"],
            key=len,
            reverse=True,
        )
    )
)

_DIGITS = re.compile(
    r"""(?:(?<![^\W\d_])|(?<=(?<![^\W\d_])[وبلفك])|(?<=ـ))(?<![\d.,])
    (?P<number>[1-9]\d{0,2}(?:[.,'’\u00a0\u202f\ ]\d{3})+(?![\d])|\d+(?:[.,]\d{1,2}(?!\d))?)
    (?:[\s\u00a0\u202f-]?(?P<scale>[^\W\d_]+))?""",
    re.VERBOSE,
)
_CURRENCY_BEFORE = re.compile(r"[$€£]\s*$")
_RANGE_AFTER = re.compile(r"\s*(?:-|–|—|to|a|à|and|e|et|إلى|الى|و)?\s*[$€£]?\s*$", re.IGNORECASE)
_ANY_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure found in a text: the span it takes up, its value, and whether words spelled it."""

    start: int
    end: int
    value: float
    spelled: bool = False


def _digit_value(text: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:\D\d{3})+", text):
        return float(re.sub(r"\D", "", text))
    return float(text.replace(",", "."))


def _from_digits(text: str) -> list[Number]:
    found: list[tuple[Number, bool]] = []
    for match in _DIGITS.finditer(text):
        value, end = _digit_value(match["number"]), match.end("number")
        word = fold(match["scale"] or "")
        factor = _SCALES.get(word, 1.0)
        glued = match["scale"] is not None and match.start("scale") == end
        money = _CURRENCY_BEFORE.search(text[: match.start()]) is not None
        # "4K" is a video format and "5 m" may be metres: a bare letter scales money or two digits.
        if len(word) == 1 and not (money or (glued and value >= 10)):
            factor = 1.0
        # "mille" alone is a number in Italian and French; after digits it scales.
        scaled = factor != 1.0
        if glued and word in _ORDINAL_ENDINGS:
            end = match.end("scale")
        elif glued and not scaled:
            continue
        if scaled:
            value, end = value * factor, match.end("scale")
        if scaled and found and not found[-1][1] and found[-1][0].value < 1000:
            previous = found[-1][0]
            if (
                _RANGE_AFTER.fullmatch(text[previous.end : match.start()])
                and previous.end < match.start()
            ):
                low = Number(previous.start, previous.end, previous.value * factor)
                found[-1] = (low, True)
        found.append((Number(match.start(), end, value), scaled))
    return [number for number, _ in found]


@lru_cache(maxsize=16384)
def _pieces(word: str) -> tuple[str, ...] | None:
    """Return the number words a written word is made of (novecentomila, trente-cinq), or None."""
    if word in _ATOMS or word in _HUNDREDS or word in _SCALES:
        return (word,) if len(word) > 1 else None
    if " " in word:
        parts = [_pieces(part) for part in word.split() if part not in _GLUE]
        return None if None in parts else tuple(p for part in parts for p in part or ())
    if not word.isascii() or len(word) < 6:
        return _pieces(word[1:]) if word.startswith("و") and len(word) > 2 else None
    out: list[str] = []
    end = 0
    while end < len(word):
        piece = _ITALIAN_PIECE.match(word, end)
        if piece is None:
            return None
        out.append(piece[0])
        end = piece.end()
    return tuple(out)


def _value(words: list[str]) -> float | None:
    total, group, quatre_vingt = 0.0, 0.0, False
    for word in words:
        if word in _HUNDREDS:
            group = max(group, 1) * 100
        elif word in _SCALES:
            if len(word) < 3:
                return None
            total, group = total + max(group, 1) * _SCALES[word], 0.0
        elif word == "vingt" and group % 10 == 4 and not quatre_vingt:
            group, quatre_vingt = group - 4 + 80, True
        else:
            group += _ATOMS[word]
    return total + group


@lru_cache(maxsize=32768)
def _read_word(written: str) -> tuple[str, tuple[str, ...] | None]:
    """Return a written word folded, and the number words it is made of, if it is a number."""
    folded = fold(written)
    return folded, _pieces(folded)


@lru_cache(maxsize=65536)
def _is_number(written: str) -> bool:
    return _read_word(written)[1] is not None


def _from_words(text: str) -> list[Number]:
    if not any(map(_is_number, _WORD.findall(text))):
        return []
    found: list[Number] = []
    run: list[str] = []
    start = end = 0

    def close() -> None:
        nonlocal run
        value = _value(run) if run else None
        if value is not None:
            found.append(Number(start, end, value, spelled=True))
        run = []

    for match in _WORD.finditer(text):
        word, pieces = _read_word(match[0])
        between = text[end : match.start()]
        if run and (pieces is None or between.strip(" -\u00a0")):
            if word in _GLUE and not between.strip():
                continue
            close()
        if pieces and not (pieces[0] in _SCALES and not run and pieces[0] not in ("mille",)):
            start, end = (match.start() if not run else start), match.end()
            run.extend(pieces)
    close()
    return found


def find_numbers(text: str) -> tuple[Number, ...]:
    """All figures of a text in order; spelled ones never overlap those in digits."""
    if not _ANY_DIGIT.search(text):
        return tuple(_from_words(text))
    ascii_digits = "".join(
        str(unicodedata.digit(c)) if not c.isascii() and c.isdecimal() else c for c in text
    )
    digits = _from_digits(ascii_digits)
    taken = [(number.start, number.end) for number in digits]
    words = [
        n for n in _from_words(ascii_digits) if all(n.end <= s or n.start >= e for s, e in taken)
    ]
    return tuple(sorted([*digits, *words], key=lambda number: number.start))


def canonical(text: str) -> str:
    """Write every figure as plain digits; small spelled numbers stay words ("one", "due")."""
    numbers = find_numbers(text)
    if not numbers:
        return text
    out, position = [], 0
    for number in numbers:
        if number.spelled and number.value <= 12:
            continue
        out += [text[position : number.start], f" {number.value:.10g} ".replace(".", "p")]
        position = number.end
    return "".join([*out, text[position:]])
