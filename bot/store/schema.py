"""The tables as they are now. How a database gets there is told in migrations.py."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Identity,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

METADATA: Final = MetaData()

# One row a setting. ``scope``: ``discord:SERVER`` or ``telegram:CHAT``.
PLACES: Final = Table(
    "places",
    METADATA,
    Column("scope", String(64), primary_key=True),
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)

# One row a person, fact and version of the fact file. ``voter``: see keys.py.
VOTES: Final = Table(
    "votes",
    METADATA,
    Column("entry", Text, primary_key=True),
    Column("version", String(64), primary_key=True),
    Column("voter", String(64), primary_key=True),
    Column("up", Boolean, nullable=False),
    Column("day", Date, nullable=False),
)

# ``topic`` is empty where there is none, because a key has no nulls.
COUNTS: Final = Table(
    "counts",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("platform", String(16), primary_key=True),
    Column("language", String(8), primary_key=True),
    Column("outcome", String(16), primary_key=True),
    Column("topic", Text, primary_key=True),
    Column("count", Integer, nullable=False),
)

# Scrubbed questions, kept only where the operator turned it on. ``asker``: see keys.py.
QUESTIONS: Final = Table(
    "questions",
    METADATA,
    Column("id", Integer, Identity(), primary_key=True),
    Column("day", Date, nullable=False, index=True),
    Column("platform", String(16), nullable=False),
    Column("language", String(8), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("entry", Text),
    Column("text", Text, nullable=False),
    Column("asker", String(64), nullable=False, index=True),
)

# The secret that turns a person into a hash on one day.
KEYS: Final = Table(
    "daily_keys",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("key", LargeBinary, nullable=False),
)
