"""The settings of a server or a group: what can be written, and what holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platform.places import (
    NAMES,
    NONE_SET,
    VALUES,
    Places,
    PlaceSettings,
    is_person,
    platform_of,
    read_place,
    written,
)


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("language", "it", "it"),
        ("language", " italiano ", "it"),
        ("language", "العربية", "ar"),
        ("language", "default", None),
        ("prefix", "?", "?"),
        ("prefix", "!!", "!!"),
        ("mode", "Open", "open"),
        ("mode", "addressed", "addressed"),
        ("channels", "<#12>, 34 12", "12,34"),
        ("channels", "default", None),
    ],
)
def test_written(name: str, typed: str, stored: str | None) -> None:
    """What a person types is stored in one way."""
    assert written(name, typed) == stored


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("language", "de"), ("language", ""), ("prefix", "a"), ("prefix", "! !"), ("prefix", "@"),
        ("prefix", "<"), ("prefix", "!!!!!!"), ("prefix", ""), ("mode", "loud"), ("channels", "x"),
        ("channels", ""), ("channels", "#general"), ("other", "x"),
    ],
)  # fmt: skip
def test_refused(name: str, typed: str) -> None:
    """What would silence the bot or means nothing."""
    with pytest.raises(ValueError, match=name):
        written(name, typed)


@given(st.sampled_from(sorted(VALUES)), st.text())
def test_whatever_was_stored_is_read_again(name: str, typed: str) -> None:
    """A value that was accepted is accepted as it was stored."""
    try:
        stored = written(name, typed)
    except ValueError:
        return
    if stored is not None:
        assert written(name, stored) == stored
        assert read_place({name: stored}) != NONE_SET


def test_places_hold_what_was_loaded() -> None:
    """One server's settings are not another's; what is not understood counts as not set."""
    places = Places()
    assert places.of("discord:1") == places.of(None) == NONE_SET
    values = {"discord:1": {"language": "it", "prefix": "?", "mode": "?", "channels": "1,2"}}
    places.load(values)
    assert places.of("discord:1") == PlaceSettings("it", "?", None, frozenset({1, 2}))
    assert places.of("discord:2") == NONE_SET
    assert places.values("discord:1") == values["discord:1"]
    places.load({})
    assert places.of("discord:1") == NONE_SET


def test_names_of_places_and_people() -> None:
    """Only numbers of a platform that there is."""
    assert [platform_of(x) for x in ("discord:1", "telegram:-5", "irc:1", "discord:-1", "x")] == [
        "discord", "telegram", None, None, None,
    ]  # fmt: skip
    assert is_person("telegram:5")
    assert not is_person("telegram:-5")
    assert set(NAMES["telegram"]) < set(NAMES["discord"]) == set(VALUES)
