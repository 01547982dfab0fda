"""The state of the loopback server, and what people do in it."""

from __future__ import annotations

import itertools
import re
import time
from dataclasses import dataclass, field
from typing import Any, Final

from tests.support.telegram.html import units
from tests.support.telegram.people import ANONYMOUS, Chat, Person, private
from tests.support.telegram.signal import Signal

Json = dict[str, Any]
_COMMAND: Final = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@\w+)?")
_MENTION: Final = re.compile(r"(?<!\w)@\w{4,32}")


def entities_in(text: str) -> list[Json]:
    """Commands and mentions, as Telegram finds them in what people write."""
    commands = [("bot_command", found) for found in _COMMAND.finditer(text)]
    taken = [found.span() for _, found in commands]
    mentions = [
        ("mention", found)
        for found in _MENTION.finditer(text)
        if not any(start <= found.start() < end for start, end in taken)
    ]
    return [
        {"type": kind, "offset": units(text[: found.start()]), "length": units(found[0])}
        for kind, found in commands + mentions
    ]


@dataclass
class World:
    """Chats, messages and updates on their way to the bot."""

    username: str = "footnote_test_bot"
    reads_all_group_messages: bool = False
    supports_inline: bool = True
    changed: Signal = field(default_factory=Signal)
    updates: list[Json] = field(default_factory=list)
    chats: dict[int, Chat] = field(default_factory=dict)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    answered_callbacks: dict[str, Json] = field(default_factory=dict)
    answered_inline: dict[str, Json] = field(default_factory=dict)
    menus: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    webhook: Json = field(default_factory=dict)
    webhook_error: Json = field(default_factory=dict)
    moved: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._update_ids = itertools.count(1000)
        self._message_ids = itertools.count(1)
        self._query_ids = itertools.count(1)

    @property
    def me(self) -> Json:
        """The bot, as ``getMe`` shows it."""
        return {
            "id": 123456,
            "is_bot": True,
            "first_name": "Footnote",
            "username": self.username,
            "can_join_groups": True,
            "can_read_all_group_messages": self.reads_all_group_messages,
            "supports_inline_queries": self.supports_inline,
        }

    def group(self, title: str = "Strike talk", **more: Any) -> Chat:  # noqa: ANN401 - fields
        """A new group; ``more``: fields of :class:`Chat`."""
        chat = Chat(-1000 - len(self.chats), more.pop("type", "supergroup"), title, **more)
        self.chats[chat.id] = chat
        return chat

    # What people do

    def say(
        self,
        person: Person,
        text: str,
        chat: Chat | None = None,
        *,
        reply_to: Json | None = None,
        thread: int | None = None,
        anonymous: bool = False,
        age: int = 0,
        **more: Any,  # noqa: ANN401 - further fields of a message
    ) -> Json:
        """A person writes; ``age``: seconds ago. The message, delivered if Telegram would."""
        chat = chat or self.chats.setdefault(person.id, private(person))
        entities = entities_in(text)
        message: Json = {
            "message_id": next(self._message_ids),
            "date": int(time.time()) - age,
            "chat": chat.as_json(),
            "from": ANONYMOUS if anonymous else person.as_json(),
            "text": text,
            **({"entities": entities} if entities else {}),
            **({"sender_chat": chat.as_json()} if anonymous else {}),
            **({"reply_to_message": reply_to} if reply_to else {}),
            **({"message_thread_id": thread, "is_topic_message": True} if thread else {}),
            **more,
        }
        self.messages[chat.id, message["message_id"]] = message
        if self._delivered(message, chat):
            self.push({"message": message})
        return message

    def _delivered(self, message: Json, chat: Chat) -> bool:
        # core.telegram.org/bots/features#privacy-mode
        if chat.type == "private" or self.reads_all_group_messages or chat.bot_is_administrator:
            return True
        for command in _COMMAND.findall(message["text"]):
            _, _, addressed = command.partition("@")
            if addressed.lower() in ("", self.username.lower()):
                return True
        replied = message.get("reply_to_message", {})
        return bool(replied.get("from", {}).get("id") == self.me["id"])

    def edit(self, message: Json, text: str) -> Json:
        """The writer of a message changes it."""
        entities = entities_in(text)
        edited = {**message, "text": text, "edit_date": int(time.time())}
        edited.pop("entities", None)
        if entities:
            edited["entities"] = entities
        self.messages[message["chat"]["id"], message["message_id"]] = edited
        if self._delivered(edited, self.chats[message["chat"]["id"]]):
            self.push({"edited_message": edited})
        return edited

    def press(self, person: Person, message: Json, label: str) -> str:
        """A person presses the first button whose label holds ``label``; the callback's id."""
        labels = self.buttons(message)
        data = next(data for text, data in labels.items() if label in text)
        return self.press_data(person, message, data)

    def press_data(self, person: Person, message: Json, data: str) -> str:
        """A press with this data, whatever the message shows (an old client may send any)."""
        id_ = f"callback-{next(self._query_ids)}"
        query = {"id": id_, "from": person.as_json(), "chat_instance": "1", "data": data}
        self.push({"callback_query": {**query, "message": message}})
        return id_

    def buttons(self, message: Json) -> dict[str, str]:
        """Labels of the buttons under a message as it stands now, and their data."""
        current = self.messages[message["chat"]["id"], message["message_id"]]
        rows = current.get("reply_markup", {}).get("inline_keyboard", [])
        return {button["text"]: button.get("callback_data", "") for row in rows for button in row}

    def type_inline(self, person: Person, query: str, offset: str = "") -> str:
        """A person types ``@bot query`` in some chat; the query's id."""
        id_ = f"inline-{next(self._query_ids)}"
        inline = {"id": id_, "from": person.as_json(), "query": query, "offset": offset}
        self.push({"inline_query": inline})
        return id_

    def migrate(self, group: Chat) -> Chat:
        """A group becomes a supergroup with another id; both service messages are delivered."""
        fresh = self.group(group.title, administrators=group.administrators)
        del self.chats[group.id]
        for chat, note in (
            (group, {"migrate_to_chat_id": fresh.id}),
            (fresh, {"migrate_from_chat_id": group.id}),
        ):
            head = {"message_id": next(self._message_ids), "date": int(time.time())}
            self.push({"message": {**head, "chat": chat.as_json(), **note}})
        self.moved[group.id] = fresh.id
        return fresh

    def push(self, event: Json) -> int:
        """Put an update on its way; its number."""
        number = next(self._update_ids)
        self.updates.append({"update_id": number, **event})
        self.changed.ring()
        return number

    # What the bot has done

    def keep(self, chat: Chat, **body: Any) -> Json:  # noqa: ANN401 - fields of a message
        """Store a message that the bot sends."""
        message = {
            "message_id": next(self._message_ids),
            "date": int(time.time()),
            "chat": chat.as_json(),
            "from": self.me,
            **body,
        }
        self.messages[chat.id, message["message_id"]] = message
        return message

    def by_bot(self, chat: Chat | Person) -> list[Json]:
        """The bot's messages in a chat as they stand now, oldest first."""
        return [
            message
            for (chat_id, _), message in self.messages.items()
            if chat_id == chat.id and message.get("from", {}).get("id") == self.me["id"]
        ]

    async def heard(self, chat: Chat | Person, count: int = 1, seconds: float = 10.0) -> Json:
        """The bot's message number ``count`` in a chat, as soon as it is there."""

        def there() -> Json | None:
            sent = self.by_bot(chat)
            return sent[count - 1] if len(sent) >= count else None

        return await self.changed.until(there, seconds)
