"""Slash commands, autocomplete, buttons, selects and context menus, as clients send them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simcord.backend import Backend, serializers
from simcord.enums import AppCommandType, ComponentType, InteractionType
from simcord.interactions import base_payload

from tests.support.waiting import until

if TYPE_CHECKING:
    from simcord.backend.models import Channel, Interaction, Message, User


class Interactions:
    """What people do with a bot besides writing."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend

    def response(self, done: Interaction) -> Message:
        """The message that an interaction got."""
        assert done.message_id is not None, "no message was sent"
        return self.backend.messages[done.channel_id][done.message_id]

    def follow_up(self, done: Interaction) -> Message | None:
        """The latest message after the first response; of a deferred one, what it became."""
        messages = self.backend.messages[done.channel_id]
        if done.followup_ids:
            return messages.get(done.followup_ids[-1])
        return messages.get(done.message_id or 0) if not done.loading else None

    async def slash(
        self, channel: Channel, user: User, name: str, *, locale: str = "en-US", **options: str
    ) -> Interaction:
        """``/name option: text …``."""
        filled = [{"type": 3, "name": key, "value": text} for key, text in options.items()]
        data = self._command(channel, name, AppCommandType.CHAT_INPUT) | {"options": filled}
        return await self._send(
            InteractionType.APPLICATION_COMMAND, channel, user, data, locale=locale
        )

    async def autocomplete(
        self, channel: Channel, user: User, name: str, *, option: str, text: str
    ) -> list[str]:
        """The choices offered while somebody types an option."""
        typed = {"type": 3, "name": option, "value": text, "focused": True}
        data = self._command(channel, name, AppCommandType.CHAT_INPUT) | {"options": [typed]}
        kind = InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE
        done = await self._send(kind, channel, user, data)
        return [choice["name"] for choice in done.autocomplete_choices or []]

    async def menu(self, channel: Channel, user: User, name: str, message: Message) -> Interaction:
        """A context-menu command on a message."""
        target = dict(serializers.message_payload(self.backend, message))
        data = self._command(channel, name, AppCommandType.MESSAGE) | {
            "target_id": str(message.id),
            "resolved": {"messages": {str(message.id): target}},
        }
        return await self._send(InteractionType.APPLICATION_COMMAND, channel, user, data)

    async def click(self, user: User, message: Message, label: str) -> Interaction:
        """A click on the button that says ``label``."""
        found = [c for c in components(message) if c.get("label") == label]
        assert found, f"no button says {label!r}: {[c.get('label') for c in components(message)]}"
        data = {"component_type": ComponentType.BUTTON, "custom_id": found[0]["custom_id"]}
        return await self._component(user, message, data)

    async def select(self, user: User, message: Message, label: str) -> Interaction:
        """A choice of the option that says ``label`` in the message's select."""
        for menu in components(message):
            for option in menu.get("options") or []:
                if option["label"] == label:
                    data = {
                        "component_type": ComponentType.STRING_SELECT,
                        "custom_id": menu["custom_id"],
                        "values": [option["value"]],
                    }
                    return await self._component(user, message, data)
        raise AssertionError(f"no option says {label!r}")

    def _command(self, channel: Channel, name: str, kind: AppCommandType) -> dict[str, Any]:
        root = self.backend.find_command(name, channel.guild_id, type=kind)
        assert root is not None, f"{name!r} was never synced"
        return {"id": root["id"], "name": name, "type": int(kind)}

    async def _component(self, user: User, message: Message, data: dict[str, Any]) -> Interaction:
        channel = self.backend.channels[message.channel_id]
        return await self._send(
            InteractionType.MESSAGE_COMPONENT, channel, user, data, source=message
        )

    async def _send(
        self, kind: InteractionType, channel: Channel, user: User, data: dict[str, Any], *,
        locale: str = "en-US", source: Message | None = None,
    ) -> Interaction:  # fmt: skip
        record, payload = base_payload(
            self.backend, type=kind, channel_id=channel.id,
            guild_id=channel.guild_id, user_id=user.id, data=data,
        )  # fmt: skip
        payload["locale"] = locale
        if source is not None:
            payload["message"] = dict(serializers.message_payload(self.backend, source))
            record.source_message_id = source.id
        self.backend.emit("INTERACTION_CREATE", payload)
        await until(lambda: record.responded, f"a response to {data}")
        return record


def components(message: Message) -> list[dict[str, Any]]:
    """Every button and select of a message, in order."""
    return [part for row in message.components for part in row.get("components") or [row]]
