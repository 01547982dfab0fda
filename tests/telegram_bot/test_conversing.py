"""People talk with the bot: in private, in groups and forum topics; they edit what they asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answer.reply import Reply
from bot.conversation import Conversation, respond
from bot.settings import Allowances
from tests.dialogue import as_read
from tests.support.telegram.html import units
from tests.support.telegram.people import ALICE, BRUNO, CHLOE, DINA, Person
from tests.telegram_bot.running import Stage, with_fact


async def test_private_chat(stage: Stage) -> None:
    """Alice asks in plain words, goes on from the answer, and gets footnotes under it."""
    async with stage.bot():
        answer = await stage.asks("How much does the new lamp cost?")
        assert answer["text"].startswith("The new lamp costs $45,000. ¹")
        assert "Sources\n¹ «Old light of Port Ellery goes dark», Ellery Herald" in answer["text"]
        assert "reply_to_message" not in answer
        links = [e["url"] for e in answer["entities"] if e["type"] == "text_link"]
        assert links == ["https://herald.example/old-light"]
        sent = stage.server.called("sendMessage")[-1]
        assert sent["link_preview_options"] == {"is_disabled": True}
        assert (await stage.asks("/cost"))["text"] == answer["text"]
        assert (await stage.asks("!cost"))["text"] == answer["text"]
        assert (await stage.asks("/ask what does the new lamp cost"))["text"] == answer["text"]


@pytest.mark.parametrize(
    ("person", "says", "privacy"),
    [
        (ALICE, "Footnote answers from a curated file", "I keep no names and no ids."),
        (BRUNO, "parole tue", "Non conservo né nomi né identificativi."),
        (CHLOE, "vos propres mots", "Je ne garde ni noms ni identifiants."),
        (DINA, "بكلماتك", "لا أحتفظ بأسماء ولا بمعرّفات."),
        (Person(9, "Eve", "de-DE"), "in your own words", "I keep no names"),
        (Person(10, "Max", None), "in your own words", "I keep no names"),
    ],
    ids=["en", "it-IT", "fr", "ar", "de-DE", "none"],
)
async def test_start(stage: Stage, person: Person, says: str, privacy: str) -> None:
    """/start in the language of the app: what it is, three questions, what is kept."""
    async with stage.bot():
        welcome = await stage.asks("/start", person)
        assert says in as_read(welcome["text"])
        assert privacy in as_read(welcome["text"]).splitlines()[-1]
        assert len(stage.server.world.buttons(welcome)) == 3
        for number, question in enumerate(stage.server.world.buttons(welcome)):
            stage.server.world.press(person, welcome, question)
            answer = await stage.server.world.heard(person, number + 2)
            assert question in as_read(answer["text"]).splitlines()[0]


async def test_arabic(stage: Stage) -> None:
    """Arabic from the right: foreign runs are isolated, commands can be tapped."""
    async with stage.bot():
        answer = await stage.asks("/تكلفة", DINA)
        assert "المصباح الجديد \u206845\u2069 ألف دولار" in answer["text"]
        source = next(line for line in answer["text"].splitlines() if "Ellery" in line)
        assert source.index("\u2068") < source.index("Old") < source.index("\u2069")
        help_ = await stage.asks("/help", DINA)
        assert "\u2068/cost /keeper /closing" in help_["text"]


async def test_asking_back(stage: Stage) -> None:
    """Where two facts fit, the bot asks; a number or a button answers."""
    async with stage.bot():
        asked = await stage.asks("lighthouse")
        offered = list(stage.server.world.buttons(asked))
        numbered = [f"{number}. {question}" for number, question in enumerate(offered, 1)]
        assert asked["text"].splitlines()[1:] == numbered
        assert len(numbered) >= 2
        second = offered[1]
        by_number = await stage.asks("2")
        stage.server.world.press(ALICE, asked, second)
        by_button = await stage.server.world.heard(ALICE, 3)
        assert by_number["text"] in by_button["text"]
        assert by_button["text"].splitlines()[0] == second


async def test_reply_goes_on_from_its_message(stage: Stage) -> None:
    """Bruno replies to what Alice was asked back, and a restart lies between."""
    world = stage.server.world
    group = world.group()
    async with stage.bot():
        asked = await stage.asks("/ask lighthouse", ALICE, group)
        second = list(world.buttons(asked))[1]
    async with stage.bot():
        chosen = await stage.asks("2", BRUNO, group, reply_to=asked)
        (meant,) = (f for f in stage.matcher.base.facts if f.question["en"] == second)
        assert meant.statements[0].text["it"] in as_read(chosen["text"])


async def test_called_without_a_question(stage: Stage) -> None:
    """A bare mention or /ask: what can be asked, with three examples to tap."""
    world = stage.server.world
    group = world.group(bot_is_administrator=True)
    async with stage.bot():
        for text in (f"@{world.username}", "/ask"):
            said = await stage.asks(text, ALICE, group)
            assert said["text"].startswith("Ask me about “The old light of Port Ellery”")
            assert len(world.buttons(said)) == 3
        unknown = await stage.asks("/ask the weather in Rome tomorrow", ALICE, group)
        assert unknown["text"] == "I can't answer that from the articles; try /help."


async def test_unknown_and_gap(stage: Stage) -> None:
    """Nothing known: examples to tap. Known not to be told: it says so, without sources."""
    async with stage.bot():
        unknown = await stage.asks("what is the weather in Rome tomorrow")
        assert "You can ask me, for example:" in unknown["text"]
        assert len(stage.server.world.buttons(unknown)) == 3
        gap = await stage.asks("When will it reopen?")
        assert gap["text"].startswith("The articles do not say: When will it reopen?")
        assert "Sources" not in gap["text"]
        assert "There is no command /nonsense" in (await stage.asks("/nonsense"))["text"]


async def test_group(stage: Stage) -> None:
    """In a group: commands, replies to the bot, and silence otherwise; answers stand as replies."""
    group = stage.server.world.group()
    bot = stage.server.world.username
    async with stage.bot():
        answer = await stage.asks(f"/keeper@{bot}", ALICE, group)
        assert "Mara Quill" in answer["text"]
        assert answer["reply_to_message"]["text"] == f"/keeper@{bot}"
        await stage.quiet("/keeper@other_bot", ALICE, group)
        await stage.quiet("/nonsense", ALICE, group)
        await stage.quiet(f"@{bot} who keeps the lighthouse?", ALICE, group)  # not delivered
        follow = await stage.asks("How much does the new lamp cost?", BRUNO, group, reply_to=answer)
        assert "$45,000" in follow["text"]
        await stage.quiet("thanks!", BRUNO, group, reply_to=follow)
        await stage.quiet("👍", BRUNO, group, reply_to=follow)


async def test_mention_where_it_is_delivered(stage: Stage) -> None:
    """Where the bot governs the group, or privacy mode is off, its name addresses it."""
    world = stage.server.world
    group = world.group(bot_is_administrator=True)
    async with stage.bot():
        answer = await stage.asks(f"@{world.username} who keeps the lighthouse?", ALICE, group)
        assert "Mara Quill" in answer["text"]
        answer = await stage.asks(f"@{world.username} حارسة", ALICE, group)
        assert "مارا كويل" in as_read(answer["text"])
        await stage.quiet("who keeps the lighthouse?", ALICE, group)


def _alone_and_among(story: Stage, words: str) -> tuple[Reply, Reply]:
    """What words get in private and in a group."""
    alone, _ = respond(story.matcher, words, Conversation())
    among, _ = respond(story.matcher, words, Conversation(), public=True)
    return alone, among


async def test_stricter_in_a_group(story: Stage) -> None:
    """The same words: in private the bot answers, in a group it is not sure enough and asks."""
    unsure = (
        "writers chatgpt screenplay",
        "technical director games pay",
        "columnist argument",
        "netflix shareholders executive pay",
        "what role did Rob Delaney have in Black Mirror",
        "on what date did Delaney give a speech at a rally",
        "how mny membrs in the actors unoin",
    )
    replies = {words: _alone_and_among(story, words) for words in unsure}
    words, (alone, among) = next(
        (words, both)
        for words, both in replies.items()
        if [reply.status for reply in both] == ["answer", "clarify"]
    )
    group = story.server.world.group()
    async with story.bot():
        answer = await story.asks(words)
        assert as_read(alone.statements[0].text) in as_read(answer["text"])
        asked = await story.asks(f"/ask {words}", ALICE, group)
        assert as_read(among.text) in as_read(asked["text"])


async def test_forum_topic(stage: Stage) -> None:
    """The answer stays in its topic; what was asked in another topic is another conversation."""
    forum = stage.server.world.group(is_forum=True)
    async with stage.bot():
        asked = await stage.asks("/ask lighthouse", ALICE, forum, thread=7)
        assert asked["message_thread_id"] == 7
        assert asked["text"].startswith("Which do you mean?")
        other = await stage.asks("/cost", ALICE, forum, thread=8)
        assert other["message_thread_id"] == 8
        other = await stage.asks("1", ALICE, forum, thread=8, reply_to=other)
        assert "¹" not in other["text"]
        chosen = await stage.asks("1", ALICE, forum, thread=7, reply_to=asked)
        assert "¹" in chosen["text"]
        general = await stage.asks("/keeper", ALICE, forum)
        assert "message_thread_id" not in general


async def test_anonymous_administrator(stage: Stage) -> None:
    """Somebody who writes as the group is answered like anybody."""
    group = stage.server.world.group()
    async with stage.bot():
        answer = await stage.asks("/keeper", ALICE, group, anonymous=True)
        assert "Mara Quill" in answer["text"]


async def test_migration(stage: Stage) -> None:
    """A group becomes a supergroup: the bot says nothing about it, and answers there."""
    world = stage.server.world
    group = world.group(type="group")
    async with stage.bot():
        await stage.asks("/keeper", ALICE, group)
        fresh = world.migrate(group)
        answer = await stage.asks("/keeper", ALICE, fresh)
        assert "Mara Quill" in answer["text"]
        assert len(world.by_bot(fresh)) == 1


async def test_edited_question(stage: Stage) -> None:
    """The answer is edited in its place; the same words again change nothing."""
    world = stage.server.world
    async with stage.bot():
        asked = world.say(ALICE, "Who keeps the lighthouse?")
        answer = await world.heard(ALICE)
        assert "Mara Quill" in answer["text"]
        edited = world.edit(asked, "How much does the new lamp cost?")
        await world.changed.until(lambda: "$45,000" in world.by_bot(ALICE)[0]["text"])
        assert len(world.by_bot(ALICE)) == 1
        assert any("Original" in label for label in world.buttons(answer))
        world.edit(edited, "how much does the new lamp cost")
        await stage.server.until_called("editMessageText", 2)
        # The first wording is forgotten: what follows goes on from before it.
        await stage.asks("/help")
        assert len(world.by_bot(ALICE)) == 2


async def test_edit_that_addresses_the_bot(stage: Stage) -> None:
    """A message that was none of ours and is edited into a command is answered."""
    world = stage.server.world
    group = world.group()
    async with stage.bot():
        asked = world.say(ALICE, "keeper", group)
        world.edit(asked, "/keeper")
        answer = await world.heard(group)
        assert answer["reply_to_message"]["text"] == "/keeper"


async def test_edit_of_an_old_message(stage: Stage) -> None:
    """What was written before the bot can remember, and is edited now, gets no late answer."""
    world = stage.server.world
    async with stage.bot():
        old = world.say(ALICE, "hm", world.group(), age=3600)
        world.edit(old, "/keeper")
        await stage.asks("/help")
        assert world.by_bot(world.chats[old["chat"]["id"]]) == []


async def test_language_is_remembered(stage: Stage) -> None:
    """Bruno fixes Italian: everything comes in Italian until he lets it go."""
    world = stage.server.world
    async with stage.bot():
        choice = await stage.asks("/language", BRUNO)
        assert {"English", "italiano", "français", "العربية"} < set(world.buttons(choice))
        world.press(BRUNO, choice, "italiano")
        await world.changed.until(lambda: "italiano." in world.by_bot(BRUNO)[0]["text"])
        answer = await stage.asks("/keeper", BRUNO)
        assert "Fonti" in answer["text"]
        world.press(BRUNO, choice, "Lingua della domanda")
        await stage.server.until_called("editMessageText", 2)
        answer = await stage.asks("Who keeps the lighthouse?", BRUNO)
        assert "Sources" in answer["text"]
        assert "français." in (await stage.asks("/language fr", BRUNO))["text"]


async def test_limits_of_a_person(stage: Stage) -> None:
    """After too many questions one polite notice, then silence; others are answered."""
    stage.allowances = Allowances(user=4, channel=1000, server=1000)
    world = stage.server.world
    async with stage.bot() as runtime:
        for _ in range(6):
            world.say(ALICE, "/keeper")
        notice = await world.heard(ALICE, 3)
        assert "That is a lot of questions" in notice["text"]
        assert "Mara Quill" in (await stage.asks("/keeper", BRUNO))["text"]
        assert len(world.by_bot(ALICE)) == 3
        assert runtime.limits.remembered == 2


async def test_long_answer_in_parts(stage: Stage) -> None:
    """What is longer than a message comes in several, in order, the buttons under the last."""
    keeper = stage.matcher.base.fact_by_id["keeper"]
    stage.matcher = with_fact(stage.matcher, replace(keeper, statements=keeper.statements * 300))
    world = stage.server.world
    async with stage.bot():
        world.say(ALICE, "/keeper")
        last = await world.heard(ALICE, 3)
        parts = world.by_bot(ALICE)
        assert all(units(part["text"]) <= 4096 for part in parts)
        said = "\n".join(part["text"] for part in parts)
        assert said.count("Mara Quill has kept it since 1998. ¹") == 300
        assert [bool(world.buttons(part)) for part in parts] == [False, False, True]
        # Shortened by an edit of the question, the parts that are left over go.
        asked = next(m for m in world.messages.values() if m["text"] == "/keeper")
        world.edit(asked, "/cost")
        await world.changed.until(lambda: len(world.by_bot(ALICE)) == 1)
        assert "$45,000" in world.by_bot(ALICE)[0]["text"]
        assert last["message_id"] not in {m["message_id"] for m in world.by_bot(ALICE)}
