"""Send, edit and remove what was drawn; what became moot in the meantime is no error."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import Any, Final

import discord

from bot.discord_bot.payload import Payload, payloads
from bot.discord_bot.places import permissions_in
from bot.platform.render import Parts

_LOG: Final = logging.getLogger(__name__)
# Discord's codes for what was deleted or closed meanwhile: unknown channel, unknown message,
# unknown interaction, missing access, cannot write to this person, missing permission.
_MOOT: Final = frozenset({10003, 10008, 10062, 50001, 50007, 50013})
_INVALID: Final = 50035  # an invalid form; a reply to a message that is gone is one


def moot(error: discord.HTTPException) -> bool:
    """Tell whether an error only says that there is nobody to answer any more; it is logged."""
    gone = error.code == _INVALID and "message_reference" in error.text
    if error.code in _MOOT or gone:
        _LOG.info("not sent: %s", error.text or error.code)
        return True
    return False


async def reply_to(message: discord.Message, parts: Parts) -> tuple[int, ...]:
    """Answer a message with a reply that pings nobody; ids of what was sent."""
    allowed = permissions_in(message)
    sent: list[int] = []
    for number, payload in enumerate(payloads(parts, embeds=allowed.embed_links)):
        given = payload.to_send()
        if number == 0 and allowed.read_message_history:
            given |= {"reference": message, "mention_author": False}
        sent.append((await message.channel.send(**given)).id)
    return tuple(sent)


async def edit_to(message: discord.Message, old: Sequence[int], parts: Parts) -> tuple[int, ...]:
    """Turn the answers to a message into other ones; ids of what stands there then."""
    drawn = payloads(parts, embeds=permissions_in(message).embed_links)
    now: list[int] = []
    for payload, id_ in zip(drawn, old, strict=False):
        await message.channel.get_partial_message(id_).edit(**payload.to_edit())  # type: ignore[union-attr]
        now.append(id_)
    now += [(await message.channel.send(**p.to_send())).id for p in drawn[len(old) :]]
    await remove(message.channel, old[len(drawn) :])
    return tuple(now)


async def remove(channel: Any, ids: Sequence[int]) -> None:  # noqa: ANN401 - any channel
    """Delete messages of the bot; one that is gone already is no error."""
    for id_ in ids:
        try:
            await channel.get_partial_message(id_).delete()
        except discord.HTTPException as error:
            if not moot(error):
                raise


def _drawn(interaction: discord.Interaction[Any], parts: Parts) -> list[Payload]:
    private = interaction.guild_id is None
    return payloads(parts, embeds=private or interaction.app_permissions.embed_links)


def names(channel: int | None, messages: Iterable[int]) -> list[tuple[str, int | None, int]]:
    """Under which names votes on messages are looked up."""
    return [("discord", channel, id_) for id_ in messages]


async def respond(
    interaction: discord.Interaction[Any], parts: Parts, *, ephemeral: bool
) -> list[int]:
    """Answer an interaction; the first message within its three seconds, the rest after it. The
    ids of the messages.
    """
    sent: list[int] = []
    for number, payload in enumerate(_drawn(interaction, parts)):
        given = payload.to_send() | {"ephemeral": ephemeral}
        if number == 0:
            first = await interaction.response.send_message(**given)
            sent += [first.message_id] if first.message_id is not None else []
        else:
            sent.append((await interaction.followup.send(**given, wait=True)).id)
    return sent


async def respond_in_place(interaction: discord.Interaction[Any], parts: Parts) -> None:
    """Turn the message whose button was pressed into the answer."""
    first, *rest = _drawn(interaction, parts)
    await interaction.response.edit_message(**first.to_edit())
    hidden = interaction.message is not None and interaction.message.flags.ephemeral
    for payload in rest:
        await interaction.followup.send(**payload.to_send(), ephemeral=hidden)


async def follow_up(interaction: discord.Interaction[Any], parts: Parts) -> None:
    """Answer an interaction that was deferred."""
    for payload in _drawn(interaction, parts):
        await interaction.followup.send(**payload.to_send(), ephemeral=True)
