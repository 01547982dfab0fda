"""What became moot while it was being answered is no error."""

from __future__ import annotations

import discord
import pytest

from bot.discord_bot.sending import moot
from tests.discord_bot.world import World


def refusal(status: int, code: int) -> discord.HTTPException:
    """What Discord says to a request."""

    class Response:
        reason = "Bad Request"

    Response.status = status  # type: ignore[attr-defined]
    return discord.HTTPException(Response(), {"code": code, "message": "no"})


@pytest.mark.parametrize("code", [10003, 10008, 10062, 50001, 50007, 50013])
def test_moot(code: int) -> None:
    """Deleted, closed, forbidden meanwhile: nobody is there to answer."""
    assert moot(refusal(404, code))


def test_reply_to_what_is_gone() -> None:
    """Discord says so as an error of the form's part for the reply."""
    gone = refusal(400, 50035)
    gone.text = "Invalid Form Body\nIn message_reference: Unknown message"
    assert moot(gone)


def test_other_errors_are_errors() -> None:
    """A real fault is not swallowed, a form that is wrong elsewhere neither."""
    assert not moot(refusal(500, 0))
    assert not moot(refusal(400, 50035))


async def test_answer_that_cannot_be_deleted_any_more(world: World) -> None:
    """A moderator was quicker: removing what is gone is fine."""
    question = await world.alice.send(world.general, "!cost")
    (answer,) = world.replies()
    await world.mona.delete(answer)
    await world.alice.delete(question)
    assert world.replies() == []
