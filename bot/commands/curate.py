"""``footnote check``, ``verify``, ``fit`` and ``eval``: what a curator runs."""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path

from bot.errors import UsageError
from bot.facts.load import load_text
from bot.facts.source import read_text
from bot.library import SHIPPED, facts_path, open_facts


def check(arguments: argparse.Namespace) -> int:
    """Print every problem of a fact file; 1 if any is an error."""
    from bot.checking import check_file
    from bot.match.examples import entries_of

    path = facts_path(arguments.facts)
    checked = check_file(path)  # raises with all problems
    base, problems = checked.matcher.base, checked.problems
    for problem in problems:
        print(problem.located(str(path)), file=sys.stderr)
    errors = len(checked.errors)
    lines = sum(len(x) for e in entries_of(base) for x in e.phrasings.values())
    print(
        f"{path}: {len(base.facts)} facts, {len(base.gaps)} gaps, {lines} phrasing lines; "
        f"{errors} errors, {len(problems) - errors} warnings"
    )
    return 1 if errors else 0


def verify(arguments: argparse.Namespace) -> int:
    """Prove every citation against the articles; 1 if any fails."""
    from bot.facts.load import load_file
    from bot.facts.verify import verify as prove

    folder = Path(arguments.articles)
    if not folder.is_dir():
        raise UsageError(f"no folder {folder}: name the folder of the articles with --articles")
    result = prove(load_file(facts_path(arguments.facts)), folder)
    for failure in result.failures:
        print(failure, file=sys.stderr)
    print(
        f"{result.fragments_verified} of {result.fragments} fragments and "
        f"{result.numbers_verified} of {result.numbers} numbers verified"
    )
    return 1 if result.failures else 0


def fit(arguments: argparse.Namespace) -> int:
    """Compile a fact file and store the snapshot."""
    from bot.evaluate import read_questions
    from bot.match.compile import compile_base
    from bot.match.judge import Question
    from bot.match.snapshot import dump, write

    path = facts_path(arguments.facts)
    base, document = load_text(read_text(path), str(path))
    questions = [
        Question(one.text, one.gold)
        for one in (read_questions(Path(arguments.questions), "dev") if arguments.questions else ())
    ]
    matcher = compile_base(base, questions)
    out = Path(arguments.out) if arguments.out else SHIPPED
    try:
        write(out, dump(matcher, document.values, small=True))
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}") from None
    found = matcher.calibration
    print(
        f"{out}: facts {base.version}, {found.fitted_on}; thresholds: private {found.private:.3f}, "
        f"public {found.public:.3f}, clarify {found.clarify:.3f}"
    )
    return 0


def evaluate(arguments: argparse.Namespace) -> int:
    """Run labelled questions; 1 if a gate is given and missed."""
    from bot.evaluate import broken_gates, errors, read_questions, report, run

    questions = read_questions(Path(arguments.path), arguments.split)
    matcher = open_facts(facts_path(arguments.facts))
    results = run(matcher, questions, public=arguments.public)
    print(report(results))
    wrong = errors(results)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in wrong)
    try:
        Path(arguments.errors).write_text(lines, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {arguments.errors}: {error.strerror}") from None
    print(f"{len(wrong)} errors written to {arguments.errors}")
    if not arguments.gate:
        return 0
    try:
        gates = tomllib.loads(Path(arguments.gate).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot read the gate {arguments.gate}: {error}") from None
    missed = broken_gates(results, gates)
    for line in missed:
        print(f"gate missed: {line}", file=sys.stderr)
    return 1 if missed else 0
