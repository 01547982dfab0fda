"""Who is connected, as the platforms say themselves."""

from __future__ import annotations

from bot.platform.health import Health


def test_from_expected_to_gone() -> None:
    """Not connected before it runs, then what it says, then not connected again."""
    health, up = Health(), [True]
    health.expect("discord")
    assert health.connected == {"discord": False}
    with health.watching("discord", lambda: up[0]):
        health.expect("discord")
        assert health.connected == {"discord": True}
        up[0] = False
        assert health.connected == {"discord": False}
    assert health.connected == {"discord": False}
