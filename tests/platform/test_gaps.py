"""What was not answered well, as an admin sees it, and from there into the facts."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.match.matcher import Matcher
from bot.platform.buttons import Action, read_payload, short_id
from bot.platform.gaps import Gaps
from bot.platform.render import Parts
from bot.platform.runtime import Runtime
from bot.settings import DeskSettings, Settings
from bot.store.questions import kept
from tests.dialogue import as_read
from tests.match.tiny import TINY
from tests.platform.test_recording import ANNA, BRUNO, KEPT

if TYPE_CHECKING:
    from sqlalchemy import URL

PERU = "what is the capital of Peru?"


def runtime_with(address: URL, matcher: Matcher, folder: Path, desk: DeskSettings) -> Runtime:
    """A runtime whose fact file may be changed."""
    facts = folder / "facts.yaml"
    shutil.copy(TINY, facts)
    named = address.render_as_string(hide_password=False)
    return Runtime.of(Settings(state=folder / "state", database=named, desk=desk), facts, matcher)


@pytest.fixture
async def runtime(address: URL, tiny: Matcher, tmp_path: Path) -> AsyncIterator[Runtime]:
    """The lighthouse, where admins may add from chat."""
    made = runtime_with(address, tiny, tmp_path, replace(KEPT, edits=True))
    yield made
    await made.recorder.close()


def lines(parts: Parts) -> list[str]:
    """What is read."""
    return as_read(parts.text).splitlines()


def ask(runtime: Runtime, *questions: str) -> None:
    """Anna asks, then Bruno asks the same."""
    for place in (ANNA, BRUNO):
        for question in questions:
            runtime.service.respond(question, place)


async def test_listed_most_asked_first(runtime: Runtime) -> None:
    """One line a group, a button for each that means the same after a restart."""
    ask(runtime, PERU)
    runtime.service.respond("is the keeper of the lighthouse a good dancer?", ANNA)
    shown = await Gaps(runtime).show(ANNA, hidden=True)
    assert lines(shown)[:2] == [
        "Asked and not answered well, most often first:",
        f"1. {PERU} (2 times)",
    ]
    assert shown.buttons[0].label == PERU
    for button in shown.buttons:
        assert len(button.action.payload.encode()) <= 64
        assert read_payload(button.action.payload) == button.action


async def test_not_for_everybody_to_see(runtime: Runtime) -> None:
    """In a channel only where to ask is said."""
    ask(runtime, PERU)
    shown = await Gaps(runtime).show(ANNA, hidden=False)
    assert lines(shown) == ["I show this only in private: write !gaps to me there."]


async def test_nothing_waits(runtime: Runtime, address: URL, tiny: Matcher, tmp_path: Path) -> None:
    """An empty list says why."""
    assert lines(await Gaps(runtime).show(ANNA, hidden=True))[0].startswith("Nothing is waiting")
    (tmp_path / "off").mkdir()
    off = runtime_with(address, tiny, tmp_path / "off", DeskSettings())
    assert "KEEP_QUESTIONS=yes" in lines(await Gaps(off).show(ANNA, hidden=True))[0]
    await off.recorder.close()


async def test_dismissed(runtime: Runtime) -> None:
    """Opened, dismissed, gone; a second press says so."""
    ask(runtime, PERU)
    gaps = Gaps(runtime)
    first = (await gaps.show(ANNA, hidden=True)).buttons[0].action
    opened = await gaps.pressed(first, ANNA)
    assert lines(opened)[:2] == ["Asked 2 times:", f"• {PERU}"]
    dismiss = next(button for button in opened.buttons if button.label == "Dismiss").action
    assert lines(await gaps.pressed(dismiss, ANNA)) == ["Dismissed: 2 questions deleted."]
    assert await runtime.recorder.now(kept) == ()
    assert lines(await gaps.pressed(dismiss, ANNA)) == ["These questions were dealt with already."]


async def opened_for(runtime: Runtime, text: str) -> tuple[Gaps, Parts, int]:
    """A kept question, opened."""
    ask(runtime, text)
    gaps = Gaps(runtime)
    first = (await gaps.show(ANNA, hidden=True)).buttons[0].action
    return gaps, await gaps.pressed(first, ANNA), first.question


async def test_added_as_a_phrasing_and_answered(runtime: Runtime) -> None:
    """The question stands in the file under the fact, the new facts answer, the list is empty."""
    before = runtime.service.matcher.base.version
    gaps, _, question = await opened_for(runtime, PERU)
    add = Action("phrase", short_id("lamp-cost"), question=question)
    said = lines(await gaps.pressed(add, ANNA))
    version = runtime.service.matcher.base.version
    assert version != before
    assert said[0] == "Added to lamp-cost: what is the capital of Peru"
    assert version in said[1]
    assert "capital of peru" in runtime.facts.read_text(encoding="utf-8").casefold()
    assert runtime.service.respond(PERU, BRUNO).fact == "lamp-cost"
    assert await runtime.recorder.now(kept) == ()


async def test_adding_is_off_unless_the_operator_wants_it(
    address: URL, tiny: Matcher, tmp_path: Path
) -> None:
    """No button for it, and a button of before does nothing to the file."""
    runtime = runtime_with(address, tiny, tmp_path, KEPT)
    before = runtime.facts.read_bytes()
    gaps, opened, question = await opened_for(runtime, PERU)
    assert [button.label for button in opened.buttons] == ["Dismiss"]
    assert "CHAT_EDITS=yes" in lines(opened)[-1]
    add = Action("phrase", short_id("lamp-cost"), question=question)
    assert "CHAT_EDITS=yes" in lines(await gaps.pressed(add, ANNA))[0]
    assert runtime.facts.read_bytes() == before
    assert len(await runtime.recorder.now(kept)) == 2
    await runtime.recorder.close()


async def test_an_edit_in_between_is_not_overwritten(runtime: Runtime) -> None:
    """Somebody saved the file meanwhile: nothing is added, the question stays."""
    gaps, _, question = await opened_for(runtime, PERU)
    with runtime.facts.open("a", encoding="utf-8") as file:
        file.write("# a note of the curator\n")
    before = runtime.facts.read_bytes()
    add = Action("phrase", short_id("lamp-cost"), question=question)
    assert lines(await gaps.pressed(add, ANNA))[0].startswith("Not added: ")
    assert runtime.facts.read_bytes() == before
    assert len(await runtime.recorder.now(kept)) == 2


async def test_a_fact_that_is_gone(runtime: Runtime) -> None:
    """A button of before a reload says so."""
    gaps, _, question = await opened_for(runtime, PERU)
    add = Action("phrase", short_id("no-such-fact"), question=question)
    assert "no longer" in lines(await gaps.pressed(add, ANNA))[0]
