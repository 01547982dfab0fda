"""What a button carries: short, and readable after a restart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.model import LANGUAGES
from bot.match.matcher import Matcher
from bot.platform.buttons import (
    MAX_BYTES,
    Action,
    entry_action,
    entry_of,
    read_payload,
    short_id,
)


@given(st.text(), st.sampled_from(LANGUAGES), st.integers(0, 2**64 - 1))
def test_payloads_fit_and_come_back(entry: str, language: str, person: int) -> None:
    """However long an id is, the payload is at most 64 bytes and reads as the same action."""
    for action in (
        Action("original", short_id(entry), language),
        Action("entry", short_id(entry), language),
        Action("delete", person=person),
    ):
        assert len(action.payload.encode()) <= MAX_BYTES
        assert read_payload(action.payload) == action


def test_payload_stands_for_its_entry(tiny: Matcher) -> None:
    """The fact is found by its short id, in every language."""
    for entry in tiny.entries:
        action = entry_action(entry.id, "fr")
        assert entry_of(tiny.base, action) == entry.id
    assert entry_of(tiny.base, entry_action("gone", "fr")) is None


@pytest.mark.parametrize(
    "payload", ["", "fn:", "fn:x:aaaaaaaaaaaaa:en", "fn:e:short:en", "fn:e:aaaaaaaaaaaaa:de",
                "fn:d:-1", "fn:d:" + "9" * 21, "other:1", "fn:e:aaaaaaaaaaaaa:en\n"]
)  # fmt: skip
def test_what_is_not_ours_is_nothing(payload: str) -> None:
    """A payload of another bot or of somebody's invention does nothing."""
    assert read_payload(payload) is None


@given(st.text(max_size=70))
def test_any_payload_is_read_without_error(payload: str) -> None:
    """Whatever comes back from a client."""
    action = read_payload(payload)
    assert action is None or action.payload == payload or action.kind == "delete"


def test_unknown_language_is_a_mistake_of_ours() -> None:
    """No button is made that could not be read."""
    with pytest.raises(ValueError, match="no language"):
        entry_action("keeper", "de")
