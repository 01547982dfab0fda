"""The facts are read again while the bot answers; a wrong file changes nothing."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import weakref
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot import __version__
from bot.facts.document import parse
from bot.facts.load import load_text
from bot.facts.shape import FACT_FILE
from bot.library import cache_folder
from bot.match.matcher import Matcher
from bot.match.snapshot import dump, load, write
from bot.platform.reload import Reloader
from bot.platform.report import Loaded, Refused, Unchanged, attachment, summary
from bot.platform.service import Place, Service
from tests.match.tiny import TINY

TEXT = TINY.read_text(encoding="utf-8")
PLACE = Place("c", "s")


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A copy of the tiny facts, to be edited."""
    path = tmp_path / "facts.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


async def test_unchanged(tiny: Matcher, facts: Path) -> None:
    """The same text is the same version, and costs no child process."""
    reloader = Reloader(facts, Service(tiny), command=lambda *_: ("/no/such/program",))
    assert await reloader.reload() == Unchanged(tiny.base.version)


async def test_changed_added_removed(tiny: Matcher, facts: Path) -> None:
    """The report names what was added, changed and removed; the answers are the new ones."""
    service = Service(tiny)
    text = TEXT.replace("id: storm", "id: gale").replace("since 1998", "since 1999")
    text = text.replace("dal 1998", "dal 1999").replace("depuis 1998", "depuis 1999")
    facts.write_text(text.replace("منذ 1998", "منذ 1999"), encoding="utf-8")
    reloader = Reloader(facts, service)
    told: list[Loaded] = []

    async def broken(_: Loaded) -> None:
        raise RuntimeError("the other platform's trouble")

    async def listen(report: Loaded) -> None:
        told.append(report)

    reloader.listeners += [broken, listen]
    report = await reloader.reload()
    assert isinstance(report, Loaded)
    assert (report.added, report.changed, report.removed) == (("gale",), ("keeper",), ("storm",))
    assert (report.facts, report.gaps, report.topics) == (5, 1, False)
    assert told == [report]
    assert service.matcher.base.version == report.version != tiny.base.version
    assert "1999" in service.respond("who keeps the lighthouse?", PLACE).text
    shown = summary(report)
    assert shown.startswith(f"Reloaded: version {report.version}, 5 facts, 1 gaps, ")
    assert "Added (1): gale" in shown
    assert "Removed (1): storm" in shown


async def test_problems_with_line_and_column(tiny: Matcher, facts: Path) -> None:
    """Ten problems in the message, all of them in the file; the old facts keep answering."""
    facts.write_text(TEXT.replace("topic: ", "topic: no-"), encoding="utf-8")
    service = Service(tiny)
    report = await Reloader(facts, service).reload()
    assert isinstance(report, Refused)
    assert len(report.problems) >= 6
    shown = summary(report)
    line = next(n for n, text in enumerate(TEXT.splitlines(), 1) if "topic: cost" in text)
    assert f"{line}:12: unknown topic 'no-cost'" in shown
    assert shown.endswith(f"The old facts keep answering (version {tiny.base.version}).")
    assert service.matcher is tiny


async def test_more_than_ten_problems(tiny: Matcher, facts: Path) -> None:
    """What the message leaves out stands in the attached file."""
    facts.write_text(TEXT.replace("origin: ", "origin: no-").replace("topic: ", "topic: no-")
                     .replace("article: ", "article: no-"), encoding="utf-8")  # fmt: skip
    report = await Reloader(facts, Service(tiny)).reload()
    assert isinstance(report, Refused)
    shown, whole = summary(report), attachment(report)
    assert whole is not None
    assert shown.count(": unknown") == 10
    errors = [problem for problem in report.problems if problem.severity == "error"]
    assert f"… and {len(errors) - 10} more, all in the attached file." in shown
    assert whole.count(": unknown") == len(errors) > 10


async def test_phrasing_that_finds_another_fact(tiny: Matcher, facts: Path) -> None:
    """A line that the matching gives to another fact is a problem too, found before the swap."""
    text = TEXT.replace(
        "        how many visitors a year\n", "        who is the keeper of the light now\n"
    )
    facts.write_text(text, encoding="utf-8")
    base, document = load_text(text, str(facts))
    # The snapshot that the child finds for this file knows the line as a question for the keeper.
    stored = dump(replace(tiny, base=base), document.values)
    write(cache_folder() / f"{base.version}-{__version__}.snapshot", stored)
    report = await Reloader(facts, Service(tiny)).reload()
    assert isinstance(report, Refused)
    assert "'who is the keeper of the light now' finds 'keeper', not 'visitors'" in summary(report)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"just text"])
async def test_file_that_is_none(tiny: Matcher, facts: Path, content: bytes) -> None:
    """A file that is broken altogether is refused in words."""
    facts.write_bytes(content)
    report = await Reloader(facts, Service(tiny)).reload()
    assert isinstance(report, Refused)
    assert summary(report).startswith("Not reloaded: ")


async def test_missing_file(tiny: Matcher, tmp_path: Path) -> None:
    """Somebody is saving it just now, or moved it."""
    report = await Reloader(tmp_path / "none.yaml", Service(tiny)).reload()
    assert isinstance(report, Refused)
    assert "no fact file at" in summary(report)


async def test_answers_go_on_meanwhile(tiny: Matcher, facts: Path) -> None:
    """While the child works, the event loop is free: many questions are answered."""
    service = Service(tiny)
    facts.write_text(TEXT + "\n# saved\n", encoding="utf-8")
    reloading = asyncio.create_task(Reloader(facts, service).reload())
    answered, longest, last = 0, 0.0, asyncio.get_running_loop().time()
    while not reloading.done():
        assert service.respond("who keeps the lighthouse?", PLACE).fact == "keeper"
        await asyncio.sleep(0.005)
        now = asyncio.get_running_loop().time()
        longest, last, answered = max(longest, now - last), now, answered + 1
    assert isinstance(reloading.result(), Loaded)
    assert answered > 20
    assert longest < 1.0


async def test_reloads_are_serialised(tiny: Matcher, facts: Path) -> None:
    """Three at once: one after the other, and only the first has anything to load."""
    facts.write_text(TEXT + "\n# saved\n", encoding="utf-8")
    reloader = Reloader(facts, Service(tiny))
    reports = await asyncio.gather(*(reloader.reload() for _ in range(3)))
    assert [type(report) for report in reports] == [Loaded, Unchanged, Unchanged]


def child(code: str) -> object:
    """A child that runs some code instead of ours."""

    def command(_: Path, __: Path) -> Sequence[str]:
        return (sys.executable, "-c", code)

    return command


async def test_child_that_dies(
    tiny: Matcher, facts: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Killed for its memory, say: the old facts stay, the log has what it said last."""
    facts.write_text(TEXT + "\n# saved\n", encoding="utf-8")
    code = "import os, sys; sys.stderr.write('last words'); sys.stderr.flush(); os._exit(9)"
    service = Service(tiny)
    report = await Reloader(facts, service, child(code)).reload()  # type: ignore[arg-type]
    assert isinstance(report, Refused)
    assert "broke off with code 9" in summary(report)
    assert "last words" in caplog.text
    assert service.matcher is tiny


async def test_child_knows_no_token(
    tiny: Matcher, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Checking facts needs no token, so the child gets none."""
    monkeypatch.setenv("DISCORD_TOKEN", "hunter2")
    facts.write_text(TEXT + "\n# saved\n", encoding="utf-8")
    code = ("import os, json; found = 'hunter2' in str(os.environ); "
            "print(json.dumps(dict(error=str(found), problems=[], version=None)))")  # fmt: skip
    report = await Reloader(facts, Service(tiny), child(code)).reload()  # type: ignore[arg-type]
    assert isinstance(report, Refused)
    assert report.error == "False"


async def test_stop_during_a_reload_leaves_no_child(
    tiny: Matcher, facts: Path, tmp_path: Path
) -> None:
    """A cancelled reload ends its child."""
    facts.write_text(TEXT + "\n# saved\n", encoding="utf-8")
    note = tmp_path / "pid"
    code = f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    reloading = asyncio.create_task(
        Reloader(facts, Service(tiny), child(code)).reload()  # type: ignore[arg-type]
    )
    while not note.exists() or not note.read_text():
        await asyncio.sleep(0.02)
    reloading.cancel()
    await asyncio.gather(reloading, return_exceptions=True)
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


async def test_replaced_facts_go(tiny: Matcher, facts: Path) -> None:
    """No collection is needed to be rid of the old facts, which would stop every answer."""
    service = Service(load(dump(tiny, parse(TEXT, FACT_FILE).values), tiny.base.version))
    assert service.respond("who keeps the lighthouse?", PLACE).fact == "keeper"
    service.forget(PLACE)
    old = weakref.ref(service.matcher)
    facts.write_text(TEXT + "\n# saved\n", encoding="utf-8")
    gc.disable()
    try:
        assert isinstance(await Reloader(facts, service).reload(), Loaded)
        assert old() is None
    finally:
        gc.enable()
