"""How fast a question is decided, and what that costs in memory, as the facts grow.

    python benchmarks/speed.py [--sizes 100,1000,10000,100000] [--runs 5]

The scale sets are fact files made up with a fixed seed: 25 phrasings a fact in English, words drawn
by Zipf's law from a vocabulary that grows with the root of the size; one line in each of the other
languages. "Ready" is a whole process that reads, checks, fits and answers once, as anybody's first
question to a new file does. Everything else is measured in a fresh process that loads what that one
stored: memory above the bare interpreter, times from text to decision, warm, the median of the
runs. "shipped" is this story with the dev questions. rapidfuzz's extractOne with WRatio and bm25s
look the same questions up among the same phrasings in the same process.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
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


def fact_file(size: int, path: Path) -> list[str]:
    """Write a fact file of made-up phrasings; questions for it, with a typing error each."""
    import yaml

    from benchmarks.banks import Phrasing, document_of

    class Blocks(yaml.CSafeDumper):
        """Writes texts of several lines as blocks, as the fact file wants them."""

    def text(dumper: Blocks, value: str) -> yaml.Node:
        style = "|" if value.endswith("\n") else '"'
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Blocks.add_representer(str, text)
    chance = random.Random(7)  # noqa: S311 - no secret
    lines, _ = made_up(size, chance)
    document = document_of([Phrasing(fact, "en", line) for fact, line in lines])
    for fact in document["facts"]:
        block = fact["phrasings"]["en"] + "\n"
        fact["question"] = dict.fromkeys(fact["question"], block.splitlines()[0][:80])
        # A fact file speaks four languages: one line in each of the others.
        fact["phrasings"] = dict.fromkeys(fact["phrasings"], block.splitlines()[0] + "\n")
        fact["phrasings"]["en"] = block
        fact["statements"][0]["citations"][0]["fragment"] = "words of nothing"
    written = yaml.dump(document, Dumper=Blocks, allow_unicode=True, sort_keys=False, width=9999)
    path.write_text(written, encoding="utf-8")
    return [with_typos(line, 1, chance) for _, line in chance.choices(lines, k=ASKED)]


def measure(facts: str | None, asked: Sequence[str], runs: int) -> dict[str, float]:
    """The figures of a fact file that is compiled already; run in a fresh process."""
    bare = _resident()
    began = time.perf_counter()
    from bot.library import facts_path, open_facts
    from bot.match.decide import decide

    matcher = open_facts(facts_path(facts))
    out = {"load_s": time.perf_counter() - began}

    def ask(text: str) -> object:
        return decide(matcher.rank(text), matcher.calibration, public=False)

    timed(ask, asked[:50], 1)
    out["memory_mb"] = _resident() - bare
    out["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - bare
    out["ours_ms"], out["ours_p99_ms"] = timed(ask, asked, runs)
    chance = random.Random(8)  # noqa: S311 - no secret
    out["typos_ms"], out["typos_p99_ms"] = timed(
        ask, [with_typos(text, 3, chance) for text in asked], runs
    )
    from rapidfuzz import fuzz, process

    from benchmarks.peers import bm25_lookup
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
    out["facts"] = len(entries_of(base))
    out["wratio_ms"], out["wratio_p99_ms"] = timed(
        lambda text: process.extractOne(text, phrasings, scorer=fuzz.WRatio), asked[:50], 1
    )
    out["bm25s_ms"], out["bm25s_p99_ms"] = timed(bm25_lookup(phrasings), asked, 1)
    return out


def _run(folder: Path, *command: str, said: str = "") -> str:
    """What one of our own processes prints; a cache of its own makes it compile."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", "XDG_CACHE_HOME": str(folder),
    }  # fmt: skip
    done = subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, *command], input=said, env=environment, cwd=ROOT, capture_output=True,
        check=False, text=True,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr[-800:])
    return done.stdout


def row(size: str, runs: int) -> str:
    """One row of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if size == "shipped":
            from bot.evaluate import read_questions

            asked = [one.text for one in read_questions(ROOT / "tests" / "eval", "dev")]
            facts: list[str] = []
        else:
            asked = fact_file(int(size), folder / "facts.yaml")
            facts = ["--facts", str(folder / "facts.yaml")]
        began = time.perf_counter()
        _run(folder, "-m", "bot", "ask", asked[0], *facts)
        ready = time.perf_counter() - began
        said = json.dumps(asked)
        got = json.loads(_run(folder, __file__, "--one", "--runs", str(runs), *facts, said=said))
    cells = (
        size, f"{got['facts']:,}", f"{got['phrasings']:,}", f"{ready:.1f} s",
        f"{got['load_s'] * 1000:.0f} ms", f"{got['memory_mb']:.0f} MB", f"{got['peak_mb']:.0f} MB",
        *(f"{got[of + '_ms']:.2f} / {got[of + '_p99_ms']:.2f}"
          for of in ("ours", "typos", "wratio", "bm25s")),
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="shipped,100,1000,10000,100000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--facts", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.facts, json.load(sys.stdin), arguments.runs)))
        return 0
    heads = ("file", "entries", "phrasings", "ready", "load", "memory", "peak",
             "ms, median / 99 %", "3 typos", "WRatio", "bm25s")  # fmt: skip
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for size in arguments.sizes.split(","):
        print(row(size, arguments.runs), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
