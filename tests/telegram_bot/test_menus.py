"""The menus of commands: by scope and language, set when they changed."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.model import LANGUAGES
from bot.match.matcher import Matcher
from bot.telegram_bot.menus import menus
from tests.support.telegram.checks import check_commands
from tests.support.telegram.people import ALICE
from tests.support.telegram.refusal import bad_request
from tests.telegram_bot.running import Stage

if TYPE_CHECKING:
    import pytest


async def test_set_in_order_and_only_when_changed(stage: Stage) -> None:
    """For private chats and groups, first without a language; not again at the next start."""
    async with stage.bot():
        await stage.server.until_called("setMyCommands", 10)
        assert [
            (call["scope"]["type"], call.get("language_code", ""))
            for call in stage.server.called("setMyCommands")
        ] == [
            (scope, code)
            for scope in ("all_private_chats", "all_group_chats")
            for code in ("", *LANGUAGES)
        ]
        await stage.asks("/help")
    italian = stage.server.world.menus["all_private_chats", "it"]
    assert italian[0] == {"command": "ask", "description": "Fai una domanda su questa storia"}
    assert {"command": "costo", "description": "Quanto costa la lampada"} in italian
    arabic = stage.server.world.menus["all_group_chats", "ar"]
    assert {"command": "cost", "description": "ثمن المصباح"} in arabic
    assert "why" not in [command["command"] for command in arabic]
    async with stage.bot():
        await stage.asks("/help")
    assert len(stage.server.called("setMyCommands")) == 10


async def test_set_again_for_other_topics(stage: Stage) -> None:
    """Facts with another topic, or another bot: the menus are set again."""
    async with stage.bot():
        await stage.server.until_called("setMyCommands", 10)
        await stage.asks("/help")
    base = stage.matcher.base
    topic = replace(base.topics[0], description={**base.topics[0].description, "en": "The lamp"})
    stage.matcher = replace(stage.matcher, base=replace(base, topics=(topic, *base.topics[1:])))
    async with stage.bot():
        await stage.server.until_called("setMyCommands", 20)
        await stage.asks("/help")
    assert stage.server.world.menus["all_private_chats", ""][-3]["description"] == "The lamp"


async def test_refused_menus_do_not_stop_the_bot(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """One line in the log; they are tried again at the next start."""
    stage.server.fail("setMyCommands", bad_request("BOT_COMMAND_INVALID"))
    with caplog.at_level(logging.WARNING):
        async with stage.bot():
            await stage.server.until_called("setMyCommands")
            await stage.asks("/help", ALICE)
    assert "the command menus could not be set (BadRequest: Bot_command_invalid)" in caplog.text
    async with stage.bot():
        await stage.server.until_called("setMyCommands", 11)


def test_shipped_menus_are_accepted(shipped: Matcher) -> None:
    """Every name and description of the shipped facts fits; no command stands there twice."""
    for menu in menus(shipped.base, "en"):
        check_commands({
            "commands": [{"command": name, "description": text} for name, text in menu.commands],
            "scope": menu.scope.to_dict(),
            "language_code": menu.code,
        })  # fmt: skip
        assert len({name for name, _ in menu.commands}) == len(menu.commands)
