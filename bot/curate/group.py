"""Questions that mean the same, put together: by the matcher's own words and its own likeness.

Two questions are as alike as the linear model finds two phrasings: the cosine of their features
(:mod:`bot.match.features`), each block scaled to its share, the rare ones weighing more. Words that
no phrasing has count in full, for they are what the facts lack. Questions of different languages
share no words: they come together where the matcher found the same known gap in both.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.facts.model import Fact, Gap
from bot.match.examples import prepare
from bot.match.features import SHARES
from bot.match.matcher import Matcher
from bot.match.ranking import Ranking
from bot.text.normalise import bounded, fold
from bot.text.tokens import token_of

if TYPE_CHECKING:
    from bot.platform.records import Kept

ALIKE: Final = 0.5  # cosine from which two questions are one; see tests/curate/test_group.py
_NEAR: Final = 0.15  # score from which an entry that shares a telling word is near at all

Features = dict[int, float]


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that mean the same, the most typical first.

    nearest, gap: ids of the nearest fact and of the nearest known gap, None where none is near at
    all;  language: of the most typical question.
    """

    questions: tuple[Kept, ...]
    nearest: str | None
    gap: str | None
    language: str

    @property
    def ids(self) -> tuple[int, ...]:
        """Ids of the questions, in the same order."""
        return tuple(question.id for question in self.questions)

    @property
    def outcomes(self) -> dict[str, int]:
        """How the questions ended, the commonest first."""
        return dict(Counter(question.outcome for question in self.questions).most_common())


@dataclass(frozen=True, slots=True)
class _Read:
    """One wording as the matcher reads it, and everyone who asked it so."""

    ranking: Ranking
    features: Features
    questions: list[Kept]


def groups(matcher: Matcher, kept: Sequence[Kept]) -> tuple[Group, ...]:
    """Group questions; most asked first. A few milliseconds for each different wording."""
    wordings: dict[tuple[str, str], list[Kept]] = defaultdict(list)
    for question in kept:
        wordings[question.language, fold(bounded(question.text))].append(question)
    # The wording that was used most leads its group, the oldest of equals.
    ordered = sorted(wordings.items(), key=lambda item: (-len(item[1]), item[1][0].id))
    reads = [_read(matcher, same) for (_, words), same in ordered if words]
    found = [_group(members) for members in _clusters(matcher, reads)]
    return tuple(sorted(found, key=lambda group: (-len(group.questions), group.ids[0])))


def _read(matcher: Matcher, questions: list[Kept]) -> _Read:
    first = questions[0]
    ranking = matcher.rank(first.text, first.language)
    return _Read(ranking, _features(matcher, ranking), questions)


def _features(matcher: Matcher, ranking: Ranking) -> Features:
    """The features of the mended words, of length 1."""
    model = matcher.models[ranking.language]
    tokens = [token_of(word, ranking.language) for word in ranking.words]
    blocks = prepare(tokens, matcher.names, ranking.language).blocks
    out: Features = {}
    for block, share in SHARES.items():
        keys, counts = np.unique(np.array(blocks[block], np.uint32), return_counts=True)
        weight = (1 + np.log(counts)) * model.rarity(keys)
        length = float(np.sqrt(np.sum(weight**2)))
        if length:
            out.update(zip(keys.tolist(), (weight * share / length).tolist(), strict=True))
    norm = math.sqrt(sum(value * value for value in out.values()))
    return {key: value / norm for key, value in out.items()} if norm else {}


def _clusters(matcher: Matcher, reads: Iterable[_Read]) -> list[list[_Read]]:
    """Each wording joins the likest leader, or leads a group of its own."""
    clusters: list[list[_Read]] = []
    of_gap: dict[str, int] = {}
    having: dict[tuple[str, int], list[tuple[int, float]]] = defaultdict(list)
    for read in reads:
        gap = _known_gap(matcher, read)
        place = of_gap.get(gap) if gap is not None else None
        if place is None:
            place = _likest(read, having)
        if place is None:
            place = len(clusters)
            clusters.append([])
            for key, value in read.features.items():
                having[read.ranking.language, key].append((place, value))
        clusters[place].append(read)
        if gap is not None:
            of_gap.setdefault(gap, place)
    return clusters


def _known_gap(matcher: Matcher, read: _Read) -> str | None:
    """The gap that the question was answered with, if the facts of today would say so too."""
    entry = read.questions[0].entry
    best = read.ranking.best
    if read.questions[0].outcome != "gap" or not isinstance(best.entry, Gap):
        return None
    sure = best.probability >= matcher.calibration.private
    return best.entry.id if sure and best.entry.id == entry else None


def _likest(read: _Read, having: dict[tuple[str, int], list[tuple[int, float]]]) -> int | None:
    alike: Counter[int] = Counter()
    for key, value in read.features.items():
        for place, other in having[read.ranking.language, key]:
            alike[place] += value * other  # type: ignore[assignment]
    best = max(alike.items(), key=lambda item: item[1], default=(0, 0.0))
    return best[0] if best[1] >= ALIKE else None


def _group(members: list[_Read]) -> Group:
    facts: Counter[str] = Counter()
    gaps: Counter[str] = Counter()
    for read in members:
        for candidate in read.ranking.candidates:
            if candidate.score >= _NEAR and candidate.evidence.covered:
                of = facts if isinstance(candidate.entry, Fact) else gaps
                of[candidate.entry.id] += candidate.probability * len(read.questions)  # type: ignore[assignment]
    lead = members[0]
    return Group(
        tuple(question for read in members for question in read.questions),
        _largest(facts),
        _largest(gaps),
        lead.questions[0].language,
    )


def _largest(weights: Counter[str]) -> str | None:
    return max(weights, key=lambda id_: weights[id_]) if weights else None
