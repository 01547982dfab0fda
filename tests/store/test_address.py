"""Which database is used, and what is said about an address that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ConfigurationError
from bot.store import address
from bot.store.address import address_of
from tests.test_architecture import loaded_by

STATE = Path("/state")


def test_without_a_setting_a_file_in_the_state_folder() -> None:
    """It is called footnote.db."""
    found = address_of(None, STATE)
    assert (found.drivername, found.database) == ("sqlite+aiosqlite", str(STATE / "footnote.db"))


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg"])
def test_postgresql_in_every_spelling(scheme: str) -> None:
    """What hosting services write is understood."""
    found = address_of(
        f"{scheme}://anna:pa%40ss@db.example.org:5433/footnote?sslmode=require", STATE
    )
    assert found.drivername == "postgresql+asyncpg"
    assert (found.password, found.port, found.query) == ("pa@ss", 5433, {"ssl": "require"})


def test_another_file() -> None:
    """A SQLite file elsewhere."""
    found = address_of("sqlite:////srv/footnote.db", STATE)
    assert (found.drivername, found.database) == ("sqlite+aiosqlite", "/srv/footnote.db")


@pytest.mark.parametrize(
    "named", ["db.example.org secret", "mysql://anna:secret@host/db", "sqlite://", "://secret"]
)
def test_what_is_none(named: str) -> None:
    """The message names the variable and never repeats a password."""
    with pytest.raises(ConfigurationError, match="DATABASE_URL") as caught:
        address_of(named, STATE)
    assert "secret" not in str(caught.value)


def test_postgresql_without_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    monkeypatch.setattr(address, "find_spec", lambda _name: None)
    with pytest.raises(ConfigurationError, match=r"pip install 'footnote\[postgresql\]'"):
        address_of("postgresql://host/db", STATE)


def test_asyncpg_is_loaded_only_for_postgresql() -> None:
    """A database in a file never loads it; the engine of a server does."""
    make = "from pathlib import Path\nfrom bot.store.database import Database\n"
    make += "from bot.store.address import address_of\nDatabase(address_of({}, Path('x')))"
    assert "asyncpg" not in loaded_by(make.format("None"))
    assert "asyncpg" in loaded_by(make.format("'postgresql://host/db'"))
