"""From "someone asked" to "it answers": a phrasing is added, checked, put in place, reloaded."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from pathlib import Path

import pytest

from bot import __version__
from bot.curate.edit import add_line, add_phrasing
from bot.errors import EditRefused, FactFileError, FootnoteError
from bot.facts.edit import with_phrasing
from bot.library import cache_folder
from bot.match.matcher import Matcher
from bot.match.snapshot import dump, write
from bot.platform import child
from bot.platform.reload import Reloader
from bot.platform.report import Loaded, summary
from bot.platform.service import Place, Service
from tests.match.tiny import TINY

OLD = TINY.read_bytes()
PLACE = Place("c", "s")
QUESTION = "whats the damage for that shiny bulb"


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A copy of the tiny facts, to be edited."""
    path = tmp_path / "facts.yaml"
    path.write_bytes(OLD)
    return path


async def refused(path: Path, entry: str, text: str, expect: str | None = None) -> str:
    """Why a question cannot be added; the file is then as it was, and nothing lies beside it."""
    before = path.read_bytes()
    with pytest.raises(EditRefused) as caught:
        await add_phrasing(path, entry, "en", text, expect)
    assert path.read_bytes() == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


async def test_asked_added_answered(tiny: Matcher, facts: Path) -> None:
    """Anna asks in vain; an admin adds her words to the fact; she asks again and is answered."""
    service = Service(tiny)
    assert service.respond(f"{QUESTION}?", PLACE).status != "answer"
    added = await add_phrasing(facts, "lamp-cost", "en", f"{QUESTION}?", tiny.base.version)
    assert (added.entry, added.language, added.phrasing) == ("lamp-cost", "en", QUESTION)
    assert facts.read_bytes().splitlines()[added.line - 1].decode().strip() == QUESTION
    report = await Reloader(facts, service).reload()
    assert isinstance(report, Loaded)
    assert report.version == added.version
    assert f'  1 English phrasing added, now 6: "{QUESTION}"' in summary(report)
    answer = service.respond(f"{QUESTION}?", PLACE)
    assert (answer.status, answer.fact) == ("answer", "lamp-cost")


async def test_one_line_and_a_backup(facts: Path) -> None:
    """The old file is kept; the new one is it and one line."""
    added = await add_phrasing(facts, "gap-reopening", "fr", "on pourra y remonter quand ?")
    assert added.backup.read_bytes() == OLD
    rows = facts.read_bytes().splitlines(keepends=True)
    assert rows.pop(added.line - 1) == b"        on pourra y remonter quand\n"
    assert b"".join(rows) == OLD


async def test_reload_after_an_edit_fits_nothing_again(tiny: Matcher, facts: Path) -> None:
    """The check of the edit is that of the reload: the seconds are spent once."""
    await add_phrasing(facts, "lamp-cost", "en", QUESTION)
    loop = asyncio.get_running_loop()
    began = loop.time()
    assert isinstance(await Reloader(facts, Service(tiny)).reload(), Loaded)
    once = loop.time() - began
    facts.write_bytes(facts.read_bytes() + b"# saved\n")
    began = loop.time()
    assert isinstance(await Reloader(facts, Service(tiny)).reload(), Loaded)
    assert once < (loop.time() - began) / 2


async def test_a_phrasing_that_finds_another_fact(tiny: Matcher, facts: Path) -> None:
    """The matcher has its say before the file is touched."""
    question = "who is the keeper of the light now"
    edited = with_phrasing(OLD, "f.yaml", "visitors", "en", question)
    # The snapshot that the child finds for this file knows the line as a question for the keeper.
    stored = dump(replace(tiny, base=edited.base), edited.document.values)
    write(cache_folder() / f"{edited.base.version}-{__version__}.snapshot", stored)
    why = await refused(facts, "visitors", question)
    assert why == f"not added: '{question}' finds 'keeper', not 'visitors': reword it or move it"


async def test_the_facts_were_edited_since(facts: Path) -> None:
    """What the admin saw is not what is in the file: first a reload."""
    assert "reload it first" in await refused(facts, "lamp-cost", QUESTION, "0123456789ab")


async def test_someone_saves_during_the_check(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The curator saves in an editor while the check runs: the curator's file stays."""
    theirs = OLD + b"# a note of the curator's\n"

    async def slow(*_: Path) -> child.Said:
        facts.write_bytes(theirs)
        return child.Said("0123456789ab")

    monkeypatch.setattr("bot.curate.edit.check_in_child", slow)
    with pytest.raises(EditRefused, match="was changed by someone else meanwhile"):
        await add_phrasing(facts, "lamp-cost", "en", QUESTION)
    assert facts.read_bytes() == theirs
    assert [path.name for path in facts.parent.iterdir()] == ["facts.yaml"]


async def test_two_admins_at_once(facts: Path) -> None:
    """Two add at the same time: one is told to try again, and no line is lost."""
    both = await asyncio.gather(
        add_phrasing(facts, "lamp-cost", "en", QUESTION),
        add_phrasing(facts, "keeper", "en", "which lady minds that old beacon"),
        return_exceptions=True,
    )
    (lost,) = [one for one in both if isinstance(one, BaseException)]
    assert "changed by someone else meanwhile" in str(lost)
    assert len(facts.read_bytes().splitlines()) == len(OLD.splitlines()) + 1


async def test_file_that_is_wrong_already(facts: Path) -> None:
    """Nothing is added to a file that does not answer: its first problem is named."""
    facts.write_bytes(OLD.replace(b"topic: cost", b"topic: price"))
    line = OLD[: OLD.index(b"topic: cost")].count(b"\n") + 1
    why = await refused(facts, "lamp-cost", QUESTION)
    assert why.startswith(f"{facts} is wrong already: line {line}: unknown topic 'price'")


async def test_not_writable(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a read-only mount the answer comes at once, before any check."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "cannot be written: mount it writable" in await refused(facts, "lamp-cost", QUESTION)


async def test_no_file(tmp_path: Path) -> None:
    """Neither a missing file nor one that is no text gets a line."""
    with pytest.raises(FootnoteError, match="no fact file"):
        await add_phrasing(tmp_path / "none.yaml", "lamp-cost", "en", QUESTION)
    (tmp_path / "bad.yaml").write_bytes(b"\xff")
    with pytest.raises(FactFileError, match="not UTF-8"):
        await add_phrasing(tmp_path / "bad.yaml", "lamp-cost", "en", QUESTION)


async def test_members_brackets_and_curators(facts: Path) -> None:
    """A member's brackets are taken out; a curator's mean what the guide says."""
    assert (await add_phrasing(facts, "storm", "en", "did a [big] (wave|gust) crack the wall {x}")
            ).phrasing == "did a big wave gust crack the wall x"  # fmt: skip
    line = "did some (wave|gust) crack that wall [badly]"
    assert (await add_line(facts, "storm", "en", line)).phrasing == line
