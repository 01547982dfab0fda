"""The command line as a whole: what exists, what it costs, how it fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot import __version__
from bot.cli import main
from tests.match.tiny import TINY
from tests.program import ROOT, Program

COMMANDS = ("chat", "ask", "run", "check", "verify", "eval")


def test_help_names_every_command(footnote: Program) -> None:
    """``footnote --help`` lists what can be done, and so does each command for itself."""
    ran = footnote("--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("usage: footnote")
    for command in COMMANDS:
        assert f"\n    {command} " in ran.out
        assert footnote(command, "--help").out.startswith(f"usage: footnote {command}")


def test_version(footnote: Program) -> None:
    """The version is the package's."""
    assert footnote("--version").out == f"footnote {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["sing"],
        ["ask", "--lang", "de", "x"],
        ["ask", "--colour", "x"],
        ["verify"],
        ["eval"],
        ["eval", "x", "--split", "other"],
    ],
    ids=" ".join,
)
def test_wrong_usage(footnote: Program, arguments: list[str]) -> None:
    """What the command line does not know is wrong usage: exit code 2, and the usage."""
    ran = footnote(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("usage: footnote")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", ["ask", "chat", "check", "verify", "fit", "eval"])
def test_missing_fact_file(footnote: Program, tmp_path: Path, command: str) -> None:
    """Every command says in one line that the file is not there, and how to name one."""
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"id": "1", "lang": "en", "text": "x", "gold": null}\n')
    more: dict[str, list[str | Path]] = {
        "ask": ["x"],
        "verify": ["--articles", tmp_path],
        "eval": [questions],
    }
    ran = footnote(command, *more.get(command, []), "--facts", tmp_path / "none.yaml")
    assert ran.code == 2
    assert (
        ran.complaint
        == f"footnote: no fact file at {tmp_path / 'none.yaml'}: give one with --facts PATH"
    )


def test_folder_as_fact_file(footnote: Program, tmp_path: Path) -> None:
    """A folder is no fact file; the message names the file that was probably meant."""
    ran = footnote("ask", "x", "--facts", tmp_path)
    assert ran.code == 2
    assert f"{tmp_path} is a folder" in ran.complaint
    assert str(tmp_path / "facts.yaml") in ran.complaint


def test_fact_file_that_cannot_be_read(footnote: Program) -> None:
    """A path that leads through a file cannot be read: one line."""
    ran = footnote("ask", "x", "--facts", TINY / "facts.yaml")
    assert ran.code == 2
    assert ran.complaint.startswith(f"footnote: cannot read {TINY}")


def test_fact_file_without_permission(footnote: Program, tmp_path: Path) -> None:
    """A file that may not be read: one line, exit code 2."""
    path = tmp_path / "facts.yaml"
    path.write_text("story:")
    path.chmod(0)
    try:
        path.read_text()
    except PermissionError:
        ran = footnote("ask", "x", "--facts", path)
        assert ran.code == 2
        assert ran.complaint == f"footnote: cannot read {path}: Permission denied"
    else:
        pytest.skip("this user may read everything")


def test_fact_file_that_is_not_utf_8(footnote: Program, tmp_path: Path) -> None:
    """A file of another encoding: the line where it breaks, exit code 2."""
    path = tmp_path / "facts.yaml"
    path.write_bytes(b"story:\n  title: caf\xe9\n")
    ran = footnote("ask", "x", "--facts", path)
    assert (ran.code, ran.complaint) == (
        2,
        f"footnote: {path}:2:1: not UTF-8: save the file as UTF-8",
    )


def test_yaml_bomb(footnote: Program, tmp_path: Path) -> None:
    """Aliases that would unfold to a billion words are refused at once."""
    path = tmp_path / "facts.yaml"
    rows = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    rows += [
        f"{b}: &{b} [{', '.join(['*' + a] * 10)}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    path.write_text("\n".join(rows))
    ran = footnote("ask", "x", "--facts", path)
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert all(line.startswith(f"{path}:") for line in ran.err.splitlines())


def test_empty_fact_file(footnote: Program, tmp_path: Path) -> None:
    """An empty file is a wrong fact file: exit code 1, with the guide."""
    path = tmp_path / "facts.yaml"
    path.write_text("")
    ran = footnote("ask", "x", "--facts", path)
    assert ran.code == 1
    assert ran.complaint == f"{path}:1:1: the file is empty; see docs/writing-facts.md"


def test_who_asks_sees_errors_and_no_warnings(footnote: Program, tmp_path: Path) -> None:
    """A wrong fact file: ask shows where it is wrong; what could be better is shown by check."""
    path = tmp_path / "facts.yaml"
    path.write_text(
        TINY.read_text(encoding="utf-8").replace("lead: keeper", "lead: nobody"), encoding="utf-8"
    )
    asked, checked = (footnote(*command, "--facts", path) for command in (("ask", "x"), ("check",)))
    assert (asked.code, checked.code) == (1, 1)
    assert asked.complaint.startswith(f"{path}:")
    assert "'nobody'" in asked.complaint
    assert "warning: " in checked.err
    assert asked.complaint in checked.err.splitlines()


def test_facts_of_the_environment(footnote: Program, tmp_path: Path) -> None:
    """FACTS names the fact file where no option does; the option wins."""
    assert footnote("ask", "!keeper", "--json", FACTS=str(TINY)).json["fact"] == "keeper"
    none = str(tmp_path / "none.yaml")
    assert footnote("ask", "!keeper", FACTS=none).code == 2
    assert footnote("ask", "!keeper", "--facts", TINY, FACTS=none).code == 0


def test_facts_of_the_folder(footnote: Program, tmp_path: Path) -> None:
    """Without either, ./facts.yaml."""
    (tmp_path / "facts.yaml").write_bytes(TINY.read_bytes())
    assert footnote("ask", "!keeper", "--json", cwd=tmp_path).json["fact"] == "keeper"


def test_reader_that_leaves(footnote: Program) -> None:
    """``footnote ask --jsonl - | head -1``: no traceback, no complaint, exit code 0."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", "ask", "--jsonl", "-", "--facts", str(TINY)],
        cwd=ROOT, env=footnote.environment(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.write(b'{"id": "1", "text": "!keeper"}\n')
    process.stdin.flush()
    assert process.stdout.readline().startswith(b'{"id": "1"')
    process.stdout.close()
    process.stdin.write(b'{"id": "2", "text": "!sources"}\n' * 50)
    process.stdin.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 0
    process.stderr.close()


def test_main_returns_the_exit_code(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Called from Python, main() returns the code and raises nothing."""
    assert main(["ask", "x", "--facts", str(tmp_path)]) == 2
    assert "is a folder" in capsys.readouterr().err
