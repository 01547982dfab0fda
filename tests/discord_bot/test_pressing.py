"""Buttons: what each does, for whom, and that a restart does not break them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.discord_bot import components
from bot.discord_bot.client import FootnoteBot
from bot.facts.model import Fact
from bot.platform.buttons import entry_action
from tests.discord_bot.world import World, labels, read
from tests.match.tiny import TINY
from tests.test_conversation import doubtful


async def cost(world: World) -> Any:  # noqa: ANN401 - a message
    """Alice asks for the cost; the answer."""
    message = await world.message(world.alice, "!cost")
    assert message is not None
    return message


async def test_buttons_of_an_answer(world: World) -> None:
    """The original wording, the other languages by their own names, delete, related facts."""
    assert labels(await cost(world)) == [
        "Original wording", "italiano", "français", "العربية", "Delete", "👍", "👎",
        "Who keeps the lighthouse?",
    ]  # fmt: skip


async def test_original_wording(world: World) -> None:
    """Bruno sees, for himself alone, each source's own words and where they stand."""
    result = await world.bruno.click(await cost(world), label="Original wording")
    assert result.ephemeral
    shown = read(result.response)
    assert shown.startswith("How much does the new lamp cost?\n**The original wording**")
    assert "¹ *“a lamp for $45,000”*" in shown
    assert "² *“una lampada da 45.000 $”*" in shown
    assert "Ellery Herald" in shown
    assert "paragraph 3" in shown


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("italiano", "La nuova lampada costa 45.000 dollari."),
        ("français", "La nouvelle lampe coûte 45 000 $."),
        ("العربية", "يكلف المصباح الجديد 45 ألف دولار."),
    ],
)
async def test_same_answer_in_another_language(world: World, label: str, words: str) -> None:
    """Bruno reads the answer in his language, without filling the channel."""
    result = await world.bruno.click(await cost(world), label=label)
    assert result.ephemeral
    assert words in read(result.response)
    assert label not in labels(result.response)


async def test_related_fact(world: World) -> None:
    """A related question is answered to who pressed it."""
    result = await world.bruno.click(await cost(world), label="Who keeps the lighthouse?")
    assert result.ephemeral
    assert "Mara Quill has kept it since 1998." in read(result.response)
    assert len(world.replies()) == 1


async def test_in_private_buttons_answer_openly(world: World) -> None:
    """In private there is nobody to hide it from."""
    message = await world.whispers(world.alice, "!cost")
    result = await world.alice.user.click(message, label="italiano")
    assert not result.ephemeral
    assert "45.000 dollari" in read(result.response)


async def test_buttons_work_after_a_restart(world: World) -> None:
    """The bot is started anew; buttons of yesterday's messages still do what they say."""
    message = await cost(world)
    await world.env.restart_bot(FootnoteBot(world.runtime))
    result = await world.bruno.click(message, label="italiano")
    assert "45.000 dollari" in read(result.response)
    await world.alice.click(message, label="Delete")
    assert world.replies() == []


async def test_button_of_a_fact_that_is_gone(world: World) -> None:
    """After a reload without that fact, the person is told to ask again."""
    message = await cost(world)
    text = TINY.read_text(encoding="utf-8")
    matcher = world.runtime.service.matcher
    base = matcher.base
    without = tuple(fact for fact in base.facts if fact.id != "lamp-cost")
    assert "lamp-cost" in text
    world.runtime.service.swap(changed(matcher, without))
    for label in ("italiano", "Original wording"):
        result = await world.bruno.click(message, label=label)
        assert result.ephemeral
        assert "no longer hold this" in read(result.response)


def changed(matcher: Any, facts: tuple[Fact, ...]) -> Any:  # noqa: ANN401 - a Matcher
    """The matcher with other facts."""
    from dataclasses import replace

    return replace(matcher, base=replace(matcher.base, facts=facts))


async def test_who_may_delete(world: World) -> None:
    """Bruno may not delete what Alice asked for; she may, and so may a moderator."""
    message = await cost(world)
    result = await world.bruno.click(message, label="Delete")
    assert result.ephemeral
    assert read(result.response) == "Only the person who asked, or a moderator, can delete this."
    assert len(world.replies()) == 1
    await world.alice.click(message, label="Delete")
    assert world.replies() == []
    await world.mona.click(await cost(world), label="Delete")
    assert world.replies() == []


async def test_question_back_becomes_the_answer(world: World) -> None:
    """Alice chooses what she meant: the question back turns into the answer."""
    matcher = world.runtime.service.matcher
    world.runtime.service.swap(doubtful(matcher))
    asked = await world.message(world.alice, f"{world.mention} how much does the new lamp cost")
    assert asked is not None
    assert read(asked).startswith("Which do you mean?\n1. ")
    assert labels(asked)[0] == "Delete"
    assert 2 <= len(labels(asked)[1:]) <= 5
    await world.alice.click(asked, label="How much does the new lamp cost?")
    (answer,) = world.replies()
    assert answer.id == asked.id
    assert "The new lamp costs $45,000." in read(answer)


async def test_menu(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choices too long for buttons stand in a menu, which does the same."""
    monkeypatch.setattr(components, "LABEL", 10)
    world.runtime.service.swap(doubtful(world.runtime.service.matcher))
    asked = await world.message(world.alice, f"{world.mention} how much does the new lamp cost")
    assert asked is not None
    assert "How much does the new lamp cost?" in labels(asked)
    await world.alice.select(asked, [entry_action("lamp-cost", "en").payload])
    (answer,) = world.replies()
    assert answer.id == asked.id
    assert "The new lamp costs $45,000." in read(answer)


async def test_question_back_of_somebody_else(world: World) -> None:
    """Bruno tries Alice's choice: he sees the answer, her question back stays."""
    matcher = world.runtime.service.matcher
    world.runtime.service.swap(doubtful(matcher))
    asked = await world.message(world.alice, f"{world.mention} how much does the new lamp cost")
    assert asked is not None
    result = await world.bruno.click(asked, label="How much does the new lamp cost?")
    assert result.ephemeral
    assert "The new lamp costs $45,000." in read(result.response)
    assert read(world.replies()[0]).startswith("Which do you mean?")
