"""The four catalogues say the same things, with the plural forms each language needs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from bot.answer.catalogue import all_own_names, language_name, messages, own_name, plural, say
from bot.facts.model import LANGUAGES
from tests.program import ROOT

CATEGORIES = {
    "en": {"one", "other"},
    "it": {"one", "other"},
    "fr": {"one", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
}
# Spoken on Discord and Telegram only, whose issues come after this one.
FOR_THE_PLATFORMS = {"unknown_short"}
# Forms that name the number in words need no {count}.
IN_WORDS = {"zero", "one", "two"}


def placeholders(text: str) -> set[str]:
    """Names in braces."""
    return set(re.findall(r"\{(\w+)\}", text))


def constants() -> Iterator[str]:
    """Every text that stands in the code outside the docstrings."""
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def said_keys() -> Iterator[str]:
    """The first argument of every call of say() that is written out."""
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "say"
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_keys(language: str) -> None:
    """A message that one language has, all have, and of the same kind."""
    english, own = messages("en"), messages(language)
    assert set(own) == set(english)
    for key, message in own.items():
        assert type(message) is type(english[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_placeholders(language: str) -> None:
    """A message fills the same placeholders in every language."""
    for key, message in messages(language).items():
        english = messages("en")[key]
        if isinstance(message, str):
            assert placeholders(message) == placeholders(english), key
        elif key != "languages":
            wanted = set().union(*(placeholders(form) for form in english.values()))
            for category, form in message.items():
                had = placeholders(form)
                if language == "ar" and category in IN_WORDS:
                    had |= {"count"}
                assert had == wanted, (key, category)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_form(language: str) -> None:
    """A counted message has every category its language needs and no other."""
    counted = [
        key for key, m in messages(language).items() if isinstance(m, dict) and key != "languages"
    ]
    assert {"copies", "same_origin"} <= set(counted)
    for key in counted:
        assert set(messages(language)[key]) == CATEGORIES[language], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_empty_or_untrimmed(language: str) -> None:
    """Messages have text, and no space around it."""
    for key, message in messages(language).items():
        for form in message.values() if isinstance(message, dict) else [message]:
            assert form, key
            assert form.strip() == form, key


@pytest.mark.parametrize(
    ("language", "category", "numbers"),
    [
        ("en", "one", [1]),
        ("en", "other", [0, 2, 5, 16, 100, 1000]),
        ("it", "one", [1]),
        ("it", "other", [0, 2, 16, 100, 1000]),
        ("fr", "one", [0, 1]),
        ("fr", "other", [2, 17, 100, 1000]),
        ("ar", "zero", [0]),
        ("ar", "one", [1]),
        ("ar", "two", [2]),
        ("ar", "few", [3, 6, 10, 103, 110, 1003]),
        ("ar", "many", [11, 26, 99, 111, 1011]),
        ("ar", "other", [100, 102, 200, 202, 300, 1000, 10000]),
    ],
)
def test_plural_categories_of_cldr(language: str, category: str, numbers: list[int]) -> None:
    """The sample numbers of CLDR's plural table fall into their categories."""
    assert {plural(language, number) for number in numbers} == {category}


@pytest.mark.parametrize(
    ("language", "count", "shown"),
    [
        ("en", 1, "1 copy of 1 report: X"),
        ("en", 2, "2 copies of 1 report: X"),
        ("it", 3, "3 copie di 1 solo articolo: X"),
        ("fr", 2, "2 copies d'un seul article : X"),
        ("ar", 2, "نسختان من تقرير واحد: X"),
        ("ar", 3, "3 نسخ من تقرير واحد: X"),
        ("ar", 11, "11 نسخة من تقرير واحد: X"),
    ],
)
def test_counted_message(language: str, count: int, shown: str) -> None:
    """Copies are counted as a reader of the language counts them."""
    assert say("copies", language, count, origin="X") == shown


def test_counted_message_needs_a_count() -> None:
    """Without a count nobody can choose the form: an error, not a guess."""
    with pytest.raises(ValueError, match="copies needs a count"):
        say("copies", "en", origin="X")


@pytest.mark.parametrize("typed", ["{topics}", "{0}", "{", "}}", "{count!r}", "%s {help}"])
def test_braces_typed_by_a_person_stay(typed: str) -> None:
    """A command that holds braces is repeated as it was typed."""
    shown = say("unknown_command", "en", command=f"!{typed}", commands="!help")
    assert shown == f"There is no command !{typed}. Commands: !help"


def test_every_key_in_the_code_exists() -> None:
    """No code asks for a message that the catalogue lacks."""
    keys = set(said_keys())
    assert "clarify" in keys
    assert keys <= set(messages("en"))


def test_every_key_is_used() -> None:
    """No message is kept that nothing says, but for those the platforms will."""
    unused = set(messages("en")) - set(constants())
    assert unused <= FOR_THE_PLATFORMS


def test_language_names() -> None:
    """A language has its name in each language; one of no catalogue is shown by its code."""
    assert language_name("ar", "en") == "Arabic"
    assert language_name("fr", "it") == "francese"
    assert language_name("de", "en") == "de"
    assert [own_name(code) for code in LANGUAGES] == ["English", "italiano", "français", "العربية"]
    assert all_own_names("en") == "English, italiano, français, العربية"
