"""``footnote run``: what is said when something is lacking, before any platform is reached."""

from __future__ import annotations

from pathlib import Path

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


@pytest.mark.parametrize(("name", "token"), [("discord", "DISCORD"), ("telegram", "TELEGRAM")])
def test_platform_without_its_token(footnote: Program, name: str, token: str) -> None:
    """The platform that was named has no token: which variable, and where."""
    ran = footnote("run", name)
    assert (ran.code, ran.complaint) == (
        2, f"footnote: no {token}_TOKEN: set it in .env (see .env.example)"
    )  # fmt: skip


def test_unknown_platform(footnote: Program) -> None:
    """A platform nobody knows: one line with the two there are."""
    ran = footnote("run", "irc")
    assert (ran.code, ran.complaint) == (2, "footnote: no platform 'irc': discord or telegram")


def test_wrong_setting(footnote: Program) -> None:
    """A wrong setting is one line, and shows no token."""
    ran = footnote("run", DISCORD_TOKEN="hunter2", DISCORD_ADMIN_USERS="alice")  # noqa: S106
    assert ran.code == 2
    assert ran.complaint.startswith("footnote: DISCORD_ADMIN_USERS holds 'alice': list ids")
    assert "hunter2" not in ran.err


def test_settings_from_a_file(footnote: Program, tmp_path: Path) -> None:
    """The .env of the folder it is started in is read."""
    (tmp_path / ".env").write_text("DISCORD_TOKEN=hunter2\nLOG_LEVEL=loud\n", encoding="utf-8")
    ran = footnote("run", cwd=tmp_path)
    assert ran.code == 2
    assert ran.complaint.startswith("footnote: LOG_LEVEL is 'loud'")


def test_platform_that_is_not_installed(footnote: Program, tmp_path: Path) -> None:
    """Without its library: what to install."""
    (tmp_path / "discord.py").write_text("raise ImportError('no such library')", encoding="utf-8")
    paths = f"{tmp_path}:{footnote.environment()['PYTHONPATH']}"
    ran = footnote("run", DISCORD_TOKEN="hunter2", PYTHONPATH=paths)  # noqa: S106
    assert ran.code == 2
    assert ran.complaint == (
        "footnote: discord is not installed: pip install 'footnote[discord]', "
        "or start with: python3 start.py footnote run"
    )


def test_wrong_facts(footnote: Program, tmp_path: Path) -> None:
    """A fact file that is not there is told before any platform is met."""
    token = "123456:AAsecret-of-nobody"  # noqa: S105 - no real token
    ran = footnote("run", "--facts", str(tmp_path / "none.yaml"), TELEGRAM_TOKEN=token)
    assert ran.code == 2
    assert "none.yaml" in ran.complaint
    assert token not in ran.complaint


def test_database_that_cannot_be(footnote: Program) -> None:
    """A wrong address is one line, without its password."""
    ran = footnote("run", DISCORD_TOKEN="hunter2", DATABASE_URL="mysql://anna:secret@host/db")  # noqa: S106
    assert ran.code == 2
    assert ran.complaint == (
        "footnote: DATABASE_URL begins with mysql: only postgresql:// and sqlite:/// do"
    )


def test_metrics_that_are_not_installed(footnote: Program, tmp_path: Path) -> None:
    """Without prometheus-client: what to install."""
    hide = "import sys\nsys.modules['prometheus_client'] = None\n"
    (tmp_path / "sitecustomize.py").write_text(hide, encoding="utf-8")
    paths = f"{tmp_path}:{footnote.environment()['PYTHONPATH']}"
    ran = footnote("run", DISCORD_TOKEN="hunter2", METRICS_PORT="9100", PYTHONPATH=paths)  # noqa: S106
    assert ran.code == 2
    assert ran.complaint == (
        "footnote: METRICS_PORT needs prometheus-client: pip install 'footnote[metrics]'"
    )
