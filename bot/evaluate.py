"""Run labelled questions through the whole path and count what came out.

A labelled question is ``{"id", "lang", "text", "kind", "gold": [fact ids] or null, "split"}``; null
is out of scope. Outcomes: *right* (a fact of gold was answered), *wrong* (another fact was),
*clarify*, *silent* (gap or unknown); out of scope an answer is *false* and all else is well.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import UsageError
from bot.facts.model import Gap
from bot.match.decide import decide
from bot.match.matcher import Matcher


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled question; ``gold`` is empty for one out of scope."""

    id: str
    language: str
    text: str
    kind: str
    gold: tuple[str, ...]
    split: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a question. ``seconds``: from text to decision."""

    question: Labelled
    outcome: str
    verdict: str
    best: str
    probability: float
    best_right: bool
    seconds: float


def _labelled(line: str, place: str) -> Labelled:
    try:
        row = json.loads(line)
        gold = row["gold"]
        gold = () if gold is None else (gold,) if isinstance(gold, str) else tuple(gold)
        if not all(isinstance(word, str) for word in (row["lang"], row["text"], *gold)):
            raise TypeError("lang, text and gold are texts")
        return Labelled(
            str(row["id"]), row["lang"], row["text"], row.get("kind", ""), gold,
            row.get("split", "test"),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(
            f"{place}: no labelled question ({error!r}); see docs/evaluation.md"
        ) from None


def read_questions(path: Path, split: str = "all") -> list[Labelled]:
    """The questions of a file, or of every ``*.jsonl`` of a folder, in a split or in all."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    found: list[Labelled] = []
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise UsageError(f"cannot read {file}: {error.strerror}") from None
        except UnicodeDecodeError:
            raise UsageError(f"{file} is not UTF-8") from None
        found += [_labelled(x, f"{file}:{n}") for n, x in enumerate(lines, 1) if x.strip()]
    wanted = [question for question in found if split in ("all", question.split)]
    if not wanted:
        raise UsageError(
            f"no labelled questions in {path}" + ("" if split == "all" else f" ({split})")
        )
    return wanted


def run(matcher: Matcher, questions: Iterable[Labelled], *, public: bool = False) -> list[Result]:
    """Decide every question, each as the first of a conversation."""
    out = []
    for question in questions:
        began = time.perf_counter()
        ranking = matcher.rank(question.text)
        decision = decide(ranking, matcher.calibration, public=public)
        seconds = time.perf_counter() - began
        best = ranking.best.entry
        right = best.id in question.gold
        if decision.outcome == "answer":
            verdict = "right" if right else "wrong" if question.gold else "false"
        elif decision.outcome == "clarify":
            verdict = "clarify"
        else:
            verdict = "silent"
        out.append(
            Result(question, decision.outcome, verdict, best.id, ranking.probability,
                   right or (not question.gold and isinstance(best, Gap)), seconds)
        )  # fmt: skip
    return out


def shares(results: Sequence[Result]) -> dict[str, float]:
    """Share of each verdict; of ``top1`` in scope, abstention ignored."""
    counts = Counter(result.verdict for result in results)
    total = max(len(results), 1)
    out = {verdict: count / total for verdict, count in counts.items()}
    out["top1"] = sum(result.best_right for result in results) / total
    return out


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def figures(results: Sequence[Result]) -> dict[str, dict[str, float]]:
    """By language and over all: right, wrong, clarify, silent, top1 in scope; false out of it."""
    out: dict[str, dict[str, float]] = {}
    for language in [*dict.fromkeys(r.question.language for r in results), "all"]:
        some = [r for r in results if language in ("all", r.question.language)]
        inside = shares([r for r in some if r.question.gold])
        outside = [r for r in some if not r.question.gold]
        row = {
            name: inside.get(name, 0.0) for name in ("right", "wrong", "clarify", "silent", "top1")
        }
        row["false"] = shares(outside).get("false", 0.0)
        row["in scope"] = sum(bool(r.question.gold) for r in some)
        row["out of scope"] = len(outside)
        out[language] = row
    return out


def _row(name: str, row: dict[str, float]) -> str:
    cells = (
        f"{row.get(key, 0.0):8.1%}"
        for key in ("right", "wrong", "clarify", "silent", "false", "top1")
    )
    return f"{name:<16}" + "".join(cells)


def report(results: Sequence[Result]) -> str:
    """The tables of an evaluation as text."""
    head = f"{'':<16}{'right':>8}{'wrong':>8}{'clarify':>8}{'silent':>8}{'false':>8}{'top1':>8}"
    table = figures(results)
    lines = [head, *(_row(name, row) for name, row in table.items()), ""]
    for language in [name for name in table if name != "all"]:
        row = table[language]
        lines.append(
            f"{language}: {row['in scope']:.0f} in scope, {row['out of scope']:.0f} out of scope"
        )
    lines += ["", head]
    for kind in sorted({r.question.kind for r in results}):
        some = [r for r in results if r.question.kind == kind]
        lines.append(_row(f"{kind} ({len(some)})"[:16], shares(some)))
    confused = Counter(
        (r.question.gold[0], r.best) for r in results if r.question.gold and not r.best_right
    )
    lines += ["", "most confused (meant → best):"]
    lines += [f"  {count} × {meant} → {best}" for (meant, best), count in confused.most_common(10)]
    lines += ["", "reliability (probability of the best entry: predicted, observed, questions):"]
    for low in range(0, 10, 2):
        some = [
            r for r in results if low / 10 <= r.probability < low / 10 + 0.2 + 1e-9 * (low == 8)
        ]
        if some:
            predicted = sum(r.probability for r in some) / len(some)
            observed = sum(r.best_right for r in some) / len(some)
            lines.append(f"  {predicted:.2f} {observed:.2f} {len(some):5}")
    seconds = [r.seconds for r in results]
    lines += [
        "",
        f"latency: median {percentile(seconds, 0.5) * 1e3:.2f} ms, "
        f"99th percentile {percentile(seconds, 0.99) * 1e3:.2f} ms",
    ]
    return "\n".join(lines)


def errors(results: Sequence[Result]) -> list[dict[str, Any]]:
    """Every question that was not answered right, or answered though out of scope."""
    return [
        {
            "id": r.question.id,
            "text": r.question.text,
            "kind": r.question.kind,
            "gold": list(r.question.gold) or None,
            "outcome": r.outcome,
            "verdict": r.verdict,
            "best": r.best,
            "probability": round(r.probability, 3),
        }
        for r in results
        if (r.question.gold and r.verdict != "right") or r.verdict == "false"
    ]


def broken_gates(results: Sequence[Result], gates: dict[str, Any]) -> list[str]:
    """What an evaluation misses of the figures it must hold: least right, most wrong and false."""
    out = []
    table = figures(results)
    for language, wanted in gates.items():
        row = table.get(language, {})
        for name, bound in wanted.items():
            found = row.get(name, 0.0)
            if (name in ("right", "top1") and found < bound) or (
                name in ("wrong", "false") and found > bound
            ):
                out.append(f"{language}: {name} is {found:.3f}, the gate is {bound}")
    return out
