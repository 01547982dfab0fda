"""footnote stats, settings and forget, as an operator types them, on both databases."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.cli import main
from bot.platform.recorder import today_utc
from bot.platform.records import Count, Kept, Vote
from bot.store.command import with_database
from bot.store.counts import count
from bot.store.questions import keep, kept
from bot.store.votes import cast_vote
from tests.match.tiny import TINY

if TYPE_CHECKING:
    from sqlalchemy import URL
    from sqlalchemy.ext.asyncio import AsyncConnection

TODAY = today_utc()
ANNA, BRUNO = "discord:1", "telegram:2"


@pytest.fixture(autouse=True)
def operator(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: URL) -> None:
    """An operator in an empty folder, with a database."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", address.render_as_string(hide_password=False))


def fill() -> None:
    """Ten questions, a vote, two kept questions: an old one of Anna's, one of Bruno's of today."""

    async def work(connection: AsyncConnection) -> None:
        await count(connection, Count(TODAY, "discord", "en", "answer", "lamp", 8))
        await count(connection, Count(TODAY, "telegram", "it", "gap", None, 2))
        await cast_vote(connection, Vote("lamp-cost", "v1", up=False), BRUNO, TODAY)
        old = TODAY - timedelta(days=9)
        await keep(connection, Kept(0, old, "discord", "en", "gap", None, "old one?"), ANNA)
        await keep(connection, Kept(0, TODAY, "telegram", "it", "gap", None, "new one?"), BRUNO)

    with_database(work)


def texts() -> list[str]:
    """What is kept."""
    return [row.text for row in with_database(kept)]


def test_stats_as_table_json_and_picture(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The same figures three times."""
    fill()
    assert main(["stats", "--days", "7"]) == 0
    assert "10 questions" in capsys.readouterr().out
    assert main(["stats", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["questions"], found["answer_rate"], found["votes"]["down"]) == (10, 0.8, 1)
    assert len(found["days"]) == 30
    out = tmp_path / "stats.svg"
    assert main(["stats", "--picture", str(out), "--facts", str(TINY)]) == 0
    assert capsys.readouterr().out == ""
    assert "The old light of Port Ellery" in out.read_text(encoding="utf-8")


def test_settings(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing, then one set, listed, and taken away."""
    assert main(["settings"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["settings", "discord:12", "language", "it"]) == 0
    assert main(["settings", "telegram:-5", "mode", "open"]) == 0
    capsys.readouterr()
    assert main(["settings"]) == 0
    assert capsys.readouterr().out == "discord:12 language it\ntelegram:-5 mode open\n"
    assert main(["settings", "discord:12", "language", "default"]) == 0
    assert capsys.readouterr().out == "discord:12 language default\n"
    assert main(["settings", "discord:12"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["settings", "irc:1"], "no place 'irc:1': write discord:SERVER or telegram:GROUP"),
        (["settings", "telegram:-5", "prefix", "?"], "no setting 'prefix': language, mode"),
        (["settings", "discord:1", "mode", "loud"], "mode cannot be 'loud'"),
        (["stats", "--days", "0"], "--days 0"),
        (["stats", "--picture", "no/folder.svg"], "cannot write no/folder.svg"),
        (["forget"], "say what"),
        (["forget", "--all", "discord:1"], "say what"),
        (["forget", "anna"], "no person 'anna'"),
    ],
)
def test_wrong_usage(typed: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, exit code 2."""
    facts = ["--facts", str(TINY)] if typed[0] == "stats" else []
    assert main([*typed, *facts]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_forget_by_age_person_and_all(capsys: pytest.CaptureFixture[str]) -> None:
    """Bruno's of today; then what is older than a week; then the rest."""
    fill()
    assert main(["forget", "discord:1"]) == 0  # Anna's is of another day: nobody can tell
    assert "deleted: 0 questions and 0 votes" in capsys.readouterr().out
    assert main(["forget", BRUNO]) == 0
    assert "deleted: 1 question and 1 vote of today" in capsys.readouterr().out
    assert texts() == ["old one?"]
    fill()
    assert main(["forget", "--older-than", "7"]) == 0
    assert texts() == ["new one?"]
    assert main(["forget", "--all"]) == 0
    assert texts() == []


def test_store_that_cannot_be_used(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line, exit code 2, no password."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://anna:secret@127.0.0.1:1/db")
    assert main(["stats"]) == 2
    error = capsys.readouterr().err
    assert "cannot be used" in error
    assert "secret" not in error
    assert error.count("\n") == 1
