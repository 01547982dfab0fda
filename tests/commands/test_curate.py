"""``footnote check``, ``verify``, ``fit`` and ``eval``: what a curator runs."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from bot.match.snapshot import load
from tests.match.tiny import TINY, tiny_base
from tests.program import Program


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Articles in which every fragment of the tiny facts stands in its line."""
    lines: dict[str, dict[int, str]] = defaultdict(dict)
    for fact in tiny_base().facts:
        for statement in fact.statements:
            for citation in statement.citations:
                lines[citation.article][citation.line] = (
                    f"So it says: {citation.fragment}, they say."
                )
    folder = tmp_path / "articles"
    folder.mkdir()
    for article, found in lines.items():
        rows = [found.get(number, "…") for number in range(1, max(found) + 1)]
        (folder / f"{article}.txt").write_text("\n\n".join(rows), encoding="utf-8")
    return folder


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """Five labelled questions about the lighthouse, one of them off topic."""
    asked = [
        ("en", "how much is the lamp", "direct", ["lamp-cost"], "dev"),
        ("en", "who is Mara Quill", "direct", ["keeper"], "test"),
        ("it", "quanti turisti visitano il faro", "direct", "visitors", "test"),
        ("it", "prezzo della lampada", "trap", ["storm"], "test"),
        ("fr", "merci", "chat", None, "dev"),
    ]
    keys = ("lang", "text", "kind", "gold", "split")
    rows = [
        {"id": str(number), **dict(zip(keys, row, strict=True))}
        for number, row in enumerate(asked, 1)
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_check_counts_and_warns(footnote: Program) -> None:
    """A fact file without errors: exit code 0, a summary, warnings with line and column."""
    ran = footnote("check", "--facts", TINY)
    assert ran.code == 0
    assert ran.out.startswith(f"{TINY}: 5 facts, 1 gaps, ")
    assert "; 0 errors, " in ran.out
    assert all(line.startswith(f"{TINY}:") and "warning: " in line for line in ran.err.splitlines())


def test_check_reports_everything_at_once(footnote: Program, tmp_path: Path) -> None:
    """Three mistakes in one file: three lines in file order, exit code 1."""
    text = TINY.read_text(encoding="utf-8")
    text = text.replace("default_language: en", "default_language: de")
    text = text.replace("lead: keeper", "lead: nobody").replace(
        "nearest: [closing-day]", "nearest: [nothing]"
    )
    path = tmp_path / "facts.yaml"
    path.write_text(text, encoding="utf-8")
    ran = footnote("check", "--facts", path)
    errors = [line for line in ran.err.splitlines() if "warning: " not in line]
    assert ran.code == 1
    assert len(errors) == 3
    rows = [int(line.removeprefix(f"{path}:").split(":")[0]) for line in errors]
    assert rows == sorted(rows)
    assert all(
        word in error for word, error in zip(("'de'", "'nobody'", "'nothing'"), errors, strict=True)
    )


def test_verify_proves_every_citation(footnote: Program, articles: Path) -> None:
    """Every fragment stands where it is said to: exit code 0, and the count."""
    ran = footnote("verify", "--facts", TINY, "--articles", articles)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("8 of 8 fragments and ")


def test_verify_names_what_it_cannot_prove(footnote: Program, articles: Path) -> None:
    """A line that says something else: the citation is named, exit code 1."""
    path = articles / "marine-fr.txt"
    path.write_text(
        path.read_text(encoding="utf-8").replace("gardienne depuis 1998", "gardienne"),
        encoding="utf-8",
    )
    ran = footnote("verify", "--facts", TINY, "--articles", articles)
    assert ran.code == 1
    assert ran.out.startswith("7 of 8 fragments")
    assert "keeper" in ran.err
    assert "Traceback" not in ran.err


def test_verify_without_articles(footnote: Program, tmp_path: Path) -> None:
    """No such folder: wrong usage, in one line."""
    ran = footnote("verify", "--facts", TINY, "--articles", tmp_path / "none")
    assert ran.code == 2
    assert ran.complaint.startswith(f"footnote: no folder {tmp_path / 'none'}")


def test_fit_writes_a_snapshot(footnote: Program, tmp_path: Path) -> None:
    """The snapshot stands where it was asked for, and is of these facts."""
    out = tmp_path / "deep" / "facts.snapshot"
    ran = footnote("fit", "--facts", TINY, "--out", out)
    assert ran.code == 0
    version = tiny_base().version
    assert ran.out.startswith(f"{out}: facts {version}, ")
    assert load(out.read_bytes(), version).base == tiny_base()


def test_fit_that_cannot_be_written(footnote: Program, tmp_path: Path) -> None:
    """A folder where the snapshot should be: one line, exit code 2."""
    (tmp_path / "taken" / "inside").mkdir(parents=True)
    ran = footnote("fit", "--facts", TINY, "--out", tmp_path / "taken")
    assert ran.code == 2
    assert ran.complaint.startswith(f"footnote: cannot write {tmp_path / 'taken'}: ")


def test_fit_calibrates_on_the_dev_questions(
    footnote: Program, tmp_path: Path, questions: Path
) -> None:
    """Labelled questions of the dev split take part, those of the test split never."""
    ran = footnote("fit", "--facts", TINY, "--questions", questions, "--out", tmp_path / "s")
    assert ran.code == 0
    assert " and 2 labelled questions" in ran.out


def test_eval_prints_and_writes_its_errors(
    footnote: Program, tmp_path: Path, questions: Path
) -> None:
    """A table by language, and a file with what was not answered right."""
    out = tmp_path / "errors.jsonl"
    ran = footnote("eval", questions, "--facts", TINY, "--errors", out)
    assert (ran.code, ran.err) == (0, "")
    assert "en: 2 in scope, 0 out of scope" in ran.out
    assert "latency: median " in ran.out
    assert f"1 errors written to {out}" in ran.out
    (wrong,) = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert (wrong["id"], wrong["gold"], wrong["best"], wrong["verdict"]) == (
        "4",
        ["storm"],
        "lamp-cost",
        "wrong",
    )


def test_eval_of_one_split(footnote: Program, tmp_path: Path, questions: Path) -> None:
    """--split dev runs the dev questions only."""
    ran = footnote("eval", questions, "--facts", TINY, "--split", "dev", "--errors", tmp_path / "e")
    assert "en: 1 in scope" in ran.out
    assert "it:" not in ran.out


def test_eval_gate(footnote: Program, tmp_path: Path, questions: Path) -> None:
    """A gate that is held: exit code 0; one that is missed: which figure, and exit code 1."""
    gate = tmp_path / "gate.toml"
    arguments = ("eval", questions, "--facts", TINY, "--errors", tmp_path / "e", "--gate", gate)
    gate.write_text("[en]\nright = 1.0\nwrong = 0.0\n")
    assert footnote(*arguments).code == 0
    gate.write_text("[en]\nright = 1.0\n[it]\nright = 0.9\nwrong = 0.1\n")
    ran = footnote(*arguments)
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "gate missed: it: right is 0.500, the gate is 0.9",
        "gate missed: it: wrong is 0.500, the gate is 0.1",
    ]


@pytest.mark.parametrize("content", [None, b"right = = 1", b"\xff\xfe"])
def test_eval_gate_that_cannot_be_read(
    footnote: Program, tmp_path: Path, questions: Path, content: bytes | None
) -> None:
    """A missing gate and one that is no TOML: wrong usage, in one line."""
    gate = tmp_path / "gate.toml"
    if content is not None:
        gate.write_bytes(content)
    ran = footnote("eval", questions, "--facts", TINY, "--errors", tmp_path / "e", "--gate", gate)
    assert ran.code == 2
    assert ran.complaint.startswith(f"footnote: cannot read the gate {gate}: ")


def test_eval_errors_that_cannot_be_written(
    footnote: Program, tmp_path: Path, questions: Path
) -> None:
    """No such folder for the errors: one line, exit code 2."""
    ran = footnote("eval", questions, "--facts", TINY, "--errors", tmp_path / "none" / "e")
    assert ran.code == 2
    assert ran.complaint.startswith(f"footnote: cannot write {tmp_path / 'none' / 'e'}: ")
