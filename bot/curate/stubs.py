"""Groups of questions as gaps for ``facts.yaml``: all is filled in but what only a person knows.

``footnote check`` accepts a stub but for empty texts in the languages that nobody asked in; each of
them is named in a comment above it.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from bot.curate.group import Group
from bot.curate.listing import outcomes, times
from bot.facts.edit import as_phrasing
from bot.facts.model import LANGUAGES, FactBase
from bot.facts.shape import LANGUAGE_NAMES, LONGEST_QUESTION
from bot.facts.template import expand
from bot.text.normalise import fold
from bot.text.tokens import tokenise

if TYPE_CHECKING:
    from bot.platform.records import Kept

GONE: Final = "…"  # where something was removed from a question before it was kept
_LINES: Final = 12  # phrasings of a language
_ID_WORDS: Final = 4


def stubs(base: FactBase, groups: Sequence[Group]) -> str:
    """A text to put below ``gaps:``, with a comment above each stub."""
    taken = _Taken(base)
    return "\n".join(line for group in groups for line in (*_stub(base, group, taken), ""))


class _Taken:
    """Ids and phrasings that are used: a stub repeats none of them."""

    def __init__(self, base: FactBase) -> None:
        self.ids = set(base.entry_by_id)
        self.words = {
            (code, words)
            for entry in base.entry_by_id.values()
            for code in LANGUAGES
            for line in entry.phrasings.get(code, ())
            for sentence in expand(line, base.lists.get(code, {}))
            for words in [_words(sentence, code)]
        }

    def id_for(self, text: str) -> str:
        """A free id out of a question's first telling words."""
        words = [word for word in fold(text).split() if word.isascii() and word.isalnum()]
        stem = "-".join(["gap", *(words[:_ID_WORDS] or ["asked"])])[:36].strip("-")
        free = next(
            id_
            for n in range(1, 10**6)
            if (id_ := stem if n == 1 else f"{stem}-{n}") not in self.ids
        )
        self.ids.add(free)
        return free

    def lines(self, questions: Sequence[Kept], code: str) -> list[str]:
        """The phrasings that questions give in a language."""
        found = []
        for question in questions:
            line = as_phrasing(question.text)
            words = _words(line, code)
            if GONE in line or not words or (code, words) in self.words:
                continue
            self.words.add((code, words))
            found.append(line)
        return found[:_LINES]


def _words(text: str, code: str) -> str:
    return " ".join(token.text for token in tokenise(text, code))


def _stub(base: FactBase, group: Group, taken: _Taken) -> Iterator[str]:
    first = group.questions[0]
    yield f"  # Asked {times(group)} ({outcomes(group)}): {as_phrasing(first.text)}"
    if group.nearest is not None:
        nearest = base.fact_by_id[group.nearest]
        yield f"  # Nearest fact: {nearest.id}, {nearest.question['en']} If that answers it:"
        yield f"  #   footnote add-phrasing {nearest.id} {shlex.quote(as_phrasing(first.text))}"
    if set(group.outcomes) == {"gap"} and group.gap is not None:
        yield f"  # Known gap {group.gap} answers it: only an article that tells it can do better."
        return
    asked = {code: [q for q in group.questions if q.language == code] for code in LANGUAGES}
    lines = {code: taken.lines(asked[code], code) for code in LANGUAGES}
    questions = {code: _question(lines[code]) for code in LANGUAGES}
    missing = [LANGUAGE_NAMES[code] for code in LANGUAGES if not lines[code] or not questions[code]]
    if missing:
        yield f"  # To write: {', '.join(missing)}. To check: the id, the topic, every question."
    topic = base.fact_by_id[group.nearest].topic if group.nearest else base.topics[0].id
    yield f"  - id: {taken.id_for(questions['en'] or first.text)}"
    yield f"    topic: {topic}"
    yield "    question:"
    yield from (
        f"      {code}: {json.dumps(questions[code], ensure_ascii=False)}" for code in LANGUAGES
    )
    yield "    phrasings:"
    for code in LANGUAGES:
        yield f"      {code}: |"
        yield from (f"        {line}" for line in lines[code])
    yield f"    nearest: [{group.nearest or ''}]"


def _question(lines: Sequence[str]) -> str:
    """A line short enough to stand on a button, as a question."""
    return next((line for line in lines if len(line) <= LONGEST_QUESTION), "")
