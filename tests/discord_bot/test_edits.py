"""A question that is changed or taken back takes its answer with it."""

from __future__ import annotations

import discord
import pytest

from tests.discord_bot.world import World, read


async def test_edited_question_has_its_answer_edited(world: World) -> None:
    """Alice mends her question: the same message of the bot now answers the new one."""
    question = await world.alice.send(world.general, "!cost")
    (first,) = world.replies()
    await world.alice.edit(question, "!keeper")
    (now,) = world.replies()
    assert now.id == first.id
    assert read(now).startswith("Mara Quill has kept it since 1998.")


async def test_edit_after_two_minutes_changes_nothing(world: World) -> None:
    """An old answer stays what it was."""
    question = await world.alice.send(world.general, "!cost")
    await world.env.advance_time(121)
    await world.alice.edit(question, "!keeper")
    assert [read(m)[:12] for m in world.replies()] == ["The new lamp"]


async def test_edit_that_makes_it_a_question(world: World) -> None:
    """A typing error in the command, mended: now it is answered."""
    question = await world.alice.send(world.general, "!csot")
    assert world.replies() == []
    await world.alice.edit(question, "!cost")
    assert [read(m)[:12] for m in world.replies()] == ["The new lamp"]


async def test_edit_that_makes_it_none(world: World) -> None:
    """What is no question any more needs no answer under it."""
    question = await world.alice.send(world.general, "!cost")
    await world.alice.edit(question, "never mind")
    assert world.replies() == []


async def test_follow_up_is_read_as_it_was_before_the_edit(world: World) -> None:
    """The first reading of an edited question leaves no trace in the conversation."""
    await world.alice.send(world.general, "!keeper")
    question = await world.alice.send(world.general, "!cost")
    place = world.bot.messages._place(question)
    assert world.runtime.service.state(place).entry == "lamp-cost"
    await world.alice.edit(question, "never mind")
    assert world.runtime.service.state(place).entry == "keeper"
    assert [read(m)[:4] for m in world.replies()] == ["Mara"]


async def test_deleted_question_takes_its_answer_along(world: World) -> None:
    """Alice deletes her question: the answer goes too, Bruno's stays."""
    question = await world.alice.send(world.general, "!cost")
    await world.bruno.send(world.general, "!keeper")
    await world.alice.delete(question)
    assert [read(m)[:4] for m in world.replies()] == ["Mara"]


async def test_many_deleted_at_once(world: World) -> None:
    """A moderator's purge takes the answers along."""
    questions = [await world.alice.send(world.general, f"!{name}") for name in ("cost", "keeper")]
    channel = world.bot.get_channel(world.general.id)
    assert isinstance(channel, discord.TextChannel)
    payload = discord.raw_models.RawBulkMessageDeleteEvent(
        {
            "ids": [str(question.id) for question in questions],
            "channel_id": str(world.general.id),
            "guild_id": str(world.guild.id),
        }
    )
    await world.bot.on_raw_bulk_message_delete(payload)
    await world.env.settle()
    assert world.replies() == []


@pytest.mark.parametrize("text", ["hello", "!nonsense"])
async def test_other_messages_may_be_edited_and_deleted(world: World, text: str) -> None:
    """What the bot never answered is nobody's business."""
    message = await world.alice.send(world.general, text)
    await world.alice.edit(message, f"{text} again")
    await world.alice.delete(message)
    assert world.replies() == []
