"""``footnote run``: says what is to come, until the platforms have come."""

from __future__ import annotations

import pytest

from tests.program import Program


def test_without_a_token(footnote: Program) -> None:
    """Nothing is configured: which variables would be, and what works without."""
    ran = footnote("run")
    assert ran.code == 2
    assert ran.complaint == (
        "footnote: no token: set DISCORD_TOKEN or TELEGRAM_TOKEN (see .env.example), "
        "or try: footnote chat"
    )


@pytest.mark.parametrize(
    "arguments", [["discord"], ["telegram"], ["discord", "telegram"]], ids=" ".join
)
def test_platform_that_is_to_come(footnote: Program, arguments: list[str]) -> None:
    """A platform that this version lacks is said to be to come; chat works now."""
    ran = footnote("run", *arguments)
    assert ran.code == 2
    assert " and ".join(arguments) in ran.complaint
    assert ran.complaint.endswith("not in this version yet; talk with it now: footnote chat")


def test_token_chooses_the_platform(footnote: Program) -> None:
    """Only the platform whose token is set is named."""
    ran = footnote("run", TELEGRAM_TOKEN="1:abc")  # noqa: S106 - no real token
    assert ran.code == 2
    assert ran.complaint.startswith("footnote: telegram: not in this version yet")
    assert "abc" not in ran.complaint


def test_unknown_platform(footnote: Program) -> None:
    """A platform nobody knows: one line with the two there are."""
    ran = footnote("run", "irc")
    assert (ran.code, ran.complaint) == (2, "footnote: no platform 'irc': discord or telegram")
