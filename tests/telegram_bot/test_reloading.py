"""``/reload``: for admins only, checked on our side, with the report of every platform."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.errors import Problem
from bot.platform.report import Loaded, Refused, Report, attachment, summary
from tests.match.tiny import TINY
from tests.support.telegram.people import ALICE, BRUNO
from tests.support.telegram.refusal import Refusal
from tests.telegram_bot.running import Stage


@pytest.fixture
def own_facts(stage: Stage, tmp_path: Path) -> Path:
    """A copy of the facts that a test may change; Alice is an admin."""
    stage.facts = tmp_path / "facts.yaml"
    shutil.copy(TINY, stage.facts)
    stage.settings = {"admins": frozenset({ALICE.id})}
    return stage.facts


async def test_reload_by_an_admin(stage: Stage, own_facts: Path) -> None:
    """A sentence was changed: the report says which fact, the bot answers with it at once.

    A topic was described anew: the menus of commands are set again.
    """
    text = own_facts.read_text(encoding="utf-8")
    text = text.replace("has kept it", "has minded it")
    own_facts.write_text(text.replace("What the lamp costs", "The lamp's price"), "utf-8")
    async with stage.bot():
        await stage.server.until_called("setMyCommands", 10)
        assert "has kept it" in (await stage.asks("/keeper"))["text"]
        report = await stage.asks("/reload", seconds=60)
        assert report["text"].startswith("Reloaded: version ")
        assert "Changed (1): keeper" in report["text"]
        assert "has minded it" in (await stage.asks("/keeper"))["text"]
        await stage.server.until_called("setMyCommands", 20)
        menu = stage.server.world.menus["all_private_chats", ""]
        assert {"command": "cost", "description": "The lamp's price"} in menu
        assert (await stage.asks("/reload"))["text"].startswith("Unchanged: version ")
        assert stage.server.called("sendChatAction")[0]["action"] == "typing"


async def test_wrong_file(stage: Stage, own_facts: Path) -> None:
    """Every problem with its line, and the old facts go on answering."""
    text = own_facts.read_text(encoding="utf-8")
    own_facts.write_text(text.replace("lead: keeper", "lead: nobody"), "utf-8")
    async with stage.bot():
        report = await stage.asks("/reload")
        assert report["text"].startswith("Not reloaded: ")
        assert "nobody" in report["text"]
        assert "The old facts keep answering" in report["text"]
        assert "since 1998" in (await stage.asks("/keeper"))["text"]


async def test_long_report_comes_as_a_file_too(stage: Stage, own_facts: Path) -> None:
    """The first problems in the message, all in the file: as the shared code writes them."""
    problems = tuple(Problem(n, 1, f"problem {n} <b>") for n in range(1, 31))
    report = Refused("abc", str(own_facts), problems)
    runtime = stage.runtime()

    async def refuse() -> Report:
        return report

    runtime.reloader.reload = refuse  # type: ignore[method-assign]
    async with stage.bot(runtime):
        assert (await stage.asks("/reload"))["text"] == summary(report)
        file = await stage.server.world.heard(ALICE, 2)
        assert file["document"]["file_name"] == "reload.txt"
        assert file["content"] == attachment(report)


async def test_refused_to_others(
    stage: Stage, own_facts: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody else reloads, whatever they write; the log names the group, and no person."""
    group = stage.server.world.group(administrators={BRUNO.id})
    own_facts.write_text("broken", "utf-8")
    with caplog.at_level(logging.INFO, "bot.telegram_bot"):
        async with stage.bot():
            for chat in (None, group):
                for text in ("/reload", "/reload 101", "/RELOAD"):
                    answer = await stage.asks(text, BRUNO, chat)
                    assert answer["text"] in (
                        "Possono farlo solo gli amministratori di questo bot.",
                        "Only the admins of this bot may do this.",
                    )
            anonymous = await stage.asks("/reload", ALICE, group, anonymous=True)
            assert "Only the admins" in anonymous["text"]
    assert f"refused /reload in the group {group.id}" in caplog.text
    assert str(BRUNO.id) not in caplog.text
    assert BRUNO.first_name not in caplog.text


@pytest.mark.parametrize(
    ("how", "may"),
    [({"person": BRUNO}, True), ({"anonymous": True}, True), ({"person": ALICE}, False)],
    ids=["administrator", "anonymous", "member"],
)
async def test_administrators_of_a_named_group(
    stage: Stage,
    how: dict[str, Any],
    may: bool,  # noqa: FBT001
) -> None:
    """Where the operator allows it, Telegram is asked who governs the group."""
    group = stage.server.world.group(administrators={BRUNO.id})
    stage.settings = {"admin_groups": frozenset({group.id})}
    person = how.pop("person", ALICE)
    async with stage.bot():
        answer = await stage.asks("/reload", person, group, **how)
        assert answer["text"].startswith("Unchanged" if may else "Only the admins")


async def test_telegram_does_not_tell(stage: Stage) -> None:
    """Not knowing who governs a group is no right to reload."""
    group = stage.server.world.group(administrators={BRUNO.id})
    stage.settings = {"admin_groups": frozenset({group.id})}
    stage.server.fail("getChatMember", Refusal(400, "Bad Request: user not found"))
    async with stage.bot():
        answer = await stage.asks("/reload", BRUNO, group)
        assert "amministratori" in answer["text"]


async def test_report_of_a_watched_file(stage: Stage) -> None:
    """What the watcher reloads is told to the chat that the operator named."""
    group = stage.server.world.group()
    stage.settings = {"report_chat": group.id}
    async with stage.bot() as runtime:
        await stage.asks("/help")
        listeners: list[Callable[[Report], Awaitable[None]]] = runtime.watcher.listeners
        report = Loaded("abc", 1, 2, 3, (), ("keeper",), (), topics=False)
        for listener in listeners:
            await listener(report)
        assert (await stage.server.world.heard(group))["text"] == summary(report)
    assert runtime.watcher.listeners == []
    assert runtime.reloader.listeners == []
