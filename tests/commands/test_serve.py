"""``footnote run`` until a platform starts: which ones, and what is missing, in one line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.program import Program

DISCORD, TELEGRAM = "MTIz.abcdef.secret-of-discord", "123456:AAsecret-of-telegram"


def test_without_a_token(footnote: Program) -> None:
    """Nothing is configured: which variables would be, and what works without."""
    ran = footnote("run")
    assert ran.code == 2
    assert ran.complaint == (
        "footnote: no token: set DISCORD_TOKEN or TELEGRAM_TOKEN (see .env.example), "
        "or try: footnote chat"
    )


def test_unknown_platform(footnote: Program) -> None:
    """A platform nobody knows: one line with the two there are."""
    ran = footnote("run", "irc")
    assert (ran.code, ran.complaint) == (2, "footnote: no platform 'irc': discord or telegram")


@pytest.mark.parametrize(("name", "other"), [("discord", "TELEGRAM"), ("telegram", "DISCORD")])
def test_platform_without_its_token(footnote: Program, name: str, other: str) -> None:
    """The token of the other platform does not help."""
    token = TELEGRAM if other == "TELEGRAM" else DISCORD
    ran = footnote("run", name, **{f"{other}_TOKEN": token})  # type: ignore[arg-type]
    assert ran.code == 2
    assert ran.complaint.startswith(f"footnote: no {name.upper()}_TOKEN: set it in .env")
    assert token not in ran.complaint


def test_tokens_from_a_file(footnote: Program, tmp_path: Path) -> None:
    """.env in the folder is read; what is set in the shell goes before it."""
    (tmp_path / ".env").write_text(f"TELEGRAM_TOKEN={TELEGRAM}\nLOG_LEVEL=loud\n", "utf-8")
    ran = footnote("run", cwd=tmp_path)
    assert ran.code == 2
    assert ran.complaint.startswith("footnote: LOG_LEVEL is 'loud': set it to DEBUG")
    ran = footnote("run", cwd=tmp_path, TELEGRAM_TOKEN="no token", LOG_LEVEL="INFO")  # noqa: S106
    assert ran.complaint.startswith("footnote: TELEGRAM_TOKEN is no bot token")


@pytest.mark.parametrize("name", ["discord", "telegram"])
def test_platform_that_is_not_installed(footnote: Program, tmp_path: Path, name: str) -> None:
    """The extra to install is named."""
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text("raise ImportError", "utf-8")
    path = f"{tmp_path}{os.pathsep}{footnote.environment()['PYTHONPATH']}"
    tokens = {"DISCORD_TOKEN": DISCORD, "TELEGRAM_TOKEN": TELEGRAM}
    ran = footnote("run", name, PYTHONPATH=path, **tokens)  # type: ignore[arg-type]
    assert ran.code == 2
    assert f"pip install 'footnote[{name}]'" in ran.complaint


def test_wrong_facts(footnote: Program, tmp_path: Path) -> None:
    """A fact file that is not there is told before any platform is met."""
    ran = footnote("run", "--facts", str(tmp_path / "none.yaml"), TELEGRAM_TOKEN=TELEGRAM)
    assert ran.code == 2
    assert "none.yaml" in ran.complaint
