"""How fast a question is decided, and what that costs in memory, as the facts grow.

    python benchmarks/speed.py [--sizes 100,1000,10000,100000] [--runs 5]

Each size runs in a process of its own. The scale sets are made up with a fixed seed: 25 phrasings
a fact in English, words drawn by Zipf's law from a vocabulary that grows with the root of
the size. "shipped" is this story with the dev questions. Times are from text to decision, warm, the
median of the runs; WRatio is rapidfuzz's extractOne over the same phrasings in the same process.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
EACH: Final = 25
ASKED: Final = 400
_SYLLABLES: Final = ("ka", "lo", "mi", "ter", "ran", "su", "pel", "dor", "vi", "ne", "gra", "tos")


def _resident() -> float:
    """Resident memory of this process in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def made_up(size: int, chance: random.Random) -> tuple[list[tuple[str, str]], int]:
    """Phrasings as (fact, text), and how many words there are to choose from."""
    count = int(60 * size**0.5)
    words = list(
        {"".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(count)}
    )
    common = [1 / (rank + 8) for rank in range(len(words))]
    lines = []
    for fact in range(max(1, size // EACH)):
        own = chance.choices(words, k=4)
        for _ in range(min(EACH, size)):
            text = chance.sample(own, 3) + chance.choices(words, common, k=chance.randint(2, 5))
            chance.shuffle(text)
            lines.append((f"f{fact}", " ".join(text)))
    return lines, len(words)


def with_typos(text: str, count: int, chance: random.Random) -> str:
    """A text with some letters swapped, dropped or doubled."""
    for _ in range(count):
        at = chance.randrange(max(1, len(text) - 1))
        kind = chance.choice(("swap", "drop", "double"))
        if kind == "swap":
            text = text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
        elif kind == "drop":
            text = text[:at] + text[at + 1 :]
        else:
            text = text[: at + 1] + text[at:]
    return text


def timed(ask: Callable[[str], object], questions: Sequence[str], runs: int) -> tuple[float, float]:
    """Median and 99th percentile in ms, the median of the runs."""
    found = []
    for _ in range(runs):
        took = []
        for question in questions:
            began = time.perf_counter()
            ask(question)
            took.append((time.perf_counter() - began) * 1000)
        took.sort()
        found.append((took[len(took) // 2], took[int(len(took) * 0.99)]))
    medians, tails = zip(*found, strict=True)
    return sorted(medians)[runs // 2], sorted(tails)[runs // 2]


def measure(size: str, runs: int) -> dict[str, float | str]:
    """The figures of one size; run in a process of its own."""
    bare = _resident()
    began = time.perf_counter()
    chance = random.Random(7)  # noqa: S311 - no secret
    out: dict[str, float | str] = {"size": size}
    from bot.match.decide import decide

    if size == "shipped":
        from bot.evaluate import read_questions
        from bot.library import facts_path, open_facts

        matcher = open_facts(facts_path(None))
        asked = [one.text for one in read_questions(ROOT / "tests" / "eval", "dev")]
    else:
        from benchmarks.banks import Phrasing, base_of
        from bot.match.compile import compile_base

        lines, words = made_up(int(size), chance)
        out["words"] = words
        began = time.perf_counter()
        matcher = compile_base(base_of([Phrasing(fact, "en", text) for fact, text in lines]))
        asked = [with_typos(text, 1, chance) for _, text in chance.choices(lines, k=ASKED)]
    out["ready_s"] = time.perf_counter() - began

    def ask(text: str) -> object:
        return decide(matcher.rank(text), matcher.calibration, public=False)

    timed(ask, asked[:50], 1)
    out["memory_mb"] = _resident() - bare
    out["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - bare
    out["median_ms"], out["p99_ms"] = timed(ask, asked, runs)
    typos = [with_typos(text, 3, chance) for text in asked]
    out["typos_median_ms"], out["typos_p99_ms"] = timed(ask, typos, runs)
    from rapidfuzz import fuzz, process

    from bot.facts.template import expand
    from bot.match.examples import entries_of

    base = matcher.base
    phrasings = [
        expand(line, base.lists.get(code, {}))[0]
        for entry in entries_of(base)
        for code, block in entry.phrasings.items()
        for line in block
    ]
    out["phrasings"] = len(phrasings)
    few = asked[:20]
    out["wratio_median_ms"], _ = timed(
        lambda text: process.extractOne(text, phrasings, scorer=fuzz.WRatio), few, 1
    )
    return out


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="shipped,100,1000,10000,100000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.one, arguments.runs)))
        return 0
    heads = ("facts", "phrasings", "ready", "memory", "peak", "median", "99 %", "3 typos: median",
             "99 %", "WRatio median", "times faster")  # fmt: skip
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for size in arguments.sizes.split(","):
        done = subprocess.run(  # noqa: S603 - our own Python
            [sys.executable, __file__, "--one", size, "--runs", str(arguments.runs)],
            env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
            cwd=ROOT, capture_output=True, check=False, text=True,
        )  # fmt: skip
        if done.returncode:
            print(done.stderr[-400:], file=sys.stderr)
            continue
        got = json.loads(done.stdout)
        print(
            f"| {got['size']} | {got['phrasings']:,} | {got['ready_s']:.2f} s "
            f"| {got['memory_mb']:.0f} MB | {got['peak_mb']:.0f} MB | {got['median_ms']:.2f} ms "
            f"| {got['p99_ms']:.2f} ms | {got['typos_median_ms']:.2f} ms "
            f"| {got['typos_p99_ms']:.2f} ms | {got['wratio_median_ms']:.1f} ms "
            f"| {got['wratio_median_ms'] / got['median_ms']:.0f} |",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
