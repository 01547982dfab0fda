"""Tell the language of a short question.

Arabic by its script. Among the Latin ones, function words decide first, then character trigrams
counted in the fact file's own questions, phrasings and statements. Names, figures and words that
several languages share are no evidence. A question in a fifth language is recognised by its script
or by function words that none of the four has.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
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


@lru_cache(maxsize=32768)
def trigram_keys(word: str) -> tuple[int, ...]:
    """Buckets of a folded word's trigrams."""
    padded = f" {word} "
    places = range(max(1, len(padded) - 2))
    return tuple([crc32(padded[n : n + 3].encode()) % BUCKETS for n in places])


def trigram_table(texts: Iterable[str]) -> list[float]:
    """Log-probabilities of the trigram buckets of one language, add-half smoothed."""
    counts = [0.5] * BUCKETS
    for text in texts:
        for word in fold(text).split():
            if not word.isdigit():
                for key in trigram_keys(word):
                    counts[key] += 1
    total = math.log(sum(counts))
    return [math.log(count) - total for count in counts]


_FUNCTION_WORD_WEIGHT: Final = 2.5  # in nats: about what two clear trigrams give


def detect(
    text: str, tables: Mapping[str, Sequence[float]], ignored: frozenset[str] = frozenset()
) -> Detected:
    """The language of a raw text. ``ignored``: folded words of names, which are no evidence."""
    scripts = [script for char in text if (script := _script(char))]
    arabic, other = scripts.count("arabic"), scripts.count("other")
    even = {code: 1 / len(tables) for code in tables}
    if not scripts:
        return Detected(None, False, even)
    if other > len(scripts) / 2:
        return Detected(None, True, even)
    ignored = ignored | _NO_EVIDENCE
    words = [word for word in fold(text).split() if word not in ignored and not word.isdigit()]
    if arabic and "ar" in tables:
        arabic_words = sum(not word.isascii() for word in words)
        latin_words = len(words) - arabic_words
        grammar = sum(
            any(word in FUNCTION_WORDS[code] for code in ("en", "it", "fr")) for word in words
        )
        if arabic_words and (arabic_words >= latin_words or not grammar):
            return Detected("ar", False, {code: float(code == "ar") for code in tables})
    latin = list(dict.fromkeys(word for word in words if word.isascii()))
    if not latin:
        return Detected(None, False, even)
    foreign, alone = max(
        (sum(w in known for w in latin), sum(w in known and w not in _OURS for w in latin))
        for known in _FOREIGN_WORDS.values()
    )
    codes = [code for code in tables if code != "ar"]
    scores = dict.fromkeys(codes, 0.0)
    grammar_hits = dict.fromkeys(codes, 0)
    for word in latin:
        having = [code for code in codes if word in FUNCTION_WORDS[code]]
        for code in having:
            grammar_hits[code] += 1
            scores[code] += _FUNCTION_WORD_WEIGHT / len(having)
        keys = trigram_keys(word)
        for code in codes:
            table = tables[code]
            # Trigrams of one word are not independent: their mean, twice, is the evidence.
            scores[code] += 2.0 * sum(table[key] for key in keys) / len(keys)
    if foreign >= 2 and alone and foreign > max(grammar_hits.values()):
        return Detected(None, True, even)
    best = max(scores.values())
    weights = {code: math.exp(score - best) for code, score in scores.items()}
    total = sum(weights.values())
    shares = {code: weights.get(code, 0.0) / total for code in tables}
    language = max(shares, key=lambda code: shares[code])
    return Detected(language, False, shares)
