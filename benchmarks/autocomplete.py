"""How long a keystroke in ``/ask`` takes with 100,000 phrasings; Discord waits three seconds.

    python benchmarks/autocomplete.py [PHRASINGS]

The facts are made of words without meaning, drawn with a fixed seed. Compiling them takes minutes.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent.parent))

from bot.facts.load import load_file
from bot.facts.model import LANGUAGES, Fact, FactBase
from bot.match.compile import compile_base
from bot.platform.service import Place, Service
from bot.platform.suggest import Suggestions

_EACH: Final = 25  # phrasings of a fact in a language
_TINY: Final = Path(__file__).parent.parent / "tests" / "match" / "tiny.yaml"
_SYLLABLES: Final = ("ka", "lo", "mi", "ter", "ran", "su", "pel", "dor", "vi", "ne", "gra", "tos")


def made_up(phrasings: int, chance: random.Random) -> FactBase:
    """A fact base with so many phrasings, a quarter of them in each language."""
    base = load_file(_TINY)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(6000)]

    def fact(number: int) -> Fact:
        own = chance.sample(words, 8)
        lines = tuple(" ".join(chance.sample(own, 4)) for _ in range(_EACH))
        return replace(
            base.facts[0],
            id=f"f{number}",
            phrasings=dict.fromkeys(LANGUAGES, lines),
            question=dict.fromkeys(LANGUAGES, f"What {' '.join(own[:4])}?"[:80]),
            related=(),
        )

    facts = tuple(fact(number) for number in range(phrasings // _EACH // len(LANGUAGES)))
    topics = tuple(replace(topic, lead="f0") for topic in base.topics)
    return replace(base, facts=facts, gaps=(), topics=topics)


def measure(phrasings: int) -> None:
    """Print the time to compile, and of 400 keystrokes and answers."""
    chance = random.Random(1)  # noqa: S311 - no secret
    base = made_up(phrasings, chance)
    began = time.perf_counter()
    service = Service(compile_base(base))
    print(f"{phrasings} phrasings compiled in {time.perf_counter() - began:.0f} s")
    suggestions = Suggestions(service)
    suggestions.indices()
    typed, asked = [], []
    for _ in range(400):
        fact = chance.choice(base.facts)
        text = fact.question["en"][: chance.randint(0, 60)]
        began = time.perf_counter()
        suggestions.find(text, "en")
        typed.append(time.perf_counter() - began)
        began = time.perf_counter()
        service.respond(chance.choice(fact.phrasings["en"]), Place(1, 1))
        asked.append(time.perf_counter() - began)
    for what, times in (("keystroke", sorted(typed)), ("answer", sorted(asked))):
        print(
            f"{what}: median {times[200] * 1000:.1f} ms, 99th percentile "
            f"{times[395] * 1000:.1f} ms, longest {times[-1] * 1000:.1f} ms"
        )


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
