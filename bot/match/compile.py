"""Make a matcher out of a fact base: fit every language, count trigrams, calibrate."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from bot.facts.model import LANGUAGES, FactBase
from bot.facts.template import expand
from bot.match.bilingual import lexicon_of
from bot.match.calibrate import calibrate, from_phrasings
from bot.match.confidence import DEFAULT
from bot.match.contradiction import contents_of
from bot.match.examples import entries_of
from bot.match.fit import HeldOut, fit_language
from bot.match.judge import Question, judged, readings_of
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


# Of how many lines a calibration without labelled questions is made; more change no coefficient.
# Beside labelled ones more of them keep the balance.
_ALONE: Final = 2000
_MANY: Final = 4000  # phrasing lines; fewer are fitted sooner than another process starts


@dataclass(frozen=True, slots=True)
class Language:
    """A fitted language: its model, some of its lines held out, and the lines in doubt."""

    model: LanguageModel
    held_out: HeldOut
    doubted: frozenset[tuple[int, str]]


def _fit(base: FactBase, threads: int, code: str) -> Language:
    fitted = fit_language(base, code, NameTable(base.names), threads)
    return Language(fitted.model, fitted.held_out, doubtful(fitted, len(entries_of(base))))


def fit_all(base: FactBase) -> dict[str, Language]:
    """Fit every language of a base, those of a large one in processes of their own."""
    codes = languages_of(base)
    lines = sum(len(found) for entry in entries_of(base) for found in entry.phrasings.values())
    cores = os.cpu_count() or 1
    workers = min(len(codes), cores)
    if lines < _MANY or workers < 2:
        return {code: _fit(base, cores, code) for code in codes}
    fit = partial(_fit, base, cores // workers)
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        return dict(zip(codes, pool.map(fit, codes), strict=True))


def assemble(
    base: FactBase, languages: Mapping[str, Language], questions: Sequence[Question] = ()
) -> Matcher:
    """A matcher out of fitted languages; with labelled questions, calibrated on them too."""
    matcher = Matcher(
        base=base,
        lexicon=lexicon_of({code: one.model for code, one in languages.items()}),
        tables={code: trigram_table(language_texts(base, code)) for code in languages},
        calibration=DEFAULT,
        contents=contents_of(base, NameTable(base.names)),
    )
    # Only labelled questions tell whether the other languages help: of the file's own lines they
    # often have a translation, so hiding a line does not show it.
    pools = bool(questions)
    held_out = sum(len(one.held_out.examples) for one in languages.values())
    step = 1 if pools else max(1, held_out // _ALONE)
    own = [
        reading
        for code, one in languages.items()
        for reading in from_phrasings(
            one.model,
            one.held_out.every(step),
            len(base.facts),
            partial(matcher.elsewhere, code) if pools else None,
        )
    ]
    source = f"{len(own)} readings of the file's own phrasings"
    matcher = replace(matcher, calibration=calibrate(own, source, pools=pools))
    if not questions:
        return matcher
    read = readings_of(matcher, questions)
    fitted_on = f"{source} and {len(read)} labelled questions"
    matcher = replace(matcher, calibration=calibrate(own, fitted_on, read, pools=pools))
    return replace(matcher, calibration=judged(matcher, questions))


def compile_base(base: FactBase, questions: Sequence[Question] = ()) -> Matcher:
    """Fit and assemble a matcher."""
    return assemble(base, fit_all(base), questions)
