"""What kind of thing a question asks for: a person, a time, a place, a reason, a quantity, a way.

"Who is Ben Zhao" and "how much does Ben Zhao earn" share all their names and nothing else. The
lists are ours; words that are also something else ("من" from, French "qui" that, "ou" or) count
only where they open the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.text.normalise import fold

KINDS: Final = ("other", "who", "when", "where", "why", "quantity", "how")

_ANYWHERE: Final = {
    "en": {"who": "who whos whom whose", "when": "when", "where": "where", "why": "why",
           "quantity": "much many"},
    "it": {"who": "chi", "when": "quando", "where": "dove", "why": "perche xke xche",
           "quantity": "quanto quanta quanti quante"},
    "fr": {"who": "kisse", "when": "quand", "why": "pourquoi pk pq",
           "quantity": "combien cb", "how": "comment"},
    "ar": {"who": "مين منو شكون", "when": "متى امتى ايمتى إيمتى فوقاش وقتاش",
           "where": "اين أين وين فين", "why": "لماذا ليش ليه علاش",
           "quantity": "كم كام قديش اديش شحال بكم", "how": "كيف ازاي شلون كيفاش"},
}  # fmt: skip
_OPENING: Final = {
    "en": {"how": "how"},
    "it": {"how": "come"},
    "fr": {"who": "qui", "where": "ou", "quantity": "quel montant"},
    "ar": {"who": "من"},
}


def _table(lists: dict[str, dict[str, str]]) -> dict[str, dict[str, int]]:
    return {
        language: {
            fold(word): KINDS.index(kind) for kind, words in kinds.items() for word in words.split()
        }
        for language, kinds in lists.items()
    }


_WORDS: Final = _table(_ANYWHERE)
_FIRST: Final = _table(_OPENING)
_REACH: Final = 3  # an opening word stands among the first three


def asks(words: Sequence[str], language: str) -> int:
    """Index in :data:`KINDS` of what folded words ask for; 0 where nothing tells."""
    anywhere, opening = _WORDS.get(language, {}), _FIRST.get(language, {})
    # "how much" holds both: the word that is never anything else decides.
    telling = (anywhere.get(word) for word in words)
    leading = (opening.get(word) for word in words[:_REACH])
    return next((kind for kind in (*telling, *leading) if kind), 0)
