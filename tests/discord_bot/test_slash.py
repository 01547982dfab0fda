"""Slash commands and the message menu."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from bot.facts.model import LANGUAGES
from bot.match.matcher import Matcher
from bot.settings import Allowances
from tests.discord_bot.world import World, labels, read, runtime_of, world_of
from tests.test_conversation import doubtful


async def test_ask(world: World) -> None:
    """Alice asks with /ask: everyone sees the answer, and which question it answers."""
    result = await world.alice.slash(world.general, "ask", question="price of the lamp")
    assert not result.ephemeral
    assert read(result.response).startswith(
        "How much does the new lamp cost?\nThe new lamp costs $45,000. ¹ ²"
    )
    assert "Delete" in labels(result.response)


async def test_ask_in_arabic(world: World) -> None:
    """Discord knows no Arabic, the question does."""
    result = await world.alice.slash(world.general, "ask", question="من يحرس المنارة؟")
    assert "تحرسها مارا كويل منذ 1998." in read(result.response)


async def test_ask_something_else(world: World) -> None:
    """What finds nothing is told to the asker alone."""
    result = await world.alice.slash(world.general, "ask", question="what is your favourite pizza")
    assert result.ephemeral
    assert read(result.response).startswith("I can't answer that from the articles.")
    assert world.replies() == []


async def test_ask_back(world: World) -> None:
    """/ask may ask back, and the choice becomes the answer."""
    world.runtime.service.swap(doubtful(world.runtime.service.matcher))
    result = await world.alice.slash(
        world.general, "ask", question="how much does the new lamp cost in total"
    )
    assert read(result.response).startswith("Which do you mean?")
    assert result.response is not None
    await world.alice.click(result.response.message, label="How much does the new lamp cost?")
    assert "The new lamp costs $45,000." in read(world.replies()[0])


async def test_suggestion_that_was_taken_is_answered_for_certain(world: World) -> None:
    """A question taken from the list is that fact's, whatever the matching would have said."""
    world.runtime.service.swap(doubtful(world.runtime.service.matcher))
    result = await world.alice.slash(world.general, "ask", question="Chi bada al faro?")
    assert "Mara Quill ci bada dal 1998." in read(result.response)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "How much does the new lamp cost?"),
        ("who", "Who keeps the lighthouse?"),
        ("qui gar", "Qui garde le phare ?"),
        ("quanto costa", "Quanto costa la nuova lampada?"),
        ("من يح", "من يحرس المنارة؟"),
        ("price of the lamp", "How much does the new lamp cost?"),
    ],
)
async def test_autocomplete(world: World, typed: str, first: str) -> None:
    """While Alice types, questions in the language she types in are suggested."""
    choices = await world.alice.autocomplete(world.general, "ask", "question", typed)
    assert choices[0]["name"] == first
    assert len(choices) <= 25
    assert all(len(choice["name"]) <= 100 for choice in choices)


async def test_autocomplete_is_quick(shipped: Matcher, tmp_path: Path) -> None:
    """With the shipped facts, 25 suggestions come far within Discord's three seconds."""
    async with world_of(runtime_of(shipped, tmp_path)) as world:
        for typed in ("how much does netflix", "chi", "", "zzzz"):
            began = time.perf_counter()
            choices = await world.alice.autocomplete(world.general, "ask", "question", typed)
            assert time.perf_counter() - began < 1.0
            assert len(choices) <= 25


async def test_topic(world: World) -> None:
    """/topic answers as the typed command does."""
    result = await world.alice.slash(world.general, "topic", topic="keeper")
    assert "Mara Quill has kept it since 1998." in read(result.response)


async def test_sources(world: World) -> None:
    """/sources lists every article, and how to find it."""
    shown = read((await world.alice.slash(world.general, "sources")).response)
    for article in world.runtime.service.matcher.base.articles:
        assert article.title in shown
    assert "No address is known." in shown
    assert "<https://herald.example/old-light>" in shown


@pytest.mark.parametrize(
    ("name", "words"), [("privacy", "I keep no names and no ids."), ("help", "Topics: !cost")]
)
async def test_personal_commands_are_for_the_asker_alone(
    world: World, name: str, words: str
) -> None:
    """/privacy and /help do not fill the channel."""
    result = await world.alice.slash(world.general, name)
    assert result.ephemeral
    assert words in read(result.response)


async def test_language_of_a_member(world: World) -> None:
    """Alice's choice holds in the whole server, for her alone, until she takes it back."""
    result = await world.alice.slash(world.general, "language", language="it")
    assert result.ephemeral
    assert read(result.response) == "Risponderò in italiano."
    other = world.guild.create_text_channel("other")
    assert "45.000 dollari" in str(await world.says(world.alice, "!cost", other))
    assert "$45,000" in str(await world.says(world.bruno, "!cost", other))
    result = await world.alice.slash(world.general, "language", language="auto")
    assert read(result.response) == "Rispondo di nuovo nella lingua della domanda."
    question = f"{world.mention} who keeps the lighthouse?"
    assert "has kept it" in str(await world.says(world.alice, question))


async def test_language_in_private_is_the_conversations(world: World) -> None:
    """What Alice chose in the server does not hold in private, and the other way round."""
    await world.alice.slash(world.general, "language", language="it")
    assert "$45,000" in read(await world.whispers(world.alice, "!cost"))
    result = await world.alice.user.slash("language", language="fr")
    assert read(result.response) == "Je répondrai en français."
    assert "45 000 $" in read(await world.whispers(world.alice, "!cost"))


async def test_language_without_a_choice(world: World) -> None:
    """/language alone says how to choose."""
    result = await world.alice.slash(world.general, "language")
    assert "I answer in the language of the question." in read(result.response)


async def test_language_of_the_server(world: World) -> None:
    """Mona, who manages the server, sets its default; it outlives a restart; Bruno may not."""
    refused = await world.bruno.slash(world.general, "language", language="fr", server=True)
    assert refused.ephemeral
    assert read(refused.response) == "Only people who manage this server may do this."
    result = await world.mona.slash(world.general, "language", language="fr", server=True)
    assert read(result.response).startswith("Sur ce serveur je parle français")
    await world.env.restart_bot(type(world.bot)(world.runtime))
    assert "45 000 $" in str(await world.says(world.alice, "!cost"))
    question = f"{world.mention} who keeps the lighthouse?"
    assert "has kept it" in str(await world.says(world.bruno, question))
    await world.mona.slash(world.general, "language", language="auto", server=True)
    carla = world.guild.add_member(world.env.create_user("carla"))
    assert "$45,000" in str(await world.says(carla, "!cost"))


async def test_check_of_a_message(world: World) -> None:
    """Bruno has Alice's claim checked: he alone sees what the articles say."""
    claim = await world.alice.send(world.general, "they say the lamp really costs 45000 dollars")
    result = await world.bruno.context_menu(world.general, "Check against the articles", claim)
    assert result.ephemeral
    assert read(result.response).startswith("How much does the new lamp cost?\nThe new lamp costs")
    assert world.replies() == []


async def test_check_of_a_message_without_words(world: World) -> None:
    """There is nothing to check in an emoji."""
    message = await world.alice.send(world.general, "🎉")
    result = await world.bruno.context_menu(world.general, "Check against the articles", message)
    assert read(result.response) == "This message has no text to check."


async def test_check_remembers_nothing(world: World) -> None:
    """What Bruno checks does not become his conversation."""
    claim = await world.alice.send(world.general, "who keeps the lighthouse")
    await world.bruno.context_menu(world.general, "Check against the articles", claim)
    assert len(world.runtime.service._conversations) == 0


async def test_too_many_are_told_so_each_time(tiny: Matcher, tmp_path: Path) -> None:
    """A slash command must be answered: over the limit each is told to wait, unseen by others."""
    limits = Allowances(user=2, channel=100, server=100)
    async with world_of(runtime_of(tiny, tmp_path, allowances=limits)) as world:
        await world.alice.slash(world.general, "sources")
        for _ in range(2):
            result = await world.alice.slash(world.general, "sources")
            assert result.ephemeral
            assert "Please wait a minute" in read(result.response)
        shown = (await world.bruno.slash(world.general, "topic", topic="cost")).response
        assert shown is not None
        result = await world.alice.click(shown.message, label="italiano")
        assert "Please wait a minute" in read(result.response)


async def test_broken_command_is_an_apology(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Should something break, the person is told that it was not their question."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(world.bot.desk, "question", broken)
    result = await world.alice.slash(world.general, "ask", question="who keeps the lighthouse?")
    assert result.ephemeral
    assert read(result.response).startswith("Something went wrong here, not with your question.")
    assert "RuntimeError: no" in caplog.text


def registered(world: World) -> dict[str, Any]:
    """What Discord was given to register, by name."""
    (sent,) = [
        request for request in world.env.http_requests
        if request.method == "PUT" and request.path.endswith("/commands")
    ]  # fmt: skip
    assert sent.json is not None
    return {command["name"]: command for command in sent.json}


async def test_localisations(world: World) -> None:
    """Names and descriptions are registered in English twice, French and Italian, within limits."""
    commands = registered(world)
    assert set(commands) == {
        "ask", "topic", "sources", "language", "privacy", "help", "reload",
        "forgetme", "settings", "stats", "gaps",
        "Check against the articles",
    }  # fmt: skip
    for command in commands.values():
        wanted = {"en-US", "en-GB", "fr", "it"}
        assert set(command["name_localizations"]) == wanted
        options = command.get("options", [])
        if command["type"] == 1:
            for part in (command, *options):
                assert set(part["description_localizations"]) == wanted
                for text in (part["description"], *part["description_localizations"].values()):
                    assert 1 <= len(text) <= 100
                for name in (part["name"], *part["name_localizations"].values()):
                    assert 1 <= len(name) <= 32
                    assert name == name.lower()
    assert commands["ask"]["name_localizations"]["fr"] == "demander"
    assert commands["topic"]["options"][0]["choices"][0]["name_localizations"]["it"] == (
        "costo: Quanto costa la lampada"
    )
    assert {choice["value"] for choice in commands["language"]["options"][0]["choices"]} == {
        *LANGUAGES, "auto",
    }  # fmt: skip
