"""Rank the entries of a fact base for a question, and say how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from bot.facts.model import Fact, FactBase, Gap
from bot.match.confidence import Calibration
from bot.match.contradiction import Contents, contradicting
from bot.match.coverage import Asked
from bot.match.evidence import CONSIDERED, gather, pooled
from bot.match.examples import Prepared, entries_of, prepare
from bot.match.lexicon import Lexicon
from bot.match.model import Floats, LanguageModel
from bot.match.names import NameTable
from bot.match.ranking import Candidate, Ranking, Reading, Wording
from bot.match.reader import Reader
from bot.text.clauses import clauses
from bot.text.language import Detected, Detector
from bot.text.normalise import bounded
from bot.text.numbers import find_numbers
from bot.text.tokens import tokenise

# How much surer another reading (a part of the message, another language) must be.
SURER: Final = 0.05
RULED_OUT: Final = 0.35  # what is left of a score whose entry contradicts the question
# What the whole message scores counts half as much as its part: "the professor from Chicago" in it
# is not who was asked for. On the development questions .2 to 1 were better than nothing.
_WHOLE: Final = 0.5
_PLAUSIBLE: Final = 0.20  # languages less likely than this are not tried


@dataclass(frozen=True)
class Matcher:
    """Everything needed to rank; immutable, swapped whole with its fact base."""

    base: FactBase
    lexicon: Lexicon
    tables: Mapping[str, Sequence[float]]
    calibration: Calibration
    contents: Contents

    @property
    def models(self) -> Mapping[str, LanguageModel]:
        """The models of the languages."""
        return self.lexicon.models

    @cached_property
    def entries(self) -> tuple[Fact | Gap, ...]:
        """Facts, then gaps: the order of the models' indices."""
        return entries_of(self.base)

    @cached_property
    def names(self) -> NameTable:
        """The names of the fact base."""
        return NameTable(self.base.names)

    @cached_property
    def reader(self) -> Reader:
        """Reads questions with the words of the phrasings."""
        return Reader(self.lexicon, self.names)

    def detect(self, text: str) -> Detected:
        """The language of a question."""
        return self._detector.detect(bounded(text))

    @cached_property
    def _detector(self) -> Detector:
        return Detector(self.tables, self.names.words, self.lexicon.used)

    def rank(
        self, text: str, language: str | None = None, context: Fact | Gap | None = None
    ) -> Ranking:
        """Rank by the question's language first, then by others that are plausible.

        ``context``: the entry answered last; a short question is also read as its continuation.
        """
        detected = self.detect(text)
        first = detected.language or language or self.base.default_language
        order = [first] if first in self.models else []
        likely = sorted(detected.shares, key=lambda code: -detected.shares[code])
        order += [
            code
            for code in likely
            if code in self.models
            and code not in order
            and (detected.shares[code] >= _PLAUSIBLE or not detected.language)
        ]
        best: Reading | None = None
        for code in order:
            reading = self._read_in(text, code, detected, mend=code == first)
            if best is None or reading.probability > best.probability + SURER:
                best = reading
            # Where it is sure, or no question at all ("Salut, ça va ?"), others are not tried.
            if best.probability >= self.calibration.public or best.ranking.small_talk:
                break
        if best is None:
            raise ValueError("a fact base without phrasings")
        ranking = self._pooled(best)
        if context is not None:
            return self._continued(text, ranking, context)
        return ranking

    def _continued(self, text: str, plain: Ranking, context: Fact | Gap) -> Ranking:
        """The reading as a follow-up, where it is surer than the plain one."""
        code = plain.language
        tokens = self._read(text, code).tokens
        telling = [token for token in tokens if token.informative]
        if not telling or len(telling) > 3 or plain.small_talk:
            return plain
        if plain.probability >= self.calibration.private:
            return plain
        earlier = tokenise(context.question.get(code, ""), code)
        if self.names.find([token.text for token in tokens])[0]:
            _, taken = self.names.find([token.text for token in earlier])
            earlier = tuple(token for n, token in enumerate(earlier) if n not in taken)
        wording = Wording(text, (*earlier, *tokens))
        joined = self._pooled(self._scored([wording], code, plain.detected, context))
        return joined if joined.probability > plain.probability else plain

    def _read(self, text: str, code: str, *, mend: bool = True) -> Wording:
        return Wording(text, self.reader.read(text, code, mend=mend))

    def _read_in(self, text: str, code: str, detected: Detected, *, mend: bool) -> Reading:
        best = self._scored([self._read(text, code, mend=mend)], code, detected)
        if best.probability >= self.calibration.public:
            return best  # as it stands it is understood
        parts = [self._read(part, code, mend=mend) for part in clauses(text, code)]
        if not parts:
            return best
        reading = self._scored(parts, code, detected, whole=best.scores)
        return reading if reading.probability > best.probability + SURER else best

    def _scored(
        self,
        wordings: Sequence[Wording],
        code: str,
        detected: Detected,
        without: Fact | Gap | None = None,
        whole: Floats | None = None,
    ) -> Reading:
        """The reading of the wording that scores highest.

        ``without``: an entry not meant;  ``whole``: the scores of the message they are parts of.
        """
        model = self.models[code]
        prepared = [prepare(one.tokens, self.names, code) for one in wordings]
        scores = model.scores(model.rows([one.blocks for one in prepared]))
        # By its id: what was answered last may be of an edition of the facts before this one.
        hidden = (
            [n for n, entry in enumerate(self.entries) if entry.id == without.id] if without else []
        )
        scores[:, hidden] = 0
        if whole is not None:
            scores = ((scores + _WHOLE * whole) / (1 + _WHOLE)).astype(np.float32)
        best = int(scores[:, :-1].max(axis=1).argmax())
        chosen = (wordings[best].text, prepared[best], scores[best])
        return Reading(*chosen, hidden, self._ranking(*chosen, code, detected))

    def _pooled(self, reading: Reading) -> Ranking:
        """The ranking of a reading; where it is not sure, the machines of the other languages are
        asked as well.
        """
        ranking = reading.ranking
        sure = ranking.probability >= self.calibration.private or ranking.small_talk
        if sure or not self.calibration.pools:
            return ranking
        elsewhere = self.elsewhere(ranking.language, reading.prepared)
        if elsewhere is None:
            return ranking
        elsewhere[reading.hidden] = 0
        scores = pooled(reading.scores, elsewhere)
        return self._ranking(
            reading.text, reading.prepared, scores, ranking.language, ranking.detected
        )

    def elsewhere(self, code: str, prepared: Prepared) -> Floats | None:
        """What the machines of the other languages make of a text, word for word: the mean of
        their scores (entries + 1); None where there is no other language.
        """
        found = []
        for other, model in self.models.items():
            if other != code:
                translated = self.reader.translated(prepared, code, other)
                found.append(model.scores(model.rows([translated.blocks]))[0])
        return np.mean(found, axis=0) if found else None

    def _ranking(
        self,
        text: str,
        prepared: Prepared,
        everything: Floats,
        code: str,
        detected: Detected,
    ) -> Ranking:
        model = self.models[code]
        scores, background = everything[:-1], float(everything[-1])
        scores = self._ruled(text, prepared, scores)
        words, known = model.telling(prepared.keys)
        idf = np.where(known, model.word_idf[words], model.unknown_idf)
        unknown = float(idf[~known].sum() / idf.sum()) if len(words) else 1.0
        found = gather(
            model,
            scores,
            Asked(words, idf, unknown, prepared.asks, background),
            len(self.base.facts),
        )
        probabilities = self.calibration.probabilities([evidence for _, evidence in found])
        candidates = [
            Candidate(self.entries[entry], evidence.score, evidence, probability)
            for (entry, evidence), probability in zip(found, probabilities, strict=True)
        ]
        return Ranking(
            code,
            detected,
            tuple(sorted(candidates, key=lambda c: -c.probability)),
            tuple(token.text for token in prepared.tokens),
        )

    def _ruled(self, text: str, prepared: Prepared, scores: Floats) -> Floats:
        """Scores with entries ruled out whose names or figures contradict the question."""
        figures = frozenset(n.value for n in find_numbers(bounded(text)))
        if not prepared.names and not figures:
            return scores
        scores = scores.copy()
        count = min(2 * CONSIDERED, len(scores))
        best = scores.argpartition(-count)[-count:].tolist()
        for n in contradicting(prepared.names, figures, self.contents, best):
            scores[n] = min(scores[n], scores[n] * RULED_OUT)
        return scores
