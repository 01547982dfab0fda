"""Answer, ask back, name a gap, or say nothing: a pure function of a ranking and its thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from bot.facts.model import Gap
from bot.match.confidence import OFFERED, Calibration, together
from bot.match.ranking import Candidate, Ranking

Outcome = Literal["answer", "clarify", "gap", "unknown"]

MARGIN: Final = 0.1  # between the best two; where two fit about as well, it asks
UNSURE: Final = 0.2  # the same, where the best would not do for a public answer
_SHORT: Final = 4  # words
_FAR: Final = 0.45  # a candidate below this share of the best score is no rival


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, with the reason: the ranking it rests on and the threshold it was held to."""

    outcome: Outcome
    candidates: tuple[Candidate, ...]
    threshold: float
    ranking: Ranking

    @property
    def entry_id(self) -> str | None:
        """The fact answered, or the gap named."""
        return self.candidates[0].entry.id if self.outcome in ("answer", "gap") else None


def decide(ranking: Ranking, calibration: Calibration, *, public: bool) -> Decision:
    """Hold the best entry to the private or the stricter public threshold."""
    threshold = calibration.public if public else calibration.private
    best = ranking.candidates[0]
    if not best.evidence.covered:
        # Not one telling word is shared; like letters alone are no reason to say anything.
        return Decision("unknown", (), threshold, ranking)
    # What reads more like small talk than like any entry is not asked back about, nor answered if
    # it is short: a long message may begin with small talk and end with a question.
    # A single word ("test", "bravo") is a subject at best, not yet a question about it.
    words = len(ranking.words)
    asked = words > 1 and not (ranking.small_talk and words <= _SHORT)
    margin = MARGIN if ranking.probability >= calibration.public else UNSURE
    if ranking.probability >= threshold and ranking.margin >= margin and asked:
        outcome: Outcome = "gap" if isinstance(best.entry, Gap) else "answer"
        return Decision(outcome, (best,), threshold, ranking)
    rivals = tuple(
        candidate
        for candidate in ranking.candidates[:OFFERED]
        if candidate.score >= _FAR * best.score
    )
    if len(rivals) < 2:
        rivals = ranking.candidates[:2]
    plausible = together([candidate.probability for candidate in ranking.candidates])
    if plausible >= calibration.clarify and not ranking.small_talk and len(rivals) > 1:
        return Decision("clarify", rivals, threshold, ranking)
    return Decision("unknown", (), threshold, ranking)
