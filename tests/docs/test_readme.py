"""The README, docs/command-line.md and start.py say the same as the program."""

from __future__ import annotations

import argparse
import ast
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.answer.info import SPOKEN
from bot.answer.reply import Reply
from bot.cli import _parser
from tests.program import ROOT

if TYPE_CHECKING:
    from pathlib import Path

README = (ROOT / "README.md").read_text(encoding="utf-8")
REFERENCE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "NOTICE.md", *sorted((ROOT / "docs").rglob("*.md"))]


def subcommands() -> dict[str, argparse.ArgumentParser]:
    """Every subcommand and its parser."""
    for action in _parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("no subcommands")


def anchor(heading: str) -> str:
    """Make the anchor that a heading gets: small letters, hyphens for spaces, no punctuation."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run start.py with an argument list that needs no set-up."""
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(ROOT / "start.py"), *arguments],
        env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("name", subcommands())
def test_every_command_is_documented(name: str) -> None:
    """Each subcommand has its section, and each option stands in it."""
    general = REFERENCE.partition("## footnote ")[0]
    section = REFERENCE.partition(f"## footnote {name}\n")[2].partition("\n## ")[0]
    assert section
    for action in subcommands()[name]._actions:
        for option in action.option_strings:
            assert f"{option}" in section or f"`{option}" in general, option


def test_no_command_is_invented() -> None:
    """Each command that a guide tells to run exists."""
    for path in DOCUMENTS:
        found = re.findall(r"footnote ([a-z][a-z-]*)", "\n".join(code_of(path)))
        assert set(found) <= set(subcommands()), path


def code_of(path: Path) -> list[str]:
    """Return the lines of a document that are code: fenced, indented, or between backticks."""
    text = path.read_text(encoding="utf-8")
    fenced = re.findall(r"^```(?:sh|)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [
        *fenced,
        *re.findall(r"^    .+$", text, re.MULTILINE),
        *re.findall(r"`([^`\n]+)`", text),
    ]


def test_readme_commands_exist() -> None:
    """The two commands of the README are commands of start.py."""
    commands = re.findall(r"python3 start\.py ([a-z]+)", README)
    assert {"chat", "test", "footnote"} == set(commands)
    helped = start("--help").stdout
    for command in commands:
        assert f"start.py {command}" in helped


def test_readme_names_every_chat_command() -> None:
    """Each command of the bot is in the README."""
    for name in SPOKEN:
        assert f"`!{name}" in README, name


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    """Each link to a file of the repository, or to a heading, has its target."""
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith("https://"):
            continue
        file, _, place = target.partition("#")
        linked = path.parent / file if file else path
        assert linked.exists(), target
        if place:
            headings = re.findall(r"^#+ (.+)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            assert place in map(anchor, headings), target


def test_json_keys_are_documented() -> None:
    """Each key of an answer as JSON has its row."""
    section = REFERENCE.partition("## An answer as JSON")[2]
    rows = set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))
    assert set(Reply("info", "en", "", "0").as_json("1")) <= rows


def test_start_parses_on_old_pythons() -> None:
    """An old Python must get as far as saying what it lacks."""
    text = (ROOT / "start.py").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 7))


@pytest.mark.parametrize("arguments", [(), ("dance",), ("--venv",), ("--venv=", "chat")])
def test_start_wrong_usage(arguments: tuple[str, ...]) -> None:
    """A wrong command line is one line and exit code 2."""
    done = start(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_start_leaves_other_folders_alone(tmp_path: Path) -> None:
    """A folder that is no environment is not filled."""
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    done = start("--venv", str(tmp_path), "chat")
    assert done.returncode == 2
    assert "other files" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_start_without_ensurepip(tmp_path: Path) -> None:
    """On a Debian without python3-venv the remedy is named, in one line."""
    (tmp_path / "ensurepip.py").write_text("raise ImportError", encoding="utf-8")
    done = start("--venv", str(tmp_path / "venv"), "chat", PYTHONPATH=str(tmp_path))
    assert done.returncode == 2
    assert "apt install python3" in done.stderr
    assert "Traceback" not in done.stderr


def test_locks_name_no_address() -> None:
    """The lock files hold names, versions and hashes, and pin what the project asks for."""
    for name in ("requirements.txt", "requirements-run.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        packages = re.findall(r"^([a-z0-9-]+)==[^ ]+ .*\\$", text, re.MULTILINE)
        assert {"hatchling", "numpy", "pyyaml", "rapidfuzz"} <= set(packages)
        assert text.count("==") - text.count("'==") >= len(packages)
        assert text.count("--hash=sha256:") >= len(packages)
