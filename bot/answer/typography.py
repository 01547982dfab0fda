"""Footnote marks, figures that do not break, and runs of the other direction kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FSI, _PDI = "\u2068", "\u2069"
# A run of the other direction: letters of it, with what binds them (spaces between such letters,
# figures, currency and percent signs, and the punctuation inside names and addresses). The sign
# before a command belongs to it: outside, "/help" would read "help/", and be no link on Telegram.
_LTR_RUN: Final = re.compile(
    r"(?:[<>][ \u00a0]?)?(?:(?<![\w!/])[!/])?[$€£]?[A-Za-z0-9À-ɏ](?:[A-Za-z0-9À-ɏ$€£%'’&@#/_.,:+–\-\u00a0\u202f ]*[A-Za-z0-9À-ɏ$€£%])?[$€£%]?"
)
_RTL_RUN: Final = re.compile(r"[\u0590-\u08ff\ufb50-\ufdff](?:[^A-Za-z\n]*[\u0590-\u08ff!?؟])?")
_GROUP: Final = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_UNIT: Final = re.compile(r"(?<=\d) (?=[$€£%])")
_FRENCH: Final = re.compile(r" (?=[?!;:»])|(?<=«) ")

RIGHT_TO_LEFT: Final = frozenset({"ar"})


def marks(numbers: Iterable[int]) -> str:
    """Footnote marks: ¹ ² for citations 1 and 2."""
    return " ".join(str(number).translate(_SUPERSCRIPT) for number in numbers)


def bind(text: str, language: str) -> str:
    """No-break spaces inside figures, before their units, and as French punctuation wants them."""
    text = _UNIT.sub("\u00a0", _GROUP.sub("\u202f", text))
    return _FRENCH.sub("\u00a0", text) if language == "fr" else text


def isolate(text: str, language: str) -> str:
    """Wrap what runs against the direction of the language in U+2068 … U+2069."""
    run = _LTR_RUN if language in RIGHT_TO_LEFT else _RTL_RUN
    return run.sub(lambda match: f"{_FSI}{match[0]}{_PDI}", text)


def typeset(text: str, language: str) -> str:
    """Text for a person's eye: bound and isolated. The JSON has it without."""
    return isolate(bind(text, language), language)


def quoted(text: str, language: str, within: str) -> str:
    """Text of one language for a line of another: isolated as a whole where it runs against it."""
    shown = typeset(text, language)
    if (language in RIGHT_TO_LEFT) == (within in RIGHT_TO_LEFT):
        return shown
    return f"{_FSI}{shown}{_PDI}"


# Half a character (a lone surrogate) cannot be encoded, so it cannot be sent anywhere either.
_CONTROLS: Final = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def clean(text: str) -> str:
    """A person's text without control and direction characters, safe to show in a terminal."""
    return _CONTROLS.sub("", text)
