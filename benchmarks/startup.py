"""Measure start-up: whole processes, as multiples of ``python -c "import rapidfuzz, yaml"``.

    python benchmarks/startup.py [--runs N] [--facts PATH]

The figures to hold: ``--help`` at most 3, the first ``ask`` of the shipped facts at most 15, later
ones at most 5. Facts without a shipped snapshot are compiled by their first ``ask``, which takes
longer. Every round runs each command once, so that a busy machine slows all of them alike; the
table shows medians. The first ``ask`` gets an empty cache folder each time.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
UNIT: Final = "import rapidfuzz, yaml"
# What was weighed in docs/decisions/0002; what is not installed is left out.
WEIGHED: Final = {
    "numpy": "import numpy",
    "scipy.sparse": "import scipy.sparse",
    "pydantic, one model": "from pydantic import BaseModel\nclass A(BaseModel):\n    x: int",
    "fluent.runtime": "from fluent.runtime import FluentBundle",
    "lingua, four languages": (
        "from lingua import Language as L, LanguageDetectorBuilder as B\n"
        "four = L.ENGLISH, L.ITALIAN, L.FRENCH, L.ARABIC\n"
        "B.from_languages(*four).build().detect_language_of('chi sciopera')"
    ),
}
HELP, FIRST, LATER = "footnote --help", "ask, empty cache", "ask, second run"
BOUNDS: Final = {HELP: 3.0, FIRST: 15.0, LATER: 5.0}


def seconds(arguments: list[str], cache: Path) -> float | None:
    """How long a Python process takes, or None where it fails."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache)}
    environment |= {"HOME": str(cache), "PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, *arguments],
        env=environment, cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    return time.perf_counter() - began if done.returncode == 0 else None


def measure(runs: int, facts: Path) -> dict[str, list[float]]:
    """Seconds of each command, ``runs`` times; the first round warms the disk and is dropped."""
    ask = ["-m", "bot", "ask", "who is on strike?", "--facts", str(facts)]
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(runs + 1):
            fresh = Path(folder, f"{number}")
            fresh.mkdir()
            rounds = {
                UNIT: ["-c", UNIT],
                HELP: ["-m", "bot", "--help"],
                FIRST: ask,
                LATER: ask,
                **{name: ["-c", f"{UNIT}\n{code}"] for name, code in WEIGHED.items()},
            }
            for name, arguments in rounds.items():
                took = seconds(arguments, fresh)
                if took is not None and number:
                    found.setdefault(name, []).append(took)
    return found


def main() -> int:
    """Print the table; 1 if a command is over its bound."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--facts", type=Path, default=ROOT / "facts.yaml")
    arguments = parser.parse_args()
    found = {
        name: statistics.median(x) for name, x in measure(arguments.runs, arguments.facts).items()
    }
    print(f"Python {sys.version.split()[0]}, median of {arguments.runs} runs\n")
    print(f"{'':<32}{'ms':>8}{'ratio':>8}{'bound':>8}")
    over = []
    for name, took in found.items():
        ratio = took / found[UNIT]
        bound = BOUNDS.get(name)
        shown = f"{bound:8.1f}" if bound else ""
        print(f"{name:<32}{took * 1e3:8.0f}{ratio:8.2f}{shown}")
        if bound and ratio > bound:
            over.append(name)
    over += [f"{name} (failed)" for name in BOUNDS if name not in found]
    if over:
        print(f"\nover the bound: {', '.join(over)}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
