"""What of a talk is counted and kept, and what goes when somebody wants to be forgotten."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.match.matcher import Matcher
from bot.platform.records import Count, Kept, Tally, Vote
from bot.platform.runtime import Runtime
from bot.platform.service import Place
from bot.settings import DeskSettings, Settings
from bot.store.counts import counts
from bot.store.questions import kept
from bot.store.votes import tallies
from tests.match.tiny import TINY

if TYPE_CHECKING:
    from sqlalchemy import URL

ANNA = Place(("discord", 7, 1), ("discord", 1), person="discord:1", scope="discord:9")
BRUNO = Place(("telegram", 2), ("telegram", 2), public=False, person="telegram:2")
KEPT = DeskSettings(keep=True)


def runtime_on(address: URL, matcher: Matcher, tmp_path: Path, desk: DeskSettings) -> Runtime:
    """A runtime with its store in a database."""
    named = address.render_as_string(hide_password=False)
    settings = Settings(state=tmp_path / "state", database=named, desk=desk)
    return Runtime.of(settings, TINY, matcher)


@pytest.fixture
async def runtime(address: URL, tiny: Matcher, tmp_path: Path) -> AsyncIterator[Runtime]:
    """The lighthouse, with questions kept."""
    made = runtime_on(address, tiny, tmp_path, KEPT)
    yield made
    await made.recorder.close()


async def questions(runtime: Runtime) -> list[tuple[str, str]]:
    """Outcome and text of what is kept."""
    return [(row.outcome, row.text) for row in await runtime.recorder.now(kept)]


async def counted(runtime: Runtime) -> list[Count]:
    """What is counted today."""
    today = runtime.recorder.today()
    return list(await runtime.recorder.now(lambda connection: counts(connection, today)))


async def test_questions_are_counted_and_commands_are_not(runtime: Runtime) -> None:
    """By platform, language, outcome and topic; !help, an emoji and nothing are no questions."""
    for text in ("How much does the new lamp cost?", "!cost", "!help", "🤷", ""):
        runtime.service.respond(text, ANNA)
    runtime.service.respond("!guardiana", BRUNO)
    today = runtime.recorder.today()
    assert await counted(runtime) == [
        Count(today, "discord", "en", "answer", "cost", 2),
        Count(today, "telegram", "it", "answer", "keeper", 1),
    ]


async def test_only_what_was_not_answered_well_is_kept(runtime: Runtime) -> None:
    """Unknown and gap, scrubbed; not what was answered, nor a command that does not exist."""
    for text in (
        "How much does the new lamp cost?",
        "!ask what is the capital of Peru, @bruno?",
        "when will the lighthouse open again?",
        "!nonsense",
        "<@123456789012345678>",
    ):
        runtime.service.respond(text, ANNA)
    assert await questions(runtime) == [
        ("unknown", "what is the capital of Peru, …?"),
        ("gap", "when will the lighthouse open again?"),
    ]
    unknown, gap = await runtime.recorder.now(kept)
    assert (gap.entry, gap.language, gap.platform) == ("gap-reopening", "en", "discord")
    assert isinstance(unknown, Kept)


async def test_nothing_is_kept_unless_it_is_turned_on(
    address: URL, tiny: Matcher, tmp_path: Path
) -> None:
    """Counts and votes are there, questions are not, not even those voted down."""
    runtime = runtime_on(address, tiny, tmp_path, DeskSettings())
    runtime.service.respond("what is the capital of Peru?", ANNA)
    runtime.service.respond("How much does the new lamp cost?", ANNA)
    runtime.recording.answered(runtime.recording.asked(ANNA), ["m1"])
    runtime.recording.vote(Vote("lamp-cost", "v1", up=False), ANNA.person, "m1")
    assert await questions(runtime) == []
    assert [found.outcome for found in await counted(runtime)] == ["answer", "unknown"]
    await runtime.recorder.close()


async def test_a_question_whose_answer_is_voted_down_is_kept_once(runtime: Runtime) -> None:
    """Anna's question, with the fact that answered it, however often somebody votes."""
    runtime.service.respond("How much does the new lamp cost?", ANNA)
    runtime.recording.answered(runtime.recording.asked(ANNA), ["m1", "m2"])
    runtime.recording.vote(Vote("lamp-cost", "v1", up=True), BRUNO.person, "m2")
    assert await questions(runtime) == []
    for _ in range(2):
        runtime.recording.vote(Vote("lamp-cost", "v1", up=False), BRUNO.person, "m2")
    assert await questions(runtime) == [("down", "How much does the new lamp cost?")]
    assert (await runtime.recorder.now(kept))[0].entry == "lamp-cost"
    today = runtime.recorder.today()
    assert await runtime.recorder.now(lambda c: tallies(c, today)) == (
        Tally("lamp-cost", "v1", 0, 1),
    )


async def test_forgetting_takes_what_one_asked_and_voted(runtime: Runtime) -> None:
    """Anna's unanswered question, her vote, and what could still be voted down; Bruno's stay."""
    for place in (ANNA, BRUNO):
        runtime.service.respond("what is the capital of Peru?", place)
        runtime.recording.vote(Vote("keeper", "v1", up=True), place.person, None)
    runtime.service.respond("How much does the new lamp cost?", ANNA)
    runtime.recording.answered(runtime.recording.asked(ANNA), ["m1"])
    await runtime.recording.forget(ANNA.person)
    runtime.recording.vote(Vote("lamp-cost", "v1", up=False), BRUNO.person, "m1")
    rows = await runtime.recorder.now(kept)
    assert [(row.platform, row.outcome) for row in rows] == [("telegram", "unknown")]
    today = runtime.recorder.today()
    votes = await runtime.recorder.now(lambda c: tallies(c, today))
    assert sum(tally.up for tally in votes) == 1


async def test_a_vote_is_about_its_own_message(runtime: Runtime) -> None:
    """What is asked while an answer is on its way is not what that answer is to."""
    runtime.service.respond("How much does the new lamp cost?", ANNA)
    first = runtime.recording.asked(ANNA)
    runtime.service.respond("!keeper", ANNA)
    assert runtime.recording.asked(ANNA) is None
    runtime.recording.answered(first, ["m1"])
    runtime.recording.vote(Vote("keeper", "v1", up=False), BRUNO.person, "m2")
    assert await questions(runtime) == []
    runtime.recording.vote(Vote("lamp-cost", "v1", up=False), BRUNO.person, "m1")
    assert await questions(runtime) == [("down", "How much does the new lamp cost?")]
