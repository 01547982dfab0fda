"""The webhook: only with the secret, in order, and a malformed update holds nothing back."""

from __future__ import annotations

import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot.errors import PlatformUnavailable
from bot.telegram_bot import webhook
from tests.support.telegram.people import ALICE, BRUNO
from tests.support.telegram.refusal import Page
from tests.telegram_bot.running import Stage

SECRET = "a-secret_of-the-webhook"  # noqa: S105 - of this test
PRIVATE = "private words of Alice"


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def hooked(stage: Stage, secret: str | None = SECRET) -> AsyncIterator[str]:
    """The bot behind a webhook; its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram/hook"
    stage.settings = {"webhook": url, "secret": secret, "listen": f"127.0.0.1:{port}"}
    async with stage.bot():
        await stage.server.until_called("setWebhook")
        await stage.server.world.changed.until(lambda: stage.server.world.webhook)
        yield url


async def test_messages_and_presses(stage: Stage) -> None:
    """Updates that waited and new ones come in, and are answered; nothing is fetched."""
    stage.server.world.say(BRUNO, "/keeper")
    async with hooked(stage):
        assert "Mara Quill" in (await stage.server.world.heard(BRUNO))["text"]
        answer = await stage.asks("/keeper")
        stage.server.world.press(ALICE, answer, "italiano")
        assert "Fonti" in (await stage.server.world.heard(ALICE, 2))["text"]
    assert set(stage.server.deliveries) == {200}
    assert stage.server.called("getUpdates") == []
    assert stage.server.world.webhook["secret_token"] == SECRET


@pytest.mark.parametrize(
    ("given", "status"), [(None, 403), ("wrong", 403), ("sécret", 403), (SECRET, 200)]
)
async def test_secret(stage: Stage, given: str | None, status: int) -> None:
    """Without the secret nothing is read: anybody can find the address."""
    world = stage.server.world
    world.say(ALICE, "/keeper")
    (update,) = world.updates
    world.updates.clear()
    headers = {"X-Telegram-Bot-Api-Secret-Token": given} if given else {}
    async with hooked(stage) as url:
        async with aiohttp.ClientSession() as session:
            async with session.post(url, json=update, headers=headers) as response:
                assert response.status == status
            async with session.get(url, headers=headers) as response:
                assert response.status == 405
            async with session.post(f"{url}/x", json=update, headers=headers) as response:
                assert response.status == 404
        await stage.asks("/help", BRUNO)
        assert len(world.by_bot(ALICE)) == (1 if status == 200 else 0)


async def test_secret_is_made_where_none_is_set(stage: Stage) -> None:
    """A new one at each start, long enough that nobody guesses it."""
    secrets = []
    for _ in range(2):
        async with hooked(stage, None):
            assert "Mara Quill" in (await stage.asks("/keeper"))["text"]
            secrets.append(stage.server.world.webhook["secret_token"])
    assert len(set(secrets)) == 2
    assert all(len(secret) >= 32 for secret in secrets)


async def test_malformed_update(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """It is taken and dropped; those behind it are answered; nothing of it is logged."""
    with caplog.at_level(logging.DEBUG):
        async with hooked(stage) as url:
            stage.server.world.push({"message": PRIVATE})
            assert "Mara Quill" in (await stage.asks("/keeper"))["text"]
            headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
            async with (
                aiohttp.ClientSession(headers=headers) as session,
                session.post(url, data=PRIVATE.encode()) as response,
            ):
                assert response.status == 400
    assert stage.server.deliveries == [200, 200]
    assert "skipped an update that cannot be read" in caplog.text
    assert PRIVATE not in caplog.text


async def test_port_in_use(stage: Stage) -> None:
    """One line that names the setting; the supervisor tries again."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        stage.settings = {"webhook": "http://127.0.0.1:1/x", "listen": f"127.0.0.1:{port}"}
        with pytest.raises(PlatformUnavailable, match="TELEGRAM_WEBHOOK_LISTEN"):
            await stage.start()
    assert stage.server.called("setWebhook") == []


async def test_undelivered_updates_are_told_once(
    stage: Stage, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Telegram says about its attempts stands in the log, each time it is something new."""
    monkeypatch.setattr(webhook.watch, "__defaults__", (0.05,))
    world = stage.server.world
    world.webhook_error = {"last_error_date": 1, "last_error_message": "Connection refused"}
    async with hooked(stage):
        await stage.server.until_called("getWebhookInfo", 3)
        stage.server.fail("getWebhookInfo", Page(502))
        await stage.server.until_called("getWebhookInfo", 5)
    assert caplog.text.count("Connection refused (0 waiting)") == 1
    assert caplog.text.count("no answer from Telegram (NetworkError: Bad Gateway (502))") == 1


async def test_webhook_taken_over(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program sets its own: this one says so, and the supervisor tries again later."""
    monkeypatch.setattr(webhook.watch, "__defaults__", (0.05,))
    port = free_port()
    stage.settings = {"webhook": f"http://127.0.0.1:{port}/x", "listen": f"127.0.0.1:{port}"}
    running = stage.start()
    await stage.server.until_called("getWebhookInfo")
    stage.server.world.webhook = {"url": "https://other.example/hook"}
    with pytest.raises(PlatformUnavailable, match="another program has set or removed"):
        await running
