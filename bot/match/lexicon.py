"""Which word of one language stands for which of another, as the fact file itself tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.match.features import word_key
from bot.match.model import Ints, LanguageModel
from bot.text.tokens import Token, stem

_SHORTEST: Final = 4  # letters; a shorter word in Latin letters may be anything in any language
_TIMES: Final = 20  # a foreign word is so many times as common in its own language


@dataclass(frozen=True)
class Lexicon:
    """Languages' telling words in one another.

    models: of the languages;  places: for a language and another one, where in the other's
    vocabulary the word stands that is used in the same entries, −1 for none, for each of the first
    one's ``word_key``.
    """

    models: Mapping[str, LanguageModel]
    places: Mapping[tuple[str, str], Ints]

    def used(self, word: str, code: str) -> float:
        """The share of a language's phrasing lines that have a word, in just that form."""
        model = self.models[code]
        if word not in model.words:
            return 0.0
        (at,), _ = model.telling([word_key(stem(word, code))])
        return int(model.spread[at]) / model.lines

    def translated(self, stems: Sequence[str], source: str, target: str) -> list[str | None]:
        """The words of the target for some stems of the source; None where there is none."""
        at, known = self.models[source].telling(list(map(word_key, stems)))
        places, vocabulary = self.places[source, target], self.models[target].vocabulary
        found = [places[one] if had else -1 for one, had in zip(at, known, strict=True)]
        return [vocabulary[place] if place >= 0 else None for place in found]

    def foreign(self, token: Token, target: str, lines: int = 0) -> str | None:
        """The word for one that people took from another language, from that of the others that
        has it most often. ``lines``: of the target's phrasings that have it all the same.
        """
        if len(token.text) < _SHORTEST and token.text.isascii():
            return None
        found: list[tuple[int, str]] = []
        for code, model in self.models.items():
            if code == target:
                continue
            (at,), (known,) = model.telling([word_key(stem(token.text, code))])
            place = self.places[code, target][at] if known else -1
            used = int(model.spread[at])
            if place >= 0 and used >= _TIMES * lines:
                found.append((used, self.models[target].vocabulary[place]))
        word = max(found)[1] if found else token.text
        return None if stem(word, target) == token.stem else word
