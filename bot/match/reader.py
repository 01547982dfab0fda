"""Read a question with the words that the phrasings of a language have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from bot.match.examples import Prepared, prepare
from bot.match.features import word_key
from bot.match.lexicon import Lexicon
from bot.match.names import NameTable
from bot.match.repair import Repairer
from bot.text.thesaurus import thesaurus
from bot.text.tokens import Token, token_of, tokenise

# A word of so few lines may be a foreign one that mixed phrasings brought along; rare as it is, it
# would be taken for a telling one.
_RARE: Final = 10


@dataclass(frozen=True)
class Reader:
    """Knows the words of the languages' models, and the names of the fact file."""

    lexicon: Lexicon
    names: NameTable

    def read(self, text: str, code: str, *, mend: bool = True) -> tuple[Token, ...]:
        """Tokens with the unknown words mended or translated; not in a language that is only tried,
        where that would make "bravo" into some word of it.
        """
        tokens = self._as_written(tokenise(text, code), code)
        if not mend:
            return tokens
        _, named = self.names.find([token.text for token in tokens])
        model = self.lexicon.models[code]
        at, _ = model.telling([word_key(token.stem) for token in tokens])
        lines = model.spread[at].tolist()
        strange = [
            token.informative
            and n not in named
            and not token.text.isdigit()
            and (0 < count <= _RARE or (not count and token.text not in model.words))
            for n, (token, count) in enumerate(zip(tokens, lines, strict=True))
        ]
        if not any(strange):
            return tokens
        out: list[Token] = []
        for token, count, is_strange in zip(tokens, lines, strange, strict=True):
            out += self._meant(token, code, count) if is_strange else (token,)
        return tuple(out)

    def _meant(self, token: Token, code: str, lines: int) -> Sequence[Token]:
        """What stands for a word that few phrasings have, or none."""
        # A word that some have, if only in another form, is no typing error, nor is one that the
        # thesaurus knows.
        sense = lines or thesaurus(code).ideas([token.stem])
        repair = None if sense else self._repairer(code).repair(token.text)
        if repair is None or repair.errors > 1:
            foreign = self.lexicon.foreign(token, code, lines)
            if foreign is not None:
                return (token_of(foreign, code),)
        return [token_of(word, code) for word in repair.words] if repair else (token,)

    @cached_property
    def _repairer(self) -> Callable[[str], Repairer]:
        @cache  # made when it is first needed
        def repairer(code: str) -> Repairer:
            return Repairer([*self.lexicon.models[code].vocabulary, *self.names.words], code)

        return repairer

    def _as_written(self, tokens: Sequence[Token], code: str) -> tuple[Token, ...]:
        """Tokens with names that the phrasings of a language do not spell so spelled as they do:
        the weights of its words and letters are theirs alone.
        """
        words = tuple([token.text for token in tokens])
        known = self.lexicon.models[code].words
        strange = [
            (name, places)
            for name, places in (self.names.met(words) if self.names.find(words)[0] else ())
            if not known.issuperset(words[places.start : places.stop])
        ]
        out = list(tokens)
        for name, places in reversed(strange):
            usual = self._usual(name, code)
            if usual is not None:
                out[places.start : places.stop] = [token_of(word, code) for word in usual]
        return tuple(out)

    @cached_property
    def _usual(self) -> Callable[[str, str], tuple[str, ...] | None]:
        models = self.lexicon.models
        return cache(lambda name, code: self.names.usual(name, models[code].vocabulary))

    def translated(self, prepared: Prepared, source: str, target: str) -> Prepared:
        """A text's names and those of its telling words that have a like in another language,
        made ready for matching there.
        """
        places = prepared.name_positions
        telling = [t.stem for n, t in enumerate(prepared.tokens) if n not in places]
        words = iter(self.lexicon.translated(telling, source, target))
        found = [
            token.text if n in places else next(words) for n, token in enumerate(prepared.tokens)
        ]
        tokens = [token_of(word, target) for word in found if word is not None]
        return prepare(self._as_written(tokens, target), self.names, target)
