"""Who is there and what they do: servers, channels, people, and what the bot said to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.discord_server.interactions import Interactions
from tests.support.discord_server.state import Files
from tests.support.waiting import until

if TYPE_CHECKING:
    import discord
    from simcord.backend import Backend
    from simcord.backend.models import Channel, Guild, Message, User


class World(Interactions):
    """Drives the backend as people would."""

    def __init__(self, backend: Backend) -> None:
        super().__init__(backend)

    @property
    def mention(self) -> str:
        """The bot's name as people click it."""
        return f"<@{self.backend.bot_user.id}>"

    def guild(self, name: str = "lab", *, shard: int | None = None, shards: int = 1) -> Guild:
        """A server that the bot is in; its owner is somebody else."""
        return self.backend.create_guild(name, shard_id=shard, shard_count=shards)

    def channel(self, guild: Guild, name: str = "general") -> Channel:
        """A text channel that everybody may write in."""
        return self.backend.create_channel(guild.id, name)

    def person(
        self, name: str, *guilds: Guild, permissions: discord.Permissions | None = None
    ) -> User:
        """Somebody, and in which servers; with ``permissions`` they get a role there."""
        user = self.backend.make_user(name)
        for guild in guilds:
            roles = []
            if permissions is not None:
                role = self.backend.create_role(
                    guild.id, f"role of {name}", permissions=permissions.value
                )
                roles.append(role.id)
            self.backend.add_member(guild.id, user.id, roles=roles)
        return user

    def direct(self, user: User) -> Channel:
        """The private conversation of somebody and the bot."""
        return self.backend.get_dm_channel(user.id)

    def say(
        self, channel: Channel, user: User, text: str, *, reply_to: Message | None = None
    ) -> Message:
        """Somebody writes; nothing is awaited."""
        reference = None
        if reply_to is not None:
            reference = {"message_id": str(reply_to.id), "channel_id": str(channel.id)}
        return self.backend.create_message(channel.id, user.id, text, reference=reference)

    def edit(self, message: Message, text: str) -> None:
        """Somebody edits what they wrote."""
        self.backend.edit_message(message.channel_id, message.id, {"content": text})

    def delete(self, message: Message) -> None:
        """Somebody deletes a message."""
        self.backend.delete_message(message.channel_id, message.id)

    def said(self, channel: Channel) -> list[Message]:
        """What the bot has written in a channel and not deleted, oldest first."""
        bot = self.backend.bot_user.id
        messages = self.backend.messages.get(channel.id, {}).values()
        return [message for message in messages if message.author_id == bot]

    async def ask(
        self, channel: Channel, user: User, text: str, *,
        reply_to: Message | None = None, seconds: float = 5.0,
    ) -> Message:  # fmt: skip
        """Somebody writes and the bot's next message is awaited."""
        known = {message.id for message in self.said(channel)}
        self.say(channel, user, text, reply_to=reply_to)
        return await until(
            lambda: next((m for m in self.said(channel) if m.id not in known), None),
            f"a message after {text!r}", seconds,
        )  # fmt: skip

    def file(self, message: Message, number: int = 0) -> str:
        """The text of a file that the bot attached."""
        files = self.backend.cdn
        assert isinstance(files, Files)
        data = files.read(message.attachments[number]["url"].removeprefix(f"{files.address}/"))
        assert data is not None
        return data.decode()
