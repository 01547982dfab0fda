"""Run public question sets through the same code as the bot, and its peers beside it.

    python benchmarks/public.py FOLDER… [--split test] [--no-peers] [--write]

A folder holds ``phrasings.jsonl`` ({"fact", "lang", "text"}) and ``questions.jsonl`` ({"id",
"lang", "text", "gold": fact or null, "split"}). Nothing is fitted to a set but what is fitted to
any fact file: the weights and the calibration on its own phrasings. ``--write`` puts the table into
benchmarks/README.md. The peers need: pip install -r benchmarks/requirements.txt
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmarks.banks import Phrasing, Question, base_of, read_phrasings, read_questions
from bot.match.compile import compile_base
from bot.match.decide import decide

PRECISION: Final = 0.95
README: Final = Path(__file__).parent / "README.md"
_BEGIN, _END = "<!-- public sets: begin -->\n", "<!-- public sets: end -->\n"
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Guess:
    """The best fact for a question, how sure, and whether it would be answered."""

    fact: str
    score: float
    answered: bool = False


def ours(phrasings: Sequence[Phrasing], questions: Sequence[Question]) -> list[Guess]:
    """What Footnote makes of the questions."""
    matcher = compile_base(base_of(phrasings))
    out = []
    for question in questions:
        ranking = matcher.rank(question.text, question.lang)
        decision = decide(ranking, matcher.calibration, public=True)
        best = ranking.best
        out.append(Guess(best.entry.id, best.probability, decision.outcome == "answer"))
    return out


def of_peer(name: str, phrasings: Sequence[Phrasing], questions: Sequence[Question]) -> list[Guess]:
    """What a peer makes of them: the fact of the best phrasing, of those in the language."""
    from benchmarks.peers import PEERS

    out: dict[int, Guess] = {}
    for lang in {question.lang for question in questions}:
        known = [one for one in phrasings if one.lang == lang]
        asked = [(n, one) for n, one in enumerate(questions) if one.lang == lang]
        scores = PEERS[name]([one.text for one in known], [one.text for _, one in asked])
        for (number, _), row in zip(asked, scores, strict=True):
            best = int(np.argmax(row))
            out[number] = Guess(known[best].fact, float(row[best]))
    return [out[number] for number in range(len(questions))]


def auroc(right: Floats, wrong: Floats) -> float:
    """Chance that a right answer scores higher than an out-of-scope question."""
    if not len(right) or not len(wrong):
        return float("nan")
    ordered = np.sort(wrong)
    below = np.searchsorted(ordered, right, "left") + np.searchsorted(ordered, right, "right")
    return float(below.mean() / 2 / len(wrong))


def figures(questions: Sequence[Question], guesses: Sequence[Guess]) -> dict[str, float]:
    """Top-1; AUROC; share of in-scope questions answered right at 95 % precision with the best
    threshold; and, with the threshold found without labels, precision and that share.
    """
    inside = np.array([question.gold is not None for question in questions])
    right = np.array([q.gold == g.fact for q, g in zip(questions, guesses, strict=True)])
    score = np.array([guess.score for guess in guesses])
    order = np.argsort(-score, kind="stable")
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(precision >= PRECISION)
    covered = right[order][: enough[-1] + 1].sum() if len(enough) else 0
    answered = np.array([guess.answered for guess in guesses])
    return {
        "top-1": right[inside].mean(),
        "AUROC": auroc(score[right], score[~inside]),
        "at 95 %": covered / inside.sum(),
        "precision": right[answered].mean() if answered.any() else float("nan"),
        "answered": (right & answered).sum() / inside.sum(),
    }


def row(name: str, values: dict[str, float]) -> str:
    """A line of the table."""
    shown = " | ".join("–" if np.isnan(v) else f"{v:.3f}" for v in values.values())
    return f"| {name} | {shown} |"


def table(folder: Path, split: str, *, peers: bool) -> list[str]:
    """The table of one set."""
    phrasings, questions = read_phrasings(folder), read_questions(folder, split)
    facts = len({one.fact for one in phrasings})
    head = f"**{folder.name}** ({facts} facts, {len(phrasings)} phrasings, {len(questions)} asked)"
    names = ("matcher", "top-1", "AUROC", "right at 95 %", "own precision", "own share")
    lines = [head, "", f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    began = time.perf_counter()
    lines.append(row("**Footnote**", figures(questions, ours(phrasings, questions))))
    seconds = time.perf_counter() - began
    if peers:
        from benchmarks.peers import PEERS

        for name in PEERS:
            values = figures(questions, of_peer(name, phrasings, questions))
            values |= {"precision": float("nan"), "answered": float("nan")}
            lines.append(row(name, values))
    return [*lines, "", f"Compiled and asked in {seconds:.0f} s.", ""]


def _versions(*, peers: bool) -> str:
    packages: tuple[str, ...] = ("numpy", "rapidfuzz")
    if peers:
        from benchmarks.peers import PACKAGES

        packages = PACKAGES
    found = ", ".join(f"{name} {version(name)}" for name in packages)
    return f"Python {platform.python_version()}, {found}."


def main() -> int:
    """Print the tables, and write them where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--split", default="test")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--write", action="store_true", help="put the tables into the README")
    arguments = parser.parse_args()
    peers = not arguments.no_peers
    lines = [_versions(peers=peers), ""]
    for folder in arguments.folders:
        lines += table(folder, arguments.split, peers=peers)
    text = "\n".join(lines)
    print(text)
    if arguments.write:
        before, rest = README.read_text(encoding="utf-8").split(_BEGIN)
        after = rest.split(_END)[1]
        README.write_text(f"{before}{_BEGIN}\n{text}\n{_END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
