"""Make a matcher out of a fact base: fit every language, count trigrams, calibrate."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from bot.facts.model import LANGUAGES, Fact, FactBase
from bot.facts.template import expand
from bot.match.calibrate import Reading, calibrate, from_phrasings
from bot.match.contradiction import contents_of
from bot.match.examples import entries_of
from bot.match.fit import fit_language
from bot.match.matcher import Matcher
from bot.match.model import LanguageModel
from bot.match.names import NameTable
from bot.match.selfcheck import doubtful
from bot.text.language import trigram_table


def language_texts(base: FactBase, language: str) -> Iterable[str]:
    """What a base says in a language: the first expansion of each phrasing, questions, answers."""
    lists = base.lists.get(language, {})
    for entry in entries_of(base):
        yield entry.question.get(language, "")
        for line in entry.phrasings.get(language, ()):
            yield expand(line, lists)[0]
    for fact in base.facts:
        yield from (statement.text.get(language, "") for statement in fact.statements)


def languages_of(base: FactBase) -> tuple[str, ...]:
    """The languages that have phrasings."""
    return tuple(
        code for code in LANGUAGES if any(entry.phrasings.get(code) for entry in entries_of(base))
    )


@dataclass(frozen=True, slots=True)
class Question:
    """A labelled question: the entries that would be right, none for an off-topic one."""

    text: str
    gold: tuple[str, ...]


def readings_of(matcher: Matcher, questions: Iterable[Question], weight: float) -> list[Reading]:
    """What a matcher makes of labelled questions, as evidence for a calibration."""
    out = []
    for question in questions:
        found = sorted(matcher.rank(question.text).candidates, key=lambda c: -c.score)
        if not question.gold:
            # To say that the articles do not tell is no false answer to what they do not tell.
            found = [candidate for candidate in found if isinstance(candidate.entry, Fact)]
        if not found:
            continue
        out.append(
            Reading(
                tuple(candidate.evidence for candidate in found),
                tuple(candidate.entry.id in question.gold for candidate in found),
                weight,
            )
        )
    return out


# A labelled question tells more about real ones than a line of the file does.
QUESTION_WEIGHT: Final = 16.0
_MANY: Final = 4000  # phrasing lines; fewer are fitted sooner than another process starts


@dataclass(frozen=True, slots=True)
class Language:
    """A fitted language: its model, its own lines as readings, and the lines in doubt."""

    model: LanguageModel
    readings: tuple[Reading, ...]
    doubted: frozenset[tuple[int, str]]


def _fit(base: FactBase, code: str) -> Language:
    fitted = fit_language(base, code, NameTable(base.names))
    readings = from_phrasings(fitted, len(base.facts))
    return Language(fitted.model, tuple(readings), doubtful(fitted, len(entries_of(base))))


def fit_all(base: FactBase) -> dict[str, Language]:
    """Fit every language of a base, those of a large one in processes of their own."""
    codes = languages_of(base)
    lines = sum(len(found) for entry in entries_of(base) for found in entry.phrasings.values())
    if lines < _MANY:
        return {code: _fit(base, code) for code in codes}
    workers = min(len(codes), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        return dict(zip(codes, pool.map(partial(_fit, base), codes), strict=True))


def assemble(
    base: FactBase, languages: Mapping[str, Language], questions: Sequence[Question] = ()
) -> Matcher:
    """A matcher out of fitted languages; with labelled questions, calibrated on them too."""
    own = [reading for one in languages.values() for reading in one.readings]
    source = f"{len(own)} readings of the file's own phrasings"
    matcher = Matcher(
        base=base,
        models={code: one.model for code, one in languages.items()},
        tables={code: trigram_table(language_texts(base, code)) for code in languages},
        calibration=calibrate(own, source),
        contents=contents_of(base, NameTable(base.names)),
    )
    if not questions:
        return matcher
    judged = readings_of(matcher, questions, QUESTION_WEIGHT)
    return replace(
        matcher,
        calibration=calibrate(own, f"{source} and {len(judged)} labelled questions", judged),
    )


def compile_base(base: FactBase, questions: Sequence[Question] = ()) -> Matcher:
    """Fit and assemble a matcher."""
    return assemble(base, fit_all(base), questions)
