"""Member-facing text in four languages, from the TOML files beside this module.

A message is a text with ``{placeholders}``, or a table of plural forms chosen by ``count``. The
plural rules are those of Unicode CLDR 46 for cardinal whole numbers, without the French and Italian
category of whole millions, which no count here reaches.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from bot.facts.model import LANGUAGES

_FOLDER = Path(__file__).parent / "messages"


@cache
def messages(language: str) -> dict[str, Any]:
    """Every message of a language, as its file has them."""
    with (_FOLDER / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


def plural(language: str, count: int) -> str:
    """The CLDR plural category of a whole number."""
    if language == "ar":
        if count in (0, 1, 2):
            return ("zero", "one", "two")[count]
        rest = count % 100
        return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"
    if language == "fr":
        return "one" if count in (0, 1) else "other"
    return "one" if count == 1 else "other"


def say(key: str, language: str, count: int | None = None, **values: object) -> str:
    """One message, its placeholders filled. ``count`` chooses the plural form and fills {count}."""
    message = messages(language)[key]
    if isinstance(message, dict):
        if count is None:
            raise ValueError(f"message {key} needs a count")
        message = message[plural(language, count)]
    if count is not None:
        values["count"] = count
    # Values are inserted once, so that braces typed by a person stay as they are.
    return str(message).format_map(values)


def language_name(code: str, language: str) -> str:
    """What a language is called in another; a code of no catalogue is shown as it is."""
    return str(messages(language)["languages"].get(code, code))


def listed(items: Iterable[str], language: str) -> str:
    """Items with the comma of the language between them."""
    return ("، " if language == "ar" else ", ").join(items)


def own_name(code: str) -> str:
    """What a language calls itself."""
    return language_name(code, code)


def all_own_names(language: str) -> str:
    """The four languages, each in its own words, listed as ``language`` lists."""
    return listed((own_name(code) for code in LANGUAGES), language)
