"""The loopback Bot API server, met by a plain client of python-telegram-bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    InvalidToken,
    NetworkError,
    RetryAfter,
)
from telegram.request import HTTPXRequest

from tests.support.telegram.people import ALICE, BRUNO, Person
from tests.support.telegram.refusal import Drop, Page, Slow, bad_request, too_many_requests
from tests.support.telegram.server import TelegramServer
from tests.support.telegram.world import World


@pytest.fixture(autouse=True)
def time_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library warns at every RetryAfter unless it is asked for timedeltas."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    """A server whose world holds a private chat with Alice."""
    async with TelegramServer() as running:
        running.world.say(ALICE, "hello")
        yield running


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    """A client of the library, with its own HTTP."""
    async with client(server) as connected:
        yield connected


def client(server: TelegramServer, token: str | None = None) -> Bot:
    """A client that waits at most a second for anything."""
    return Bot(
        token or server.token,
        base_url=f"{server.url}/bot",
        request=HTTPXRequest(read_timeout=1.0),
        get_updates_request=HTTPXRequest(read_timeout=1.0),
    )


async def test_polling_hands_out_each_update_once(server: TelegramServer, bot: Bot) -> None:
    """An update comes until an offset confirms it; a poll waits for the next one."""
    first = await bot.get_updates()
    assert [update.message.text for update in first if update.message] == ["hello"]
    assert len(await bot.get_updates()) == 1
    waiting = asyncio.create_task(bot.get_updates(offset=first[0].update_id + 1, timeout=5))
    await server.world.changed.until(lambda: server.open_polls)
    server.world.say(BRUNO, "ciao")
    (update,) = await waiting
    assert update.effective_user is not None
    assert (update.effective_user.first_name, update.effective_user.language_code) == (
        "Bruno", "it-IT",
    )  # fmt: skip


async def test_second_poller_ends_the_first(server: TelegramServer, bot: Bot) -> None:
    """The poll that was open gets 409; the new one goes on."""
    offset = (await bot.get_updates())[-1].update_id + 1
    waiting = asyncio.create_task(bot.get_updates(offset=offset, timeout=5))
    await server.world.changed.until(lambda: server.open_polls)
    async with client(server) as other:
        assert await other.get_updates(offset=offset) == ()
    with pytest.raises(Conflict, match="only one bot instance"):
        await waiting


async def test_polling_beside_a_webhook_is_refused(server: TelegramServer, bot: Bot) -> None:
    """409 until the webhook is deleted."""
    await bot.set_webhook("http://127.0.0.1:9/nowhere")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    assert (await bot.get_webhook_info()).url == "http://127.0.0.1:9/nowhere"
    await bot.delete_webhook()
    assert len(await bot.get_updates()) == 1
    assert server.world.webhook == {}


async def test_webhook_delivers_with_the_secret(server: TelegramServer, bot: Bot) -> None:
    """Each update is posted with the secret header, again until it is taken, and in order."""
    seen: list[tuple[str | None, str]] = []

    async def receive(request: web.Request) -> web.Response:
        body = await request.json()
        seen.append(
            (request.headers.get("X-Telegram-Bot-Api-Secret-Token"), body["message"]["text"])
        )
        return web.Response(status=500 if len(seen) == 1 else 200)

    app = web.Application()
    app.router.add_post("/hook", receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="s3cret")  # noqa: S106
    server.world.say(ALICE, "again")
    await server.world.changed.until(lambda: not server.world.updates)
    assert seen == [("s3cret", "hello"), ("s3cret", "hello"), ("s3cret", "again")]
    assert server.deliveries == [500, 200, 200]
    await runner.cleanup()


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("a <b>c", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a < b", "Unclosed start tag at byte offset 2"),
        ("é <br> b", 'Unsupported start tag "br" at byte offset 3'),
        ("a </b", "Unclosed end tag"),
        ("a </b>", "Unexpected end tag"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<span>a</span>", 'must have class "tg-spoiler"'),
        ("<b> </b>", "message text is empty"),
        ("", "message text is empty"),
        (" \n", "message text is empty"),
        ("a" * 4097, "message is too long"),
        ("👍" * 2049, "message is too long"),
    ],
)
async def test_refused_texts(bot: Bot, html: str, complaint: str) -> None:
    """Markup that is not closed or not known, no text, more than 4096 UTF-16 units."""
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(ALICE.id, html, parse_mode=ParseMode.HTML)
    assert complaint.lower() in str(refused.value).lower()


async def test_html_becomes_text_and_entities(bot: Bot) -> None:
    """Entities count UTF-16 units; references are resolved; blank ends are cut."""
    sent = await bot.send_message(
        ALICE.id,
        '\n👍 <b>one &lt; <i>two</i></b> <a href="http://a/?b&amp;c">x</a> &#1575;\u202e ',
        parse_mode=ParseMode.HTML,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert sent.text == "👍 one < two x ا"
    assert [(e.type, e.offset, e.length, e.url) for e in sent.entities] == [
        ("bold", 3, 9, None),
        ("italic", 9, 3, None),
        ("text_link", 13, 1, "http://a/?b&c"),
    ]
    assert (await bot.send_message(ALICE.id, "👍" * 2048)).text == "👍" * 2048


async def test_entities_out_of_bounds(bot: Bot) -> None:
    """An entity that ends after the text is refused."""
    with pytest.raises(BadRequest, match=r"(?i)entity_bounds_invalid"):
        await bot.send_message(ALICE.id, "abc", entities=[MessageEntity("bold", 1, 3)])


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        (InlineKeyboardButton("x", callback_data="ا" * 33), "button_data_invalid"),
        (InlineKeyboardButton(" ", callback_data="x"), "button_text_empty"),
        (InlineKeyboardButton("x"), "text buttons are unallowed"),
    ],
)
async def test_refused_buttons(bot: Bot, button: InlineKeyboardButton, complaint: str) -> None:
    """Data over 64 bytes, an empty label, a button that does nothing."""
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(ALICE.id, "x", reply_markup=InlineKeyboardMarkup([[button]]))
    assert complaint in str(refused.value).lower()


async def test_press_and_edit(server: TelegramServer, bot: Bot) -> None:
    """A press reaches the bot with its data; it can be answered once; the message changed."""
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="m:1")]])
    sent = await bot.send_message(ALICE.id, "Less", reply_markup=keyboard)
    (shown,) = server.world.by_bot(ALICE)
    pressed = server.world.press(ALICE, shown, "More")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.id, query.data) == (pressed, "m:1")
    await query.answer("Here")
    assert server.world.answered_callbacks[pressed]["text"] == "Here"
    with pytest.raises(BadRequest, match="too old"):
        await query.answer()
    await bot.edit_message_text("More", ALICE.id, sent.message_id)
    assert server.world.by_bot(ALICE)[0]["text"] == "More"
    assert server.world.buttons(shown) == {}
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_text("More", ALICE.id, sent.message_id)
    with pytest.raises(BadRequest, match="edit not found"):
        await bot.edit_message_text("More", ALICE.id, 999)


async def test_inline(server: TelegramServer, bot: Bot) -> None:
    """Results are kept with the text each would send; two of one id are refused."""
    asked = server.world.type_inline(BRUNO, "stipendio")
    result = InlineQueryResultArticle(
        "1", "Title", InputTextMessageContent("<b>x</b>", parse_mode=ParseMode.HTML)
    )
    with pytest.raises(BadRequest, match=r"(?i)result_id_duplicate"):
        await bot.answer_inline_query(asked, [result, result])
    await bot.answer_inline_query(asked, [result], cache_time=5, is_personal=True)
    assert server.world.answered_inline[asked]["results"][0]["sent"]["text"] == "x"


async def test_menus(server: TelegramServer, bot: Bot) -> None:
    """One menu a scope and language; names and codes are checked."""
    commands = [BotCommand("salary", "ما هو الراتب")]
    await bot.set_my_commands(commands, BotCommandScopeAllGroupChats(), "ar")
    assert list(server.world.menus) == [("all_group_chats", "ar")]
    for language, name in (("en-US", "salary"), ("en", "Salary"), ("en", "راتب")):
        with pytest.raises(BadRequest):
            await bot.set_my_commands([BotCommand(name, "x")], language_code=language)


async def test_privacy_mode(server: TelegramServer, bot: Bot) -> None:
    """In a group only commands and replies to the bot arrive; a forum keeps its topic."""
    forum = server.world.group("Forum", is_forum=True)
    server.world.say(BRUNO, "@footnote_test_bot a plain mention", forum)
    server.world.say(BRUNO, "/ask@other_bot who", forum)
    server.world.say(BRUNO, "/ask@footnote_test_bot who", forum, thread=7)
    asked = (await bot.get_updates())[-1].effective_message
    assert asked is not None
    assert (asked.text, asked.message_thread_id) == ("/ask@footnote_test_bot who", 7)
    await bot.send_message(
        forum.id,
        "they",
        message_thread_id=7,
        reply_parameters=ReplyParameters(asked.message_id),
    )
    answer = server.world.by_bot(forum)[0]
    assert (answer["message_thread_id"], answer["reply_to_message"]["text"]) == (7, asked.text)
    server.world.say(BRUNO, "and then", forum, reply_to=answer, anonymous=True)
    last = (await bot.get_updates())[-1].effective_message
    assert last is not None
    assert last.sender_chat is not None
    assert len(server.world.updates) == 3
    await bot.get_chat_member(forum.id, BRUNO.id)


async def test_mention_arrives_without_privacy_mode() -> None:
    """A bot that reads everything gets plain mentions, with their entity."""
    async with TelegramServer(World(reads_all_group_messages=True)) as server:
        group = server.world.group()
        server.world.say(ALICE, "👍 @footnote_test_bot who", group)
        async with client(server) as bot:
            message = (await bot.get_updates())[0].effective_message
            assert message is not None
            assert message.parse_entities(["mention"]) == {
                message.entities[0]: "@footnote_test_bot"
            }


async def test_migration(server: TelegramServer, bot: Bot) -> None:
    """A group that became a supergroup: both sides say so, and the old id is refused."""
    group = server.world.group(type="group")
    fresh = server.world.migrate(group)
    notes = [update.effective_message for update in (await bot.get_updates())[-2:]]
    assert [(note.migrate_to_chat_id, note.migrate_from_chat_id) for note in notes if note] == [
        (fresh.id, None),
        (None, group.id),
    ]
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group.id, "x")
    assert moved.value.new_chat_id == fresh.id


async def test_faults(server: TelegramServer, bot: Bot) -> None:
    """Each fault is met once, as the library reports it; then all is well."""
    server.fail(
        "sendMessage",
        too_many_requests(3),
        Page(502),
        Drop(),
        Slow(1.5),
        bad_request("chat not found"),
    )
    for kind in (RetryAfter, NetworkError, NetworkError, NetworkError, BadRequest):
        with pytest.raises(kind):
            await bot.send_message(ALICE.id, "x")
    await bot.send_message(ALICE.id, "x")
    assert len(server.called("sendMessage")) == 6


async def test_limits(server: TelegramServer, bot: Bot) -> None:
    """Two messages in one chat closer than the limit: 429 with the time to wait."""
    server.limits.between = 5
    await bot.send_message(ALICE.id, "x")
    with pytest.raises(RetryAfter):
        await bot.send_message(ALICE.id, "y")
    server.world.say(BRUNO, "ciao")
    await bot.send_message(BRUNO.id, "y")


async def test_wrong_token(server: TelegramServer) -> None:
    """A token that is not the server's: 401."""
    with pytest.raises(InvalidToken):
        async with client(server, "123456:other"):
            pass


async def test_unknown_method_and_stranger(server: TelegramServer, bot: Bot) -> None:
    """What the server does not know it refuses: a method, a chat that never wrote."""
    address = f"{server.url}/bot{server.token}/setMyMind"
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        assert response.status == 404
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(Person(9, "Stranger").id, "x")
