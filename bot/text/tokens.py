"""Cut a folded text into tokens and light stems.

Light, because a strong stemmer merges words that tell facts apart ("writers", "writing"); the
character n-grams of :mod:`bot.match.features` carry what a light stem leaves. Arabic loses its
proclitics and the commonest endings (light10 of Larkey et al., 2002, is the model); the three
European languages lose plural, gender and the endings of regular verbs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from bot.text.function_words import FUNCTION_WORDS
from bot.text.normalise import bounded, fold
from bot.text.numbers import canonical

_AR_PREFIXES = ("وبال", "وال", "بال", "كال", "فال", "لل", "ال", "هال", "ول", "وب", "و", "ب", "ل")
_AR_SUFFIXES = ("يات", "هما", "تهم", "ات", "ون", "ين", "ان", "ها", "هم", "يه", "ته", "ه", "ي")
_SUFFIXES: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (("ies", "y"), ("sses", "ss"), ("ing", ""), ("edly", ""), ("ied", "y"), ("ed", ""),
           ("ers", "er"), ("es", ""), ("ly", ""), ("s", ""), ("e", "")),
    "it": (("azioni", "azion"), ("azione", "azion"), ("amento", "ament"), ("amenti", "ament"),
           ("ando", ""), ("endo", ""), ("ato", ""), ("ata", ""), ("ati", ""), ("ate", ""),
           ("are", ""), ("ere", ""), ("ire", ""), ("ano", ""), ("ono", ""), ("che", "c"),
           ("chi", "c"), ("ghi", "g"), ("ghe", "g"), ("ii", ""), ("io", ""), ("ia", ""),
           ("ie", ""), ("a", ""), ("e", ""), ("i", ""), ("o", "")),
    "fr": (("issements", "iss"), ("issement", "iss"), ("ements", "ement"), ("euses", "eur"),
           ("euse", "eur"), ("eaux", "eau"), ("aux", "al"), ("ees", ""), ("ee", ""), ("ent", ""),
           ("ait", ""), ("er", ""), ("es", ""), ("ez", ""), ("e", ""), ("s", ""), ("x", "")),
}  # fmt: skip
_SHORTEST = 4  # a stem never gets shorter than this many letters, Arabic: 3


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word and its light stem; ``informative`` is False for a function word."""

    text: str
    stem: str
    informative: bool


def _arabic_stem(word: str) -> str:
    for prefix in _AR_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    for suffix in _AR_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """Return the light stem of a folded word; a number or a word of another script stays."""
    if word.isdigit():
        return word
    if language == "ar" or not word.isascii():
        return _arabic_stem(word)
    for suffix, replacement in _SUFFIXES.get(language, ()):
        if word.endswith(suffix) and len(word) - len(suffix) + len(replacement) >= _SHORTEST - 1:
            cut = word[: len(word) - len(suffix)] + replacement
            return cut[:-1] if len(cut) > 4 and cut[-1] == cut[-2] else cut
    return word


def is_function_word(word: str, language: str) -> bool:
    """Tell a word of grammar or politeness; Arabic also with a proclitic "and" before it."""
    words = FUNCTION_WORDS.get(language, frozenset())
    return word in words or (language == "ar" and word[:1] == "و" and word[1:] in words)


@lru_cache(maxsize=32768)
def token_of(word: str, language: str) -> Token:
    """The token of one folded word."""
    return Token(word, stem(word, language), not is_function_word(word, language))


@lru_cache(maxsize=65536)  # all phrasings of a story fit in
def tokenise(text: str, language: str) -> tuple[Token, ...]:
    """Tokens of a raw text, its figures written one way; a word repeated in a row counts once."""
    words = fold(canonical(bounded(text))).split()
    return tuple([token_of(word, language) for word, _ in groupby(words)])


def informative(text: str, language: str) -> tuple[str, ...]:
    """Stems of the words that tell what a text is about."""
    return tuple(token.stem for token in tokenise(text, language) if token.informative)
