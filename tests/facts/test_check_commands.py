"""One test for each message about command words."""

from __future__ import annotations

import pytest

from bot.facts.check_commands import RESERVED
from tests.facts.small import changed, only_problem, place, problems_of


def test_command_taken_by_another_topic() -> None:
    """Two topics cannot answer to one word, whatever its case."""
    text = changed(("en: repairs", "en: repairs, Closure"))
    (found,) = problems_of(text)
    first = place(text, "closure")[0]
    expected = f"command 'Closure' is taken by another topic in line {first}: keep it in one"
    assert (found.message, found.line, found.column) == (expected, *place(text, "Closure"))


def test_command_that_is_another_topics_id() -> None:
    """A topic's id is a command too."""
    text = changed(("it: ponte", "it: ponte, repairs"))
    (found,) = problems_of(text)
    owner = place(text, "id: repairs")[0]
    expected = f"command 'repairs' is taken by another topic in line {owner}: keep it in one"
    assert (found.message, found.line, found.column) == (expected, *place(text, "repairs"))


def test_same_command_in_two_languages_of_one_topic() -> None:
    """One topic may have a word in several languages."""
    assert problems_of(changed(("it: ponte", "it: ponte, bridge"))) == []


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_reserved_command(word: str) -> None:
    """No topic takes a command of the bot."""
    found = only_problem(("en: repairs", f"en: repairs, {word}"), at=f"{word}\n      it: lavori")
    assert found.message == f"'{word}' is a command of the bot: choose another word"


def test_reserved_topic_id() -> None:
    """No topic has a reserved id."""
    found = only_problem(
        ("- id: bridge", "- id: help"),
        ("topic: bridge", "topic: help"),
        ("topic: bridge", "topic: help"),
        at="help\n    commands",
    )
    assert found.message == "'help' is a command of the bot: choose another id"


@pytest.mark.parametrize("word", ["two words", "a" * 33, "pay!", "جسرُ"])
def test_command_no_platform_can_register(word: str) -> None:
    """Spaces, marks and more than 32 characters cannot be registered."""
    found = only_problem(("ar: إصلاح", f"ar: إصلاح، {word}"), at=word)
    expected = (
        f"no platform can register the command '{word}': use at most 32 letters, digits, hyphens "
        "and underscores, no spaces"
    )
    assert found.message == expected


def test_topic_without_a_command_for_telegram() -> None:
    """At least one word of a topic is plain enough for Telegram."""
    found = only_problem(
        ("- id: bridge", "- id: the-bridge"),
        ("en: bridge, closure", "en: the-bridge"),
        ("it: ponte", "it: perché-no"),
        ("fr: pont", "fr: fermé"),
        ("topic: bridge", "topic: the-bridge"),
        ("topic: bridge", "topic: the-bridge"),
        at="the-bridge",
    )
    expected = (
        "topic 'the-bridge' has no command that Telegram can register: give it one of at most 32 "
        "letters a to z, digits and underscores"
    )
    assert found.message == expected


def test_language_without_a_command_word() -> None:
    """A comma is no word."""
    found = only_problem(("fr: travaux", 'fr: ","'), at='","')
    assert found.message == "no command word in French: write at least one"
