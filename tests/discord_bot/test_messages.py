"""What people write, and what the bot answers: never more than it was asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.discord_bot.client import FootnoteBot
from bot.match.matcher import Matcher
from bot.settings import Allowances, DiscordSettings
from tests.discord_bot.world import World, labels, read, runtime_of, world_of
from tests.test_conversation import doubtful


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("!cost", "The new lamp costs $45,000. ¹ ²"),
        ("!price", "The new lamp costs $45,000. ¹ ²"),
        ("!costo", "La nuova lampada costa 45.000 dollari. ¹ ²"),
        ("!coût", "La nouvelle lampe coûte 45 000 $. ¹ ²"),
        ("!تكلفة", "يكلف المصباح الجديد 45 ألف دولار. ¹ ²"),
        ("!ask what did they pay for the lamp", "The new lamp costs $45,000. ¹ ²"),
        ("!KEEPER", "Mara Quill has kept it since 1998. ¹"),
    ],
)
async def test_command_of_a_topic(world: World, typed: str, words: str) -> None:
    """Alice types a topic's command in any of the four languages and gets its main fact."""
    answer = await world.says(world.alice, typed)
    assert answer is not None
    assert answer.startswith(words)


@pytest.mark.parametrize(
    "typed", ["!nonsense", "!!", "!", "!?", "! cost", "hello all", "🎉", "!sett"]
)
async def test_silence(world: World, typed: str) -> None:
    """What is not for the bot gets no answer, an unknown !word neither."""
    assert await world.says(world.alice, typed) is None


@pytest.mark.parametrize(
    "pattern",
    ["{} how much does the new lamp cost?", "how much does {} the new lamp cost?",
     "how much does the new lamp cost? {}", "how much does the new lamp cost?{}"],
)  # fmt: skip
async def test_mention_anywhere(world: World, pattern: str) -> None:
    """The bot answers a question that mentions it, wherever the mention stands."""
    answer = await world.says(world.alice, pattern.format(world.mention))
    assert answer is not None
    assert answer.startswith("The new lamp costs $45,000.")


async def test_answer_replies_to_the_question_and_pings_nobody(world: World) -> None:
    """The answer is a reply, and Discord is told that nothing in it may ping."""
    question = await world.alice.send(world.general, f"{world.mention} who keeps the lighthouse?")
    (answer,) = world.replies()
    assert answer.reference is not None
    assert answer.reference.message_id == question.id
    sent = [r for r in world.env.http_requests if r.method == "POST" and "messages" in r.path][-1]
    assert sent.json is not None
    assert sent.json["allowed_mentions"] == {"parse": [], "replied_user": False}


async def test_command_word_after_a_mention(world: World) -> None:
    """Where commands cannot be read, a mention and the bare word do, in Arabic too."""
    assert "45 ألف دولار" in str(await world.says(world.alice, f"{world.mention} تكلفة"))
    assert "45,000" in str(await world.says(world.bruno, f"{world.mention} cost"))


async def test_mention_without_a_question(world: World) -> None:
    """Who only calls the bot gets a short help with three questions as buttons."""
    message = await world.message(world.alice, world.mention)
    assert message is not None
    assert read(message).startswith("Ask me about “The old light of Port Ellery”")
    assert labels(message) == [
        "How much does the new lamp cost?",
        "Who keeps the lighthouse?",
        "When did the light go dark?",
    ]


async def test_everyone_and_roles_are_no_mention(world: World) -> None:
    """@everyone, @here and a role's mention are for people."""
    role = world.guild.create_role("Footnote")
    for call in ("@everyone", "@here", f"<@&{role.id}>"):
        assert await world.says(world.alice, f"{call} who keeps the lighthouse?") is None


async def test_bots_and_webhooks_are_not_answered(world: World) -> None:
    """Another bot and a webhook may ask what they like."""
    text = f"{world.mention} who keeps the lighthouse?"
    other = world.guild.add_member(world.env.create_user("other", bot=True))
    assert await world.says(other, text) is None
    await world.guild.create_webhook(world.general).send(text)
    assert world.replies() == []


async def test_it_does_not_answer_itself(world: World) -> None:
    """A message of its own is nothing to answer, whatever it says."""
    channel = world.bot.get_channel(world.general.id)
    await channel.send("!cost")  # type: ignore[union-attr]
    await world.env.settle()
    assert [read(message) for message in world.replies()] == ["!cost"]


async def test_reply_with_a_question(world: World) -> None:
    """A reply to the bot needs no mention."""
    first = await world.message(world.alice, "!cost")
    answer = await world.says(world.alice, "who is Mara Quill", reply_to=first)
    assert "since 1998" in str(answer)


async def test_reply_goes_on_from_the_message_it_replies_to(world: World) -> None:
    """Bruno replies to Alice's question back with a number: it chooses what stood there."""
    matcher = world.runtime.service.matcher
    world.runtime.service.swap(doubtful(matcher))
    asked = await world.message(world.alice, f"{world.mention} how much does the new lamp cost")
    assert asked is not None
    offered = labels(asked)[1:]
    world.runtime.service.swap(matcher)
    chosen = await world.says(world.bruno, "2", reply_to=asked)
    assert chosen is not None
    matcher = world.runtime.service.matcher
    (wanted,) = [e for e in matcher.entries if e.question["en"] == offered[1]]
    reply = world.runtime.service.entry(wanted.id, "en")
    assert reply is not None
    assert chosen.startswith(reply.text)


@pytest.mark.parametrize("typed", ["thanks!", "grazie mille", "merci beaucoup !", "شكرا جزيلا"])
async def test_thanks_get_a_reaction(world: World, typed: str) -> None:
    """Thanks in reply to it are no question: a thumb up, no words."""
    answer = await world.message(world.alice, "!cost")
    assert await world.says(world.alice, typed, reply_to=answer) is None
    thanks = world.general.last_message
    assert thanks is not None
    assert [str(reaction.emoji) for reaction in thanks.reactions] == ["👍"]


async def test_reply_of_no_words_is_not_answered(world: World) -> None:
    """An emoji under an answer gets nothing."""
    answer = await world.message(world.alice, "!cost")
    assert await world.says(world.alice, "🎉", reply_to=answer) is None


async def test_unknown_in_a_channel_is_one_short_line(world: World) -> None:
    """In a channel it does not lecture."""
    answer = await world.message(world.alice, f"{world.mention} what is your favourite pizza")
    assert answer is not None
    assert read(answer) == "I can't answer that from the articles; try !help."
    assert labels(answer) == []


async def test_unknown_in_private_shows_what_can_be_asked(world: World) -> None:
    """In private there is room for three examples, as buttons too."""
    answer = await world.whispers(world.alice, "what is your favourite pizza")
    assert read(answer).startswith("I can't answer that from the articles. You can ask me")
    assert labels(answer)[0] == "How much does the new lamp cost?"


async def test_private_needs_no_prefix(world: World) -> None:
    """In private Alice just asks, goes on asking, and uses commands."""
    answer = await world.whispers(world.alice, "Chi bada al faro?")
    assert "Mara Quill ci bada dal 1998" in read(answer)
    assert "45.000 dollari" in read(
        await world.whispers(world.alice, "Quanto costa la lampada nuova?")
    )
    assert "There is no command !nonsense" in read(await world.whispers(world.bruno, "!nonsense"))


async def test_other_prefix(tiny: Matcher, tmp_path: Path) -> None:
    """With another prefix the bot leaves ! to others, and shows its own in the help."""
    runtime = runtime_of(tiny, tmp_path, DiscordSettings(prefix="?"))
    async with world_of(runtime) as world:
        assert await world.says(world.alice, "!cost") is None
        assert "45,000" in str(await world.says(world.alice, "?cost"))
        assert "?cost" in str(await world.says(world.alice, "?help"))


async def test_only_allowed_channels(tiny: Matcher, tmp_path: Path) -> None:
    """Outside the channels of the settings it is silent; in private it always answers."""
    settings = DiscordSettings(channels=frozenset({1}))
    async with world_of(runtime_of(tiny, tmp_path, settings)) as world:
        assert await world.says(world.alice, "!cost") is None
        assert "45,000" in read(await world.whispers(world.alice, "!cost"))


async def test_answer_channels(tiny: Matcher, tmp_path: Path) -> None:
    """In a channel named for it, the bot answers what nobody asked it, but only when it is sure."""
    first = DiscordSettings()
    async with world_of(runtime_of(tiny, tmp_path, first)) as world:
        settings = DiscordSettings(
            answer_mode="channels", answer_channels=frozenset({world.general.id})
        )
        listening = replace(
            world.runtime, settings=replace(world.runtime.settings, discord=settings)
        )
        await world.env.restart_bot(FootnoteBot(listening))
        other = world.guild.create_text_channel("other")
        question = "how much does the new lamp cost?"
        assert "45,000" in str(await world.says(world.alice, question))
        assert await world.says(world.alice, question, other) is None
        for text in ("when does the lighthouse reopen", "what a day", "?cost", "/cost"):
            assert await world.says(world.alice, text) is None, text
        listening.service.swap(doubtful(tiny))
        assert await world.says(world.alice, question) is None


async def test_no_room_to_speak(world: World) -> None:
    """Where it may not send messages it does not try."""
    quiet = await silenced(world, send_messages=False)
    assert await world.says(world.alice, "!cost", quiet) is None


async def test_plain_text_where_embeds_may_not_be_sent(world: World) -> None:
    """Without the right to embed links the same stands in plain text, without previews."""
    plain = await silenced(world, embed_links=False)
    answer = await world.message(world.alice, "!cost", plain)
    assert answer is not None
    assert answer.embeds == []
    assert answer.content.startswith("The new lamp costs $45,000\\.") or answer.content.startswith(
        "The new lamp costs $45,000."
    )
    assert "<https://herald.example/old-light>" in answer.content
    assert answer.flags.suppress_embeds


async def test_echo_pings_nobody_and_breaks_nothing(world: World) -> None:
    """What somebody typed comes back as it was typed."""
    answer = await world.whispers(world.alice, "!x*_`@bruno`_*")
    assert "There is no command !x*_`@bruno`_*." in read(answer)
    assert "!x\\*\\_\\`\\@bruno\\`" in str(answer.embeds[0].description)


async def test_limits_give_one_notice_and_then_silence(tiny: Matcher, tmp_path: Path) -> None:
    """Alice asks without end: one polite notice, then silence; Bruno is not concerned."""
    limits = Allowances(user=4, channel=1000, server=1000)
    async with world_of(runtime_of(tiny, tmp_path, allowances=limits)) as world:
        said = [await world.says(world.alice, "!cost") for _ in range(5)]
        assert [text[:12] if text else None for text in said] == [
            "The new lamp", "The new lamp", "That is a lo", None, None,
        ]  # fmt: skip
        assert "45,000" in str(await world.says(world.bruno, "!cost"))


async def silenced(world: World, **rights: bool) -> Any:  # noqa: ANN401 - simcord's handle
    """A channel in which the bot lacks a right."""
    assert world.guild.me is not None
    overwrite = discord.PermissionOverwrite(**rights)
    return world.guild.create_text_channel("quiet", overwrites={world.guild.me: overwrite})


async def test_flood_where_it_listens_costs_little(
    tiny: Matcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a channel it listens to, one person's flood is not matched without end."""
    runtime = runtime_of(tiny, tmp_path)
    async with world_of(runtime) as world:
        settings = DiscordSettings(
            answer_mode="channels", answer_channels=frozenset({world.general.id})
        )
        listening = replace(runtime, settings=replace(runtime.settings, discord=settings))
        bot = FootnoteBot(listening)
        await world.env.restart_bot(bot)
        looked_at: list[str] = []

        def overhear(text: str, *_: object) -> None:
            looked_at.append(text)

        monkeypatch.setattr(bot.desk, "overhear", overhear)
        for number in range(50):
            await world.alice.send(world.general, f"what a day {number}")
        assert 30 <= len(looked_at) < 45  # some come back while it lasts
        await world.bruno.send(world.general, "what a night")
        assert looked_at[-1] == "what a night"
