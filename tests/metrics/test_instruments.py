"""What Prometheus reads, and that no label tells anything of a person."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from prometheus_client import generate_latest

from bot.match.matcher import Matcher
from bot.metrics.instruments import Instruments
from bot.platform.runtime import Runtime
from bot.settings import Settings
from tests.match.tiny import TINY
from tests.platform.test_recording import ANNA, BRUNO


@pytest.fixture
async def runtime(tiny: Matcher, tmp_path: Path) -> AsyncIterator[Runtime]:
    """The lighthouse."""
    made = Runtime.of(Settings(state=tmp_path / "state"), TINY, tiny)
    yield made
    await made.recorder.close()


def read(instruments: Instruments) -> dict[str, float]:
    """Every sample by its name and labels."""
    lines = generate_latest(instruments.registry).decode().splitlines()
    samples = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _, value in samples}


async def test_replies_and_their_time(runtime: Runtime) -> None:
    """By platform, language and outcome; commands too; the histogram by platform."""
    instruments = Instruments(runtime)
    for text in ("How much does the new lamp cost?", "what is the capital of Peru?", "!help"):
        runtime.service.respond(text, ANNA)
    runtime.service.respond("!guardiana", BRUNO)
    found = read(instruments)
    for labels in (
        'language="en",outcome="answer",platform="discord"',
        'language="en",outcome="unknown",platform="discord"',
        'language="en",outcome="info",platform="discord"',
        'language="it",outcome="answer",platform="telegram"',
    ):
        assert found[f"footnote_replies_total{{{labels}}}"] == 1
    assert found['footnote_reply_seconds_count{platform="discord"}'] == 3
    assert found['footnote_reply_seconds_bucket{le="2.5",platform="telegram"}'] == 1


async def test_the_state_of_the_moment(runtime: Runtime) -> None:
    """Facts and their version, reloads by result, who is connected, the store."""
    instruments = Instruments(runtime)
    runtime.health.expect("telegram")
    await runtime.reloader.reload()
    version = runtime.service.matcher.base.version
    with runtime.health.watching("discord", lambda: True):
        found = read(instruments)
    assert found[f'footnote_facts{{kind="fact",version="{version}"}}'] == 5
    assert found[f'footnote_facts{{kind="gap",version="{version}"}}'] == 1
    assert found['footnote_reloads_total{result="unchanged"}'] == 1
    assert found['footnote_reloads_total{result="refused"}'] == 0
    assert found['footnote_connected{platform="discord"}'] == 1
    assert found['footnote_connected{platform="telegram"}'] == 0
    assert found["footnote_store_up"] == 1


async def test_labels_are_few_and_of_no_person(runtime: Runtime) -> None:
    """Whatever is asked by whom: the labels are these, with values of fixed lists."""
    instruments = Instruments(runtime)
    for text in ("I am Anna Rossi, +39 347 1234567", "!cost", "!nonsense", "🤷"):
        runtime.service.respond(text, ANNA)
    text = generate_latest(instruments.registry).decode()
    labels = set(re.findall(r'(\w+)="', text))
    assert labels == {"platform", "language", "outcome", "le", "version", "kind", "result"}
    for word in ("Anna", "347", "nonsense", "discord:1"):
        assert word not in text
