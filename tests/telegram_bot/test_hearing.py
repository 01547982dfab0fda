"""Which messages are for the bot, and what they ask."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Message, User

from bot.platform.places import Places
from bot.platform.service import Place
from bot.telegram_bot.hearing import heard, place_of, speaker_of, topic_of
from tests.match.tiny import tiny_base
from tests.support.telegram.people import ALICE, Chat
from tests.support.telegram.world import World

BASE = tiny_base()
WORLD = World()
ME = User.de_json(WORLD.me, None)
GROUP = WORLD.group()
PLACES = Places()
OURS = {"message_id": 5, "date": 1, "chat": GROUP.as_json(), "from": WORLD.me, "text": "They."}
ALICES = {**OURS, "from": ALICE.as_json()}


def message(text: str, chat: Chat | None = GROUP, **how: Any) -> Message:  # noqa: ANN401
    """What Alice writes, as the library reads it."""
    read = Message.de_json(WORLD.say(ALICE, text, chat, **how), None)
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Who keeps the light?", "Who keeps the light?"),
        ("/keeper", "!keeper"),
        ("/keeper@footnote_test_bot", "!keeper"),
        ("/KEEPER@Footnote_Test_Bot", "!KEEPER"),
        ("/ask who keeps it", "!ask who keeps it"),
        ("/ask@footnote_test_bot\nwho keeps it", "!ask who keeps it"),
        ("/start deep-link", "!start deep-link"),
        ("/نص غريب", "!نص غريب"),
        ("/nonsense", "!nonsense"),
        ("/keeper@other_bot", None),
        ("/ alone", "/ alone"),
        ("!keeper", "!keeper"),
        ("thanks", "thanks"),
        ("🤷", "🤷"),
    ],
)
def test_in_private(text: str, asks: str | None) -> None:
    """Everything is for the bot but a command for another one."""
    assert heard(message(text, None), ME, BASE) == asks


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Who keeps the light?", None),
        ("/keeper", "!keeper"),
        ("/keeper@footnote_test_bot", "!keeper"),
        ("/ask@footnote_test_bot who keeps it", "!ask who keeps it"),
        ("/keeper@other_bot", None),
        ("/nonsense", None),
        ("/nonsense@footnote_test_bot", None),
        ("/حارسة", "!حارسة"),
        ("/usr/bin/python", None),
        ("@footnote_test_bot who keeps it?", "who keeps it?"),
        ("who keeps it, @Footnote_Test_Bot?", "who keeps it, ?"),
        ("👍 @footnote_test_bot حارسة", "👍 حارسة"),
        ("@footnote_test_bot حارسة", "!حارسة"),
        ("@footnote_test_bot", ""),
        ("@footnote_test_bot thanks!", None),
        ("@other_bot who keeps it?", None),
        ("@footnote_test_bot_too who?", None),
        ("!keeper", None),
    ],
)
def test_in_a_group(text: str, asks: str | None) -> None:
    """Silence unless addressed: by a command that exists, or by name."""
    assert heard(message(text), ME, BASE) == asks


@pytest.mark.parametrize(
    ("text", "replied", "asks"),
    [
        ("and since when?", OURS, "and since when?"),
        ("2", OURS, "2"),
        ("!keeper", OURS, "!keeper"),
        ("thanks", OURS, None),
        ("👍", OURS, None),
        ("and since when?", ALICES, None),
    ],
)
def test_replies_in_a_group(text: str, replied: dict[str, Any], asks: str | None) -> None:
    """A reply to the bot is a question, unless it is thanks or a face."""
    assert heard(message(text, reply_to=replied), ME, BASE) == asks


def test_mention_of_a_bot_without_a_name() -> None:
    """A mention by link counts as one by name."""
    entity = {"type": "text_mention", "offset": 0, "length": 8, "user": WORLD.me}
    asked = message("Footnote who keeps it?", entities=[entity])
    assert heard(asked, ME, BASE) == "who keeps it?"


def test_caption_of_a_picture() -> None:
    """What stands under a picture is read like a message; a picture alone is nothing."""
    asked = message("", None, caption="Who keeps the light?")
    assert heard(asked, ME, BASE) == "Who keeps the light?"
    assert heard(message("", None), ME, BASE) is None


def test_bots_and_channels_are_not_answered() -> None:
    """Two bots would talk for ever; a channel's post and our own inline answer ask nothing."""
    bot = {"id": 7, "is_bot": True, "first_name": "Other", "username": "other_bot"}
    channel = {"id": -5, "type": "channel", "title": "News"}
    for how in (
        {"from": bot},
        {"via_bot": WORLD.me},
        {"sender_chat": channel},
        {"is_automatic_forward": True},
    ):
        assert heard(message("/keeper", **how), ME, BASE) is None


def test_anonymous_administrator() -> None:
    """Writes as the group: is heard, and the group is the speaker."""
    asked = message("/keeper", anonymous=True)
    assert heard(asked, ME, BASE) == "!keeper"
    assert speaker_of(asked) == GROUP.id


def place(written: Message, language: str | None = None) -> Place:
    """Where Alice speaks."""
    return place_of(written.chat, topic_of(written), ALICE.id, language, PLACES)


def test_places() -> None:
    """In private one conversation; in a group one a person and topic, held to more certainty."""
    alone = place(message("x", None), "it")
    assert (alone.conversation, alone.public, alone.default) == (alone.speaker, False, "it")
    forum = WORLD.group(is_forum=True)
    first, second = message("x", forum, thread=7), message("x", forum, thread=8)
    assert topic_of(first) == 7
    assert place(first).public
    assert place(first) != place(second)
    assert place(first).speaker == alone.speaker
    assert topic_of(message("x", message_thread_id=9)) is None
