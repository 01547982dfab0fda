"""``footnote add-phrasing``, ``diff`` and ``gaps``, as a curator types them."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.store.address import address_of
from bot.store.database import Database
from bot.store.questions import keep
from tests.curate.asked import ASKED
from tests.match.tiny import TINY
from tests.program import ROOT, Program

OLD = TINY.read_text(encoding="utf-8")


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A copy of the tiny facts, to be edited."""
    path = tmp_path / "facts.yaml"
    path.write_text(OLD, encoding="utf-8")
    return path


def test_add_phrasing(footnote: Program, facts: Path) -> None:
    """The language is told by the words; where it stands and what is kept is printed."""
    ran = footnote(
        "add-phrasing", "keeper", "come si chiama la signora che ci abita", "--facts", facts
    )
    assert ran.code == 0, ran.err
    first, second = ran.out.splitlines()
    assert first.endswith(": added to 'keeper' in it: come si chiama la signora che ci abita")
    line = int(first.split(":")[1])
    rows = facts.read_text(encoding="utf-8").splitlines(keepends=True)
    assert rows.pop(line - 1).strip() == "come si chiama la signora che ci abita"
    assert "".join(rows) == OLD
    backup = facts.with_name(second.split(" is kept as ")[1].split(";")[0])
    assert backup.read_text(encoding="utf-8") == OLD
    asked = footnote("ask", "come si chiama la signora che ci abita?", "--facts", facts, "--json")
    assert asked.json["fact"] == "keeper"


def test_add_phrasing_in_a_given_language(footnote: Program, facts: Path) -> None:
    """What no word tells, --lang does."""
    ran = footnote("add-phrasing", "lamp-cost", "$$$", "--facts", facts)
    assert (ran.code, ran.complaint) == (
        2, "footnote: cannot tell the language of the phrasing: say it with --lang",
    )  # fmt: skip
    ran = footnote("add-phrasing", "lamp-cost", "lamp $$$", "--lang", "fr", "--facts", facts)
    assert ran.code in (0, 1)
    assert "in fr: lamp $$$" in ran.out or ran.complaint.startswith("footnote: not added: ")


def test_add_phrasing_refused(footnote: Program, facts: Path) -> None:
    """One line with the reason, exit code 1, and the file as it was."""
    ran = footnote("add-phrasing", "kepper", "who lives there", "--facts", facts)
    assert (ran.code, ran.complaint) == (
        1, "footnote: no fact or gap 'kepper': did you mean 'keeper'?",
    )  # fmt: skip
    assert facts.read_text(encoding="utf-8") == OLD


def test_killed_at_any_time(footnote: Program, facts: Path) -> None:
    """``kill -9`` during the command: the old file or the new one, whole; it can be run again."""
    words = "which lady minds that old beacon"
    command = [sys.executable, "-m", "bot", "add-phrasing", "keeper", words, "--facts", str(facts)]
    began = time.monotonic()
    assert footnote(*command[3:]).code == 0  # its check is remembered from now on
    whole = time.monotonic() - began
    new = facts.read_text(encoding="utf-8")
    pick = random.Random(6)  # noqa: S311 - reproducible
    for _ in range(8):
        facts.write_text(OLD, encoding="utf-8")
        with subprocess.Popen(  # noqa: S603 - our own program
            command, cwd=ROOT, env=footnote.environment(),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        ) as child:  # fmt: skip
            time.sleep(pick.uniform(0.2, 0.8) * min(whole, 2.5))
            os.killpg(child.pid, signal.SIGKILL)
        assert facts.read_text(encoding="utf-8") in (OLD, new)
    facts.write_text(OLD, encoding="utf-8")
    assert footnote(*command[3:]).code == 0
    assert facts.read_text(encoding="utf-8") == new


def test_diff(footnote: Program, facts: Path) -> None:
    """In words, or as JSON; no difference is said too."""
    facts.write_text(OLD.replace("About 12,000 a year.", "Around 12,000 a year."), encoding="utf-8")
    ran = footnote("diff", TINY, facts)
    assert (ran.code, ran.out) == (
        0,
        "fact visitors changed:\n"
        '  statement 1 (en): "About 12,000 a year." → "Around 12,000 a year."\n',
    )
    changes = footnote("diff", TINY, facts, "--json").json
    assert changes["changes"][0]["kind"] == "changed"
    assert changes["changes"][0]["id"] == "visitors"
    assert footnote("diff", TINY, TINY).out == "no difference: the same text\n"
    facts.write_text(f"# a comment\n{OLD}", encoding="utf-8")
    assert footnote("diff", TINY, facts).out == "no difference: only comments or layout differ\n"


def test_diff_of_a_broken_file(footnote: Program, facts: Path) -> None:
    """Every problem, as check prints it."""
    facts.write_text(OLD.replace("topic: cost", "topic: price"), encoding="utf-8")
    ran = footnote("diff", TINY, facts)
    assert ran.code == 1
    assert "unknown topic 'price'" in ran.complaint


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state folder in whose database the questions about the lighthouse are kept."""
    folder = tmp_path / "state"

    async def fill() -> None:
        database = Database(address_of(None, folder))
        async with database.begin() as connection:
            for question in ASKED:
                await keep(connection, question, "discord:1")
        await database.close()

    asyncio.run(fill())
    return folder


def test_gaps(footnote: Program, state: Path) -> None:
    """Most asked first; --top cuts; --json has every question."""
    kept = str(state)
    ran = footnote("gaps", "--facts", TINY, STATE_FOLDER=kept)
    assert ran.code == 0, ran.err
    assert ran.out.startswith("  1. how tall is the lighthouse tower\n     5 times")
    assert (
        footnote("gaps", "--facts", TINY, "--top", "1", STATE_FOLDER=kept).out.count("times") == 1
    )
    groups = footnote("gaps", "--facts", TINY, "--json", STATE_FOLDER=kept).json
    assert sum(group["count"] for group in groups) == len(ASKED)


def test_gaps_as_stubs(footnote: Program, state: Path, facts: Path) -> None:
    """Appended to the file, check complains of nothing but empty texts, with their lines."""
    ran = footnote("gaps", "--facts", facts, "--yaml", "--top", "1", STATE_FOLDER=str(state))
    with facts.open("a", encoding="utf-8") as file:
        file.write(ran.out)
    checked = footnote("check", "--facts", facts)
    assert checked.code == 1
    said = [line.split(": ", 1)[1] for line in checked.err.splitlines() if "warning" not in line]
    assert sorted(said) == sorted(
        [f"'{code}' is empty: write it" for code in ("it", "fr", "ar")]
        + [
            f"no phrasing in {name}: write at least one line"
            for name in ("Italian", "French", "Arabic")
        ]
    )


def test_gaps_without_questions(footnote: Program, tmp_path: Path) -> None:
    """Nothing is kept unless somebody switched it on: that is said, and it is no error."""
    ran = footnote("gaps", "--facts", TINY, "--json", STATE_FOLDER=str(tmp_path))
    assert (ran.code, json.loads(ran.out)) == (0, [])
    assert "KEEP_QUESTIONS=yes" in ran.complaint
    wrong = footnote("gaps", "--facts", TINY, "--top", "0", STATE_FOLDER=str(tmp_path))
    assert (wrong.code, wrong.complaint) == (2, "footnote: --top is 0: give a number from 1")
