"""What a message is to the bot, decided without Discord."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_bot.hearing import Written, hear, plain
from bot.match.matcher import Matcher

NOWHERE: Mapping[str, bool] = {}


def heard(
    matcher: Matcher, text: str, where: Mapping[str, bool] = NOWHERE, prefix: str = "!"
) -> tuple[str, str]:
    """What is made of a text."""
    found = hear(matcher.base, Written(text, **where), prefix)
    return found.kind, found.text


@pytest.mark.parametrize(
    ("text", "where", "kind", "asked"),
    [
        ("!cost", {}, "ask", "!cost"),
        ("!COST", {}, "ask", "!COST"),
        ("!ask who  is it", {}, "ask", "!ask who  is it"),
        ("!language it", {}, "ask", "!language it"),
        ("!reload", {}, "reload", ""),
        ("!Reload", {"private": True}, "reload", ""),
        ("!sync", {}, "sync", ""),
        ("!nonsense", {}, "ignore", ""),
        ("!nonsense", {"replying": True}, "ignore", ""),
        ("!nonsense", {"private": True}, "ask", "!nonsense"),
        ("hello", {}, "ignore", ""),
        ("hello", {"private": True}, "ask", "hello"),
        ("<@42>", {"mentioned": True}, "help", ""),
        ("<@!42> 🎉", {"mentioned": True}, "help", ""),
        ("<@42> thanks a lot", {"mentioned": True}, "thanks", ""),
        ("<@42> who is it", {"mentioned": True}, "ask", "who is it"),
        ("<@42> guardiana", {"mentioned": True}, "ask", "!guardiana"),
        ("<@42> reload", {"mentioned": True}, "reload", ""),
        ("<@42> Sync", {"mentioned": True}, "sync", ""),
        ("<@42> !cost", {"mentioned": True}, "ask", "!cost"),
        ("thanks", {"replying": True}, "thanks", ""),
        ("thanks", {"private": True}, "ask", "thanks"),
        ("👍", {"replying": True}, "ignore", ""),
        ("and since when?", {"replying": True}, "ask", "and since when?"),
        ("who keeps it?", {"answering": True}, "overheard", "who keeps it?"),
        ("?play song", {"answering": True}, "ignore", ""),
        ("👍", {"answering": True}, "ignore", ""),
    ],
)
def test_hearing(tiny: Matcher, text: str, where: dict[str, bool], kind: str, asked: str) -> None:
    """Commands that exist anywhere; questions where they are for the bot; else silence."""
    assert heard(tiny, text, where) == (kind, asked)


def test_other_prefix(tiny: Matcher) -> None:
    """With the prefix ">>", that sign is a command's and ! is another bot's."""
    assert heard(tiny, ">>cost", prefix=">>") == ("ask", "!cost")
    assert heard(tiny, "!cost", prefix=">>") == ("ignore", "")
    assert heard(tiny, ">>nonsense", {"private": True}, ">>") == ("ask", "!nonsense")


def test_tags_are_no_words() -> None:
    """Mentions, channels, emojis, times and command links are taken out of a question."""
    tagged = "<@1> who <#2> keeps <:light:3> <a:light:4> the <t:1700000000:R> lamp </ask:5> <@&6>?"
    assert plain(tagged).split() == ["who", "keeps", "the", "lamp", "?"]
    assert plain("@everyone @here hello") == "hello"


@given(st.text(), st.booleans(), st.booleans(), st.booleans())
def test_any_text_is_heard(
    tiny: Matcher,
    text: str,
    private: bool,  # noqa: FBT001
    mentioned: bool,  # noqa: FBT001
    replying: bool,  # noqa: FBT001
) -> None:
    """No text breaks the hearing; unaddressed, only a command that exists is heard."""
    where = {"private": private, "mentioned": mentioned, "replying": replying}
    kind, _ = heard(tiny, text, where)
    assert kind in ("ignore", "thanks", "help", "ask", "reload", "sync")
    if not (private or mentioned or replying) and not text.startswith("!"):
        assert kind == "ignore" or plain(text).startswith("!")
