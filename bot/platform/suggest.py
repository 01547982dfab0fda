"""Questions to suggest while somebody types: found by the beginnings of words, or by meaning."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.facts.model import LANGUAGES, Fact, FactBase
from bot.match.matcher import Matcher
from bot.platform.service import Service
from bot.text.normalise import bounded, fold

MOST: Final = 25  # Discord's limit for choices; Telegram's inline results are fewer
_WORDS: Final = 12  # of what was typed are looked at


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A fact and its question in a language."""

    entry: str
    question: str


@dataclass(frozen=True)
class _Index:
    """The facts' questions of one language by the words in them. Built once a snapshot."""

    questions: Sequence[Suggestion]
    words: Sequence[str]  # sorted
    holding: Mapping[str, Sequence[int]]  # word → places in questions
    exact: Mapping[str, str]  # folded question → entry

    def starting(self, word: str) -> Iterator[int]:
        """Yield the questions with a word that begins so."""
        at = bisect_left(self.words, word)
        while at < len(self.words) and self.words[at].startswith(word):
            yield from self.holding[self.words[at]]
            at += 1

    def shared(self, typed: str) -> dict[int, int]:
        """How many letters of what was typed, a word at a time, each question has."""
        out: dict[int, int] = {}
        for word in dict.fromkeys(typed.split()[:_WORDS]):
            for question in set(self.starting(word)):
                out[question] = out.get(question, 0) + len(word)
            for question in self.holding.get(word, ()):
                out[question] += 1  # the whole word, not only its beginning
        return out


def _index(base: FactBase, language: str) -> _Index:
    questions = tuple(Suggestion(fact.id, fact.question[language]) for fact in base.facts)
    holding: dict[str, list[int]] = {}
    exact: dict[str, str] = {}
    for place, suggestion in enumerate(questions):
        folded = fold(suggestion.question)
        exact.setdefault(folded, suggestion.entry)
        for word in dict.fromkeys(folded.split()):
            holding.setdefault(word, []).append(place)
    return _Index(questions, sorted(holding), holding, exact)


class Suggestions:
    """Suggests questions of the facts that answer at this moment."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._of: FactBase | None = None
        self._indices: dict[str, _Index] = {}

    def indices(self) -> Mapping[str, _Index]:
        """The indices of the facts of this moment, built when they are first needed."""
        base = self._service.matcher.base
        if self._of is not base:
            self._indices = {code: _index(base, code) for code in LANGUAGES}
            self._of = base
        return self._indices

    def find(self, typed: str, language: str, most: int = MOST) -> list[Suggestion]:
        """Questions in the language being typed, in doubt in ``language``; topics' for nothing.

        Those with the words typed come first, then those that the matching thinks are meant.
        """
        matcher = self._service.matcher
        folded = fold(bounded(typed))
        if not folded:
            leads = (topic.lead for topic in matcher.base.topics)
            return list(_facts(matcher.base, leads, language))[:most]
        # A few letters are no sentence to detect: the language whose questions have most of them.
        order = dict.fromkeys((language, matcher.detect(typed).language or language, *LANGUAGES))
        shared = {code: self.indices()[code].shared(folded) for code in order}
        code = max(order, key=lambda code: max(shared[code].values(), default=0))
        places = sorted(shared[code], key=lambda place: (-shared[code][place], place))
        found = [self.indices()[code].questions[place] for place in places[:most]]
        if len(found) < most:
            entries = dict.fromkeys(suggestion.entry for suggestion in found)
            meant = (id_ for id_ in _meant(matcher, typed, code) if id_ not in entries)
            found += _facts(matcher.base, meant, code)
        return found[:most]

    def exactly(self, question: str) -> tuple[str, str] | None:
        """Entry and language of a text that is a fact's own question, as a suggestion is."""
        folded = fold(bounded(question))
        for code, index in self.indices().items():
            if folded and folded in index.exact:
                return index.exact[folded], code
        return None


def _meant(matcher: Matcher, typed: str, language: str) -> list[str]:
    ranking = matcher.rank(typed, language)
    return [candidate.entry.id for candidate in ranking.candidates if candidate.evidence.covered]


def _facts(base: FactBase, ids: Iterable[str], language: str) -> Iterator[Suggestion]:
    for id_ in ids:
        fact = base.entry_by_id[id_]
        if isinstance(fact, Fact):
            yield Suggestion(fact.id, fact.question[language])
