"""``footnote stats``, ``settings`` and ``forget``: what the store holds, shown and changed."""

from __future__ import annotations

import argparse
import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import ConfigurationError, UsageError
from bot.library import facts_path

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeVar

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.stats.figures import Figures

    T = TypeVar("T")

_PERSON = "discord:ID or telegram:ID"


def in_store(work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
    """What some work in one transaction comes to. Raises :class:`ConfigurationError` without the
    packages of the store.
    """
    try:
        from bot.store.command import with_database
    except ImportError:
        raise ConfigurationError(
            "the store is not installed: pip install 'footnote[store]'"
        ) from None
    return with_database(work)


def stats(arguments: argparse.Namespace) -> int:
    """Print the figures of the last days, or draw them."""
    from bot.platform.recorder import today_utc
    from bot.stats.figures import figures
    from bot.stats.table import table
    from bot.store.counts import counts
    from bot.store.votes import tallies

    days, today = _days(arguments.days), today_utc()
    since = today - timedelta(days=days - 1)

    async def read(connection: AsyncConnection) -> Figures:
        found = await counts(connection, since)
        return figures(found, await tallies(connection, since), today, days)

    found = in_store(read)
    if arguments.picture:
        _draw(found, arguments)
    if arguments.json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
    elif not arguments.picture:
        print(table(found, shutil.get_terminal_size().columns))
    return 0


def _draw(found: Figures, arguments: argparse.Namespace) -> None:
    from bot.library import open_facts
    from bot.stats.picture import picture

    title = open_facts(facts_path(arguments.facts)).base.title["en"]
    out = Path(arguments.picture)
    try:
        out.write_text(picture(found, title), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}") from None


def _days(number: int) -> int:
    if not 1 <= number <= 3650:
        raise UsageError(f"--days {number}: give a number from 1 to 3650")
    return number


def settings(arguments: argparse.Namespace) -> int:
    """Print the settings of servers and groups, or set one."""
    from bot.platform.places import DEFAULT, NAMES, VALUES, platform_of, written
    from bot.store.places import all_settings, set_setting

    scope, name, value = arguments.scope, arguments.name, arguments.value
    if scope is not None:
        platform = platform_of(scope)
        if platform is None:
            raise UsageError(f"no place '{scope}': write discord:SERVER or telegram:GROUP")
        if name is not None and name not in NAMES[platform]:
            raise UsageError(f"no setting '{name}': {', '.join(NAMES[platform])}")
    if value is not None:
        try:
            stored = written(name, value)
        except ValueError:
            raise UsageError(f"{name} cannot be '{value}': {VALUES[name]}") from None
        in_store(lambda connection: set_setting(connection, scope, name, stored))
    for place, own in in_store(all_settings).items():
        for key, current in own.items():
            if scope in (None, place) and name in (None, key):
                print(f"{place} {key} {current}")
    if value is not None and stored is None:
        print(f"{scope} {name} {DEFAULT}")
    return 0


def forget(arguments: argparse.Namespace) -> int:
    """Delete kept questions: all, old ones, or what somebody asked and voted today."""
    from bot.platform.places import is_person
    from bot.platform.recorder import today_utc
    from bot.stats.table import counted
    from bot.store.questions import forget_questions, remove_before
    from bot.store.votes import forget_votes

    chosen = (arguments.person, arguments.older_than, arguments.all or None)
    if sum(one is not None for one in chosen) != 1:
        raise UsageError(f"say what: {_PERSON}, --older-than DAYS, or --all")
    today = today_utc()
    if arguments.person is not None:
        person = arguments.person
        if not is_person(person):
            raise UsageError(f"no person '{person}': write {_PERSON}")

        async def work(connection: AsyncConnection) -> tuple[int, int]:
            asked = await forget_questions(connection, person, today)
            return asked, await forget_votes(connection, person, today)

        asked, voted = in_store(work)
        print(
            f"deleted: {counted(asked, 'question')} and {counted(voted, 'vote')} of today ({today}, UTC)"
        )
        return 0
    days = -1 if arguments.all else _days(arguments.older_than)
    before = today - timedelta(days=days)
    number = in_store(lambda c: remove_before(c, before))
    print(f"deleted: {counted(number, 'question')}")
    return 0
