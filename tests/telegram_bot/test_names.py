"""Topics' commands as Telegram allows them."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.facts.model import LANGUAGES
from bot.match.matcher import Matcher
from bot.telegram_bot.names import command_of, tappable, topic_named
from tests.match.tiny import tiny_base

BASE = tiny_base()


def test_words_of_other_letters_fall_back_to_the_id() -> None:
    """French "coût" has a spelling without the accent; Arabic takes the topic's id."""
    assert [command_of(BASE.topics[0], code) for code in LANGUAGES] == [
        "cost",
        "costo",
        "cout",
        "cost",
    ]


def test_id_with_a_hyphen() -> None:
    """A command may have no hyphen; the one made out of the id is understood again."""
    topic = replace(BASE.topics[0], id="lamp-cost")
    base = replace(BASE, topics=(topic, *BASE.topics[1:]))
    assert command_of(topic, "ar") == "lamp_cost"
    assert topic_named(base, "Lamp_Cost") == "lamp-cost"
    assert topic_named(base, "costo") is None
    assert topic_named(base, "nonsense") is None


def test_every_shipped_topic_has_a_command(shipped: Matcher) -> None:
    """In every language, of the letters that Telegram allows, and each its own."""
    for code in LANGUAGES:
        commands = [command_of(topic, code) for topic in shipped.base.topics]
        assert len(set(commands)) == len(commands)
        assert all(re.fullmatch(r"[a-z0-9_]{1,32}", command) for command in commands)


def test_commands_in_a_text_can_be_tapped() -> None:
    """Only the command is replaced, not the word in a sentence."""
    text = "المواضيع: /تكلفة /حارسة، وتكلفة المصباح"
    assert tappable(text, BASE, "ar") == "المواضيع: /cost /keeper، وتكلفة المصباح"
    assert tappable("/cost /keeper", BASE, "en") == "/cost /keeper"
