"""Labelled questions: what counts as right, what a gate holds, how a file may look."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import UsageError
from bot.evaluate import (
    Labelled,
    Result,
    broken_gates,
    errors,
    figures,
    percentile,
    read_questions,
    report,
    run,
)
from bot.match.matcher import Matcher
from tests.program import ROOT


def question(text: str, *gold: str, language: str = "en") -> Labelled:
    """A labelled question."""
    return Labelled(text[:8], language, text, "direct", gold, "test")


def result(verdict: str, *, gold: tuple[str, ...] = ("keeper",), language: str = "en") -> Result:
    """A question with its verdict, as an evaluation leaves it."""
    asked = Labelled("1", language, "who", "direct", gold, "test")
    outcome = {"right": "answer", "wrong": "answer", "false": "answer", "clarify": "clarify"}
    return Result(
        asked, outcome.get(verdict, "unknown"), verdict, "keeper", 0.5, verdict == "right", 0.001
    )


def verdicts(matcher: Matcher, *questions: Labelled) -> list[str]:
    """The verdict of each question."""
    return [one.verdict for one in run(matcher, questions)]


def test_right_and_wrong_answers(tiny: Matcher) -> None:
    """A fact of gold is right, any of several; another fact is wrong."""
    assert verdicts(
        tiny,
        question("how much does the new lamp cost", "lamp-cost"),
        question("how much does the new lamp cost", "storm", "lamp-cost"),
        question("how much does the new lamp cost", "storm"),
    ) == ["right", "right", "wrong"]


def test_answer_out_of_scope_is_false(tiny: Matcher) -> None:
    """A fact for a question that no fact answers is a false answer; to say nothing is well."""
    off_topic = question("how much does the new lamp cost")
    mute = replace(tiny, calibration=replace(tiny.calibration, private=2, public=2, clarify=2))
    assert verdicts(tiny, off_topic) == ["false"]
    assert verdicts(mute, off_topic) == ["silent"]


def test_gap_is_silence(tiny: Matcher) -> None:
    """To say that the articles do not tell is no answer: right out of scope, silent within."""
    outside, inside = run(
        tiny,
        [
            question("when does the lighthouse reopen"),
            question("when does the lighthouse reopen", "keeper"),
        ],
    )
    assert (outside.outcome, outside.verdict, outside.best_right) == ("gap", "silent", True)
    assert (inside.outcome, inside.verdict, inside.best_right) == ("gap", "silent", False)


def test_question_back_is_neither(tiny: Matcher) -> None:
    """Where the bot asks which is meant, nothing is right or wrong."""
    unsure = replace(tiny, calibration=replace(tiny.calibration, private=2, public=2, clarify=-1))
    (found,) = run(unsure, [question("how much does the new lamp cost", "lamp-cost")])
    assert (found.verdict, found.best_right) == ("clarify", True)


def test_public_is_held_to_its_threshold(tiny: Matcher) -> None:
    """An evaluation for groups uses the group's threshold."""
    between = replace(tiny, calibration=replace(tiny.calibration, private=0, public=2))
    asked = [question("how much does the new lamp cost", "lamp-cost")]
    assert run(between, asked)[0].outcome == "answer"
    assert run(between, asked, public=True)[0].outcome != "answer"


def test_figures_by_language() -> None:
    """Shares count the questions in scope; false counts those out of it."""
    results = [
        result("right"), result("right"), result("wrong"), result("clarify"),
        result("false", gold=()), result("silent", gold=()),
        result("silent", language="it"),
    ]  # fmt: skip
    table = figures(results)
    assert list(table) == ["en", "it", "all"]
    assert (table["en"]["right"], table["en"]["wrong"], table["en"]["clarify"]) == (0.5, 0.25, 0.25)
    assert (table["en"]["false"], table["en"]["top1"]) == (0.5, 0.5)
    assert (table["en"]["in scope"], table["en"]["out of scope"]) == (4, 2)
    assert (table["it"]["silent"], table["it"]["false"]) == (1.0, 0.0)
    assert table["all"]["right"] == pytest.approx(2 / 5)


def test_errors_are_what_a_curator_must_look_at() -> None:
    """Everything in scope that was not right, and false answers; not the silence that was due."""
    results = [
        result("right"), result("wrong"), result("clarify"), result("silent"),
        result("false", gold=()), result("silent", gold=()), result("clarify", gold=()),
    ]  # fmt: skip
    found = errors(results)
    assert [row["verdict"] for row in found] == ["wrong", "clarify", "silent", "false"]
    assert found[0] == {
        "id": "1", "text": "who", "kind": "direct", "gold": ["keeper"], "outcome": "answer",
        "verdict": "wrong", "best": "keeper", "probability": 0.5,
    }  # fmt: skip
    assert found[3]["gold"] is None


def test_gate_holds_both_ways() -> None:
    """Right and top1 have a floor, wrong and false a ceiling; a figure on the bound is held."""
    results = [result("right"), result("wrong"), result("false", gold=())]
    assert (
        broken_gates(results, {"en": {"right": 0.5, "top1": 0.5, "wrong": 0.5, "false": 1.0}}) == []
    )
    assert broken_gates(results, {"en": {"right": 0.6, "false": 0.9}, "all": {"wrong": 0.4}}) == [
        "en: right is 0.500, the gate is 0.6",
        "en: false is 1.000, the gate is 0.9",
        "all: wrong is 0.500, the gate is 0.4",
    ]


def test_gate_for_a_language_without_questions_is_missed() -> None:
    """A floor that nothing was measured against is not held."""
    assert broken_gates([result("right")], {"fr": {"right": 0.1}}) == [
        "fr: right is 0.000, the gate is 0.1"
    ]


def test_report_shows_tables_confusions_and_latency() -> None:
    """A person reads accuracy by language and kind, what was confused, and how long it took."""
    text = report([result("right"), result("wrong"), result("false", gold=())])
    assert "en: 2 in scope, 1 out of scope" in text
    assert "direct (3)" in text
    assert "  1 × keeper → keeper" in text
    assert "latency: median 1.00 ms, 99th percentile 1.00 ms" in text


def test_percentile_is_the_nearest_rank() -> None:
    """Half and nearly all of the values lie below."""
    values = [float(n) for n in range(100)]
    assert (percentile(values, 0.5), percentile(values, 0.99)) == (50.0, 99.0)
    assert percentile([3.0], 0.99) == 3.0


def test_questions_of_a_file(tmp_path: Path) -> None:
    """Gold may be a list, one id or null; kind and split may be missing; empty lines are none."""
    path = tmp_path / "q.jsonl"
    path.write_text(
        '{"id": 1, "lang": "en", "text": "a", "gold": ["x", "y"], "kind": "k", "split": "dev"}\n\n'
        '{"id": "2", "lang": "ar", "text": "ب", "gold": "x"}\n'
        '{"id": "3", "lang": "it", "text": "c", "gold": null}\n',
        encoding="utf-8",
    )
    assert read_questions(path) == [
        Labelled("1", "en", "a", "k", ("x", "y"), "dev"),
        Labelled("2", "ar", "ب", "", ("x",), "test"),
        Labelled("3", "it", "c", "", (), "test"),
    ]
    assert [one.id for one in read_questions(path, "dev")] == ["1"]


def test_questions_of_a_folder(tmp_path: Path) -> None:
    """Every .jsonl file of a folder, in order of name; nothing else."""
    for name in ("b.jsonl", "a.jsonl", "c.txt"):
        (tmp_path / name).write_text(
            json.dumps({"id": name, "lang": "en", "text": "x", "gold": None})
        )
    assert [one.id for one in read_questions(tmp_path)] == ["a.jsonl", "b.jsonl"]


@pytest.mark.parametrize(
    "line",
    ["nonsense", "[]", "7", '{"id": "1"}', '{"id": "1", "lang": "en", "text": "x"}',
     '{"id": "1", "lang": "en", "text": "x", "gold": 7}',
     '{"id": "1", "lang": "en", "text": "x", "gold": [7]}',
     '{"id": "1", "lang": "en", "text": 7, "gold": null}', "[" * 100_000, "1" * 10_000],
)  # fmt: skip
def test_line_that_is_no_labelled_question(tmp_path: Path, line: str) -> None:
    """An evaluation does not skip what it cannot read: file and line are named."""
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "1", "lang": "en", "text": "x", "gold": null}\n' + line + "\n")
    with pytest.raises(UsageError, match=r"q\.jsonl:2: no labelled question"):
        read_questions(path)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """Missing, not UTF-8, without questions, or without those of the split: a message each."""
    path = tmp_path / "q.jsonl"
    with pytest.raises(UsageError, match="cannot read"):
        read_questions(path)
    path.write_bytes(b"\xff")
    with pytest.raises(UsageError, match="is not UTF-8"):
        read_questions(path)
    path.write_bytes(b"\n")
    with pytest.raises(UsageError, match="no labelled questions in"):
        read_questions(path)
    path.write_text('{"id": "1", "lang": "en", "text": "x", "gold": null, "split": "test"}')
    with pytest.raises(UsageError, match=r"no labelled questions in .* \(dev\)"):
        read_questions(path, "dev")


def test_shipped_questions_name_real_facts(shipped: Matcher) -> None:
    """Every label of tests/eval is an entry of the shipped facts, in three splits, ids unique."""
    questions = read_questions(ROOT / "tests" / "eval")
    gold = {id_ for one in questions for id_ in one.gold}
    assert gold - set(shipped.base.entry_by_id) == set()
    assert {one.split for one in questions} == {"train", "dev", "test"}
    assert len({one.id for one in questions}) == len(questions)
