"""What a question was read as, and which entries it may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.facts.model import Fact, Gap
from bot.match.evidence import Evidence
from bot.match.examples import Prepared
from bot.match.model import Floats
from bot.text.language import Detected
from bot.text.tokens import Token


@dataclass(frozen=True, slots=True)
class Wording:
    """A text and its tokens, mended."""

    text: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry, its score, the evidence for it and the probability that it is the one meant."""

    entry: Fact | Gap
    score: float
    evidence: Evidence
    probability: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best entries for a question, best first, and how sure the first is.

    language: in which the phrasings were searched;  detected: the question's own language;
    words: the question's, mended.
    """

    language: str
    detected: Detected
    candidates: tuple[Candidate, ...]
    words: tuple[str, ...]

    @property
    def best(self) -> Candidate:
        """The likeliest entry."""
        return self.candidates[0]

    @property
    def probability(self) -> float:
        """Probability that the likeliest entry is the one meant."""
        return self.best.probability

    @property
    def small_talk(self) -> bool:
        """Whether the question reads more like what is about no story than like any entry."""
        return self.best.score <= self.best.evidence.off_topic

    @property
    def margin(self) -> float:
        """Distance of the likeliest entry's probability from the next one's."""
        return self.best.probability - (
            self.candidates[1].probability if len(self.candidates) > 1 else 0.0
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it is read in one language: its text, made ready, the scores of everything
    (entries + 1), the places of entries that are not meant, and the ranking that follows.
    """

    text: str
    prepared: Prepared
    scores: Floats
    hidden: Sequence[int]
    ranking: Ranking

    @property
    def probability(self) -> float:
        """Probability that the likeliest entry is the one meant."""
        return self.ranking.probability
