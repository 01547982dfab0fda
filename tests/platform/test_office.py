"""The desk in chat, without a platform: forget me, settings, figures, votes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import URL

from bot.match.matcher import Matcher
from bot.platform.buttons import Action, short_id
from bot.platform.office import Office
from bot.platform.records import Tally
from bot.platform.render import Parts
from bot.platform.runtime import Runtime
from bot.settings import DeskSettings
from bot.store.questions import kept
from bot.store.votes import tallies
from tests.dialogue import as_read
from tests.platform.test_recording import ANNA, BRUNO, KEPT, runtime_on

GROUP = replace(BRUNO, public=True, prefix="/", scope="telegram:-5")


@pytest.fixture
async def runtime(address: URL, tiny: Matcher, tmp_path: Path) -> AsyncIterator[Runtime]:
    """The lighthouse, with questions kept."""
    made = runtime_on(address, tiny, tmp_path, KEPT)
    yield made
    await made.recorder.close()


@pytest.fixture
def office(runtime: Runtime) -> Office:
    """The desk of the lighthouse."""
    return Office(runtime)


def said(parts: Parts) -> str:
    """What is read."""
    return as_read(parts.text)


async def test_settings_are_shown_set_and_taken_away(runtime: Runtime, office: Office) -> None:
    """A moderator looks, sets two, looks again, takes one away."""
    nothing = "Settings here: language: default · prefix: default · mode: default"
    assert said(await office.settings("", ANNA)) == f"{nothing} · channels: default"
    assert said(await office.settings("prefix ?", ANNA)) == "Done. prefix: ?"
    assert said(await office.settings("language italiano", ANNA)) == "Done. language: it"
    assert runtime.recorder.places.of(ANNA.scope).language == "it"
    shown = said(await office.settings("help", replace(ANNA, default="en")))
    assert shown.startswith("Settings here: language: it · prefix: ?")
    assert said(await office.settings("language default", ANNA)) == "Done. language: default"
    assert runtime.recorder.places.of(ANNA.scope).language is None
    assert runtime.recorder.places.of(ANNA.scope).prefix == "?"


async def test_settings_that_cannot_be(office: Office) -> None:
    """What can be written is said; in private there are none; Telegram has fewer."""
    assert said(await office.settings("mode loud", ANNA)) == (
        "For mode you can write: addressed, open, default"
    )
    assert said(await office.settings("language it", BRUNO)).startswith(
        "There are no settings in private."
    )
    assert said(await office.settings("prefix ?", GROUP)) == (
        "Settings here: language: default · mode: default"
    )


async def test_language_of_a_place(office: Office) -> None:
    """Confirmed in that language."""
    parts = await office.language(ANNA, "fr")
    assert "français" in said(parts)


async def test_forget_me(runtime: Runtime, office: Office) -> None:
    """The chosen language, the talk, and what was asked today are gone."""
    runtime.service.respond("!language it", ANNA)
    runtime.service.respond("what is the capital of Peru?", ANNA)
    assert said(await office.forget(ANNA)).startswith("Fatto.")
    assert runtime.service.chosen_language(ANNA) is None
    assert await runtime.recorder.now(kept) == ()


async def test_votes_of_two_and_thanks(runtime: Runtime, office: Office) -> None:
    """Anna and Bruno vote; the thanks are in the answer's language; a gone fact is said."""
    up = Action("up", short_id("keeper"), "it", version="abc123")
    assert said(office.vote(up, ANNA, "m")) == "Grazie, il tuo voto conta."
    assert said(office.vote(replace(up, kind="down"), BRUNO, "m")) == "Grazie, il tuo voto conta."
    gone = replace(up, entry=short_id("no-such-fact"))
    assert said(office.vote(gone, ANNA, "m")).startswith("I fatti")
    today = runtime.recorder.today()
    votes = await runtime.recorder.now(lambda connection: tallies(connection, today))
    assert votes == (Tally("keeper", "abc123", 1, 1),)


async def test_figures(runtime: Runtime, office: Office) -> None:
    """A few lines about the last week."""
    assert said(await office.stats(ANNA)).startswith("No questions, ")
    for text in ("How much does the new lamp cost?", "what is the capital of Peru?"):
        runtime.service.respond(text, ANNA)
    lines = said(await office.stats(ANNA)).splitlines()
    assert lines[0].startswith("2 questions, ")
    assert lines[0].endswith("; 50% answered.")
    assert lines[1:] == [
        "Outcome: answered 1, not understood 1", "Language: en 2", "Platform: discord 2",
        "Topics: cost 1",
    ]  # fmt: skip


async def test_store_that_is_down(tiny: Matcher, tmp_path: Path) -> None:
    """Answers go on; what needs the store says so, in the person's language."""
    (tmp_path / "state").write_text("in the way")
    url = URL.create("sqlite+aiosqlite", database=str(tmp_path / "state" / "footnote.db"))
    runtime = runtime_on(url, tiny, tmp_path, DeskSettings(keep=True))
    office = Office(runtime)
    assert "$45,000" in runtime.service.respond("How much does the new lamp cost?", ANNA).text
    for parts in (
        await office.forget(ANNA), await office.settings("prefix ?", ANNA),
        await office.stats(ANNA), await office.language(ANNA, "it"),
        await office.gaps.show(ANNA, hidden=True),
    ):  # fmt: skip
        assert said(parts).startswith("The store does not answer at the moment")
    await runtime.recorder.close()
