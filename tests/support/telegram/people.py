"""People and the chats they write in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["private", "group", "supergroup", "channel"]
# "Group Anonymous Bot": the account that anonymous administrators write as.
ANONYMOUS: dict[str, Any] = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


@dataclass(frozen=True)
class Person:
    """Somebody with a Telegram account; ``language``: of their app, an IETF tag."""

    id: int
    first_name: str
    language: str | None = "en"

    def as_json(self) -> dict[str, Any]:
        """As the Bot API shows a user."""
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return {**user, "language_code": self.language} if self.language else user


@dataclass
class Chat:
    """A place to write in. ``administrators``: ids of people who govern it."""

    id: int
    type: Kind
    title: str = ""
    is_forum: bool = False
    administrators: set[int] = field(default_factory=set)
    bot_is_administrator: bool = False

    def as_json(self) -> dict[str, Any]:
        """As the Bot API shows a chat."""
        name = {"first_name": self.title} if self.type == "private" else {"title": self.title}
        forum = {"is_forum": True} if self.is_forum else {}
        return {"id": self.id, "type": self.type, **name, **forum}


def private(person: Person) -> Chat:
    """The chat of a person with the bot."""
    return Chat(person.id, "private", person.first_name)


ALICE = Person(101, "Alice", "en")
BRUNO = Person(102, "Bruno", "it-IT")
CHLOE = Person(103, "Chloé", "fr")
DINA = Person(104, "دينا", "ar")
