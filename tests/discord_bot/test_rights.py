"""Who may reload, by ids and permissions alone."""

from __future__ import annotations

import pytest

from bot.discord_bot.rights import Person, may_reload
from bot.settings import DiscordSettings

SETTINGS = DiscordSettings(
    admin_users=frozenset({1}), admin_roles=frozenset({20}), admin_servers=frozenset({300})
)


@pytest.mark.parametrize(
    ("person", "may"),
    [
        (Person(1), True),
        (Person(9), True),
        (Person(2), False),
        (Person(2, frozenset({20})), True),
        (Person(2, frozenset({21})), False),
        (Person(2, server=300, manages=True), True),
        (Person(2, server=300, moderates=True), False),
        (Person(2, server=301, manages=True), False),
        (Person(300, frozenset({1}), 1, manages=True), False),
    ],
)
def test_may_reload(person: Person, may: bool) -> None:  # noqa: FBT001
    """Named people, roles, Manage Server where the operator says so, the owner; nobody else."""
    assert may_reload(person, SETTINGS, owners={9}) is may


def test_nobody_is_named() -> None:
    """Without settings Manage Server is not enough: anyone can make a server."""
    assert not may_reload(Person(2, server=300, manages=True), DiscordSettings(), ())
