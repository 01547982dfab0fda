"""Say why a question was decided as it was, for ``!why`` and the JSON."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from bot.answer.reply import Why
from bot.facts.model import Fact, Gap
from bot.facts.template import expand
from bot.match.decide import Decision
from bot.match.matcher import Matcher
from bot.text.normalise import fold


def nearest_phrasing(matcher: Matcher, entry: Fact | Gap, language: str, words: str) -> str:
    """The phrasing of an entry that reads most like the question."""
    lists = matcher.base.lists.get(language, {})
    sentences = [
        sentence
        for line in entry.phrasings.get(language, ())
        for sentence in expand(line, lists)[:12]
    ]
    found = process.extractOne(words, sentences, scorer=fuzz.token_sort_ratio, processor=fold)
    return found[0] if found else ""


def explain(matcher: Matcher, decision: Decision) -> Why:
    """The reasons of a decision."""
    ranking = decision.ranking
    best = ranking.best
    second = ranking.candidates[1] if len(ranking.candidates) > 1 else None
    words = " ".join(ranking.words)
    return Why(
        phrasing=nearest_phrasing(matcher, best.entry, ranking.language, words),
        score=best.probability,
        margin=ranking.margin,
        runner_up=second.entry.id if second else None,
        runner_up_score=second.probability if second else 0.0,
        threshold=decision.threshold,
        words=words,
        signals=best.evidence._asdict(),
        entry=best.entry.id,
    )
