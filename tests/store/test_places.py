"""The settings of servers and chats."""

from __future__ import annotations

from bot.store.database import Database
from bot.store.places import all_settings, set_setting


async def test_set_changed_and_removed(database: Database) -> None:
    """The last value counts; None takes a setting away and leaves the others."""
    async with database.begin() as connection:
        await set_setting(connection, "discord:1", "language", "it")
        await set_setting(connection, "discord:1", "language", "ar")
        await set_setting(connection, "discord:1", "prefix", "?")
        await set_setting(connection, "telegram:-5", "language", "fr")
        assert await all_settings(connection) == {
            "discord:1": {"language": "ar", "prefix": "?"},
            "telegram:-5": {"language": "fr"},
        }
        await set_setting(connection, "discord:1", "language", None)
        await set_setting(connection, "telegram:-5", "language", None)
        assert await all_settings(connection) == {"discord:1": {"prefix": "?"}}
