"""Tell the language of a short question.

Arabic by its script. Among the Latin ones, function words decide first, then how often each
language's phrasings have a word, and character trigrams counted in the fact file's own questions,
phrasings and statements. Names and figures are no evidence. A question in a fifth language is
recognised by its script or by function words that none of the four has.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zlib import crc32

from bot.text.function_words import FUNCTION_WORDS
from bot.text.normalise import fold

BUCKETS: Final = 4096
# Function words of neighbouring languages.
_FOREIGN: Final = {
    "es": "el los las de que la en un se no lo una uno cuanto cuantos como cuando donde porque quien quienes gana ganan esta"
    " estan huelga del por para pero mas muy qué cuál sueldo trabajo hay fue son ellos y",
    "pt": "quanto ganha qual são está não uma os as um você isso por para como mais greve salário"
    " porque quem onde quando dos das pelo pela ele ela eles",
    "de": "der die das und ist sind was wie viel wer warum wann wo ein eine nicht für von mit den dem"
    " im auf verdient gehalt streik über haben wird werden ich bei zum zur",
    "nl": "het een en wat hoeveel wie waarom wanneer waar van met voor niet zijn wordt verdient staking"
    " salaris bij op dat deze",
    "tr": "ne kadar kim neden nasıl bir ve bu için mi mı nedir maaş grev kaç",
    "pl": "ile kto dlaczego jak jest czy nie co gdzie kiedy zarabia strajk na się",
    "id": "berapa siapa mengapa apa yang dan di gaji mogok bagaimana kenapa",
    "ca": "els les quant cobra vaga què són amb per",
}
_FOREIGN_WORDS: Final = {
    code: frozenset(fold(word) for word in words.split()) for code, words in _FOREIGN.items()
}
_OURS: Final = frozenset().union(*FUNCTION_WORDS.values())
# Abbreviations that look like function words: Italian "ai" (to the), French "ia".
_NO_EVIDENCE: Final = frozenset({"ai", "ia"})


@lru_cache(maxsize=4096)
def _script(char: str) -> str | None:
    point = ord(char)
    if not char.isalpha():
        return None
    if point < 0x250 or 0x1E00 <= point < 0x1F00 or 0xFF21 <= point <= 0xFF5A:
        return "latin"
    if 0x600 <= point < 0x780 or 0x8A0 <= point < 0x900 or 0xFB50 <= point < 0xFF00:
        return "arabic"
    return "other"


@dataclass(frozen=True, slots=True)
class Detected:
    """``language`` is None where nothing tells; ``foreign`` is True for a fifth language.

    ``shares``: probability of each of the four languages.
    """

    language: str | None
    foreign: bool
    shares: Mapping[str, float]


def trigram_keys(word: str) -> tuple[int, ...]:
    """Buckets of a folded word's trigrams."""
    padded = f" {word} "
    places = range(max(1, len(padded) - 2))
    return tuple([crc32(padded[n : n + 3].encode()) % BUCKETS for n in places])


def trigram_table(texts: Iterable[str]) -> list[float]:
    """Log-probabilities of the trigram buckets of one language, add-half smoothed."""
    words = Counter(word for text in texts for word in fold(text).split() if not word.isdigit())
    counts = [0.5] * BUCKETS
    for word, times in words.items():
        for key in trigram_keys(word):
            counts[key] += times
    total = math.log(sum(counts))
    return [math.log(count) - total for count in counts]


_FUNCTION_WORD_WEIGHT: Final = 2.5  # in nats: about what two clear trigrams give
# Of the logarithm of how much oftener one language's lines have a word than another's: half of what
# it would prove if the words of a question were independent.
_WORD_WEIGHT: Final = 0.5
_SELDOM: Final = 1e-4  # added to every share, so that a single line proves little
_REMEMBERED: Final = 16384  # words


class Detector:
    """Tells the language of a raw text.

    ``tables``: a :func:`trigram_table` a language;  ``ignored``: folded words of names, which are no
    evidence;  ``used``: the share of a language's lines that have a folded word.
    """

    def __init__(
        self,
        tables: Mapping[str, Sequence[float]],
        ignored: frozenset[str] = frozenset(),
        used: Callable[[str, str], float] = lambda _word, _language: 0.0,
    ) -> None:
        self._tables = tables
        self._even = {code: 1 / len(tables) for code in tables}
        self._latin = [code for code in tables if code != "ar"]
        self._ignored = ignored | _NO_EVIDENCE
        self._used = used
        self._known: dict[str, list[float]] = {}

    def detect(self, text: str) -> Detected:
        """The language, and how likely each is."""
        scripts = [script for char in text if (script := _script(char))]
        arabic, other = scripts.count("arabic"), scripts.count("other")
        if not scripts:
            return Detected(None, False, self._even)
        if other > len(scripts) / 2:
            return Detected(None, True, self._even)
        words = [word for word in fold(text).split() if word not in self._ignored]
        words = [word for word in words if not word.isdigit()]
        if arabic and "ar" in self._tables and _reads_arabic(words):
            return Detected("ar", False, {code: float(code == "ar") for code in self._tables})
        latin = list(dict.fromkeys(word for word in words if word.isascii()))
        if not latin or not self._latin:
            return Detected(None, False, self._even)
        return self._between(latin)

    def _between(self, words: Sequence[str]) -> Detected:
        asked = frozenset(words)
        foreign, alone = max(
            (len(found), len(found - _OURS))
            for found in map(asked.intersection, _FOREIGN_WORDS.values())
        )
        codes = self._latin
        grammar = [len(asked & FUNCTION_WORDS[code]) for code in codes]
        if foreign >= 2 and alone and foreign > max(grammar):
            return Detected(None, True, self._even)
        scores = [sum(column) for column in zip(*map(self._evidence, words), strict=True)]
        best = max(scores)
        weights = {code: math.exp(s - best) for code, s in zip(codes, scores, strict=True)}
        total = sum(weights.values())
        shares = {code: weights.get(code, 0.0) / total for code in self._tables}
        return Detected(max(shares, key=lambda code: shares[code]), False, shares)

    def _evidence(self, word: str) -> list[float]:
        """What a word says for each language in Latin script; words recur, so it is remembered."""
        if word not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            keys = trigram_keys(word)
            having = [word in FUNCTION_WORDS[code] for code in self._latin]
            share = _FUNCTION_WORD_WEIGHT / max(sum(having), 1)
            # Trigrams of one word are not independent: their mean is the evidence.
            self._known[word] = [
                share * has
                + _WORD_WEIGHT * math.log(self._used(word, code) + _SELDOM)
                + sum(self._tables[code][key] for key in keys) / len(keys)
                for code, has in zip(self._latin, having, strict=True)
            ]
        return self._known[word]


def _reads_arabic(words: Sequence[str]) -> bool:
    """Whether a text with Arabic letters is Arabic: not a sentence that quotes an Arabic word."""
    arabic = sum(not word.isascii() for word in words)
    grammar = any(word in FUNCTION_WORDS[code] for word in words for code in ("en", "it", "fr"))
    return bool(arabic) and (arabic >= len(words) - arabic or not grammar)
